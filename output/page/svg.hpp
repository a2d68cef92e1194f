#pragma once
/// A picture as inline SVG, in the colours of the page's style.
#include <vector>

#include "output/page/html.hpp"

namespace salus::output::page {

/// Room beside a picture's axes for their numbers.
inline constexpr double axis_left = 46;
inline constexpr double axis_below = 24;

struct Point {
  double x;
  double y;
};

/// What a range of values is on paper.
struct Scale {
  double from;  ///< value at `at`
  double to;    ///< value at `end`
  double at;
  double end;
  double operator()(double value) const { return at + (value - from) / (to - from) * (end - at); }
};

/// How a text stands at its point.
enum class Anchor : std::uint8_t { start, middle, last, left_of_axis };

class Svg {
 public:
  /// @param title and description for readers of the picture and for screen readers; an empty one is left out
  Svg(double width, double height, const Html& title, const Html& description = {});
  /// At most that wide on the page.
  Svg& at_most_wide(int pixels);
  void line(Point from, Point to, Literal kind);
  void polyline(const std::vector<Point>& points, Literal kind);
  void polygon(const std::vector<Point>& points, Literal kind);
  void circle(Point centre, double radius, Literal kind);
  /// @param title shown where the pointer rests; empty for none
  void rectangle(Point corner, double width, double height, Literal kind, const Html& title = {});
  /// A square of a map, 0 (pale) to 1 (dark).
  void tile(Point corner, double side, double darkness);
  /// Small text: the number at a tick of an axis, or a note within the picture.
  void tick(Point at, Anchor anchor, const Html& text);
  Html picture() const;

 private:
  void shape(Literal name, const std::vector<Point>& points, Literal kind);
  double width_;
  double height_;
  int most_wide_ = 0;
  Html inside_;
};

}  // namespace salus::output::page
