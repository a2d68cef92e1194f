#include "output/page/svg.hpp"

#include "model/core/number.hpp"

namespace salus::output::page {
namespace {

/// A place on the picture, to a tenth.
Verbatim place(double v) { return Verbatim(model::format_fixed(v, 1)); }

Verbatim places(const std::vector<Point>& points) {
  std::string out;
  for (const auto& p : points) out += (out.empty() ? "" : " ") + place(p.x).text() + "," + place(p.y).text();
  return Verbatim(std::move(out));
}

}  // namespace

Svg::Svg(double width, double height, const Html& title, const Html& description) : width_(width), height_(height) {
  inside_ += tag("title", title);
  if (!description.empty()) inside_ += tag("desc", description);
}

Svg& Svg::at_most_wide(int pixels) {
  most_wide_ = pixels;
  return *this;
}

void Svg::line(Point from, Point to, Literal kind) {
  inside_ += closed_tag(
      "line",
      {with_class(kind), {"x1", place(from.x)}, {"y1", place(from.y)}, {"x2", place(to.x)}, {"y2", place(to.y)}});
}

void Svg::shape(Literal name, const std::vector<Point>& points, Literal kind) {
  inside_ += closed_tag(name, {with_class(kind), {"points", places(points)}});
}
void Svg::polyline(const std::vector<Point>& points, Literal kind) { shape("polyline", points, kind); }
void Svg::polygon(const std::vector<Point>& points, Literal kind) { shape("polygon", points, kind); }

void Svg::circle(Point centre, double radius, Literal kind) {
  inside_ +=
      closed_tag("circle", {with_class(kind), {"cx", place(centre.x)}, {"cy", place(centre.y)}, {"r", place(radius)}});
}

void Svg::rectangle(Point corner, double width, double height, Literal kind, const Html& title) {
  inside_ += tag("rect",
                 {with_class(kind),
                  {"x", place(corner.x)},
                  {"y", place(corner.y)},
                  {"width", place(width)},
                  {"height", place(height)}},
                 title.empty() ? Html() : tag("title", title));
}

void Svg::tile(Point corner, double side, double darkness) {
  inside_ += closed_tag("rect", {with_class("tile"),
                                 {"x", place(corner.x)},
                                 {"y", place(corner.y)},
                                 {"width", place(side)},
                                 {"height", place(side)},
                                 {"fill-opacity", Verbatim(model::format_fixed(darkness, 2))}});
}

void Svg::tick(Point at, Anchor anchor, const Html& text) {
  const Attribute x{"x", place(at.x)};
  const Attribute y{"y", place(at.y)};
  switch (anchor) {
    case Anchor::start:
      inside_ += tag("text", {x, y, with_class("tick")}, text);
      break;
    case Anchor::middle:
      inside_ += tag("text", {x, y, with_class("tick mid")}, text);
      break;
    case Anchor::last:
      inside_ += tag("text", {x, y, with_class("tick last")}, text);
      break;
    case Anchor::left_of_axis:
      inside_ += tag("text", {x, y, with_class("tick end")}, text);
      break;
  }
}

Html Svg::picture() const {
  const Attribute box{"viewBox", Verbatim("0 0 " + place(width_).text() + " " + place(height_).text())};
  const Attribute role{"role", "img"};
  if (most_wide_ == 0) return tag("svg", {role, box}, inside_);
  return tag("svg", {role, box, {"style", Verbatim("max-width:" + std::to_string(most_wide_) + "px")}}, inside_);
}

}  // namespace salus::output::page
