#include "calibration/patterns/study_area.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <stdexcept>

namespace salus::calibration {
namespace {

constexpr double most_cells = 2e7;

struct Point {
  double x = 0.0;
  double y = 0.0;
  friend auto operator<=>(const Point&, const Point&) = default;
};

double turn(const Point& a, const Point& b, const Point& c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/// Corners in counter-clockwise order; one or two if all points are collinear. Source: Andrew 1979,
/// doi:10.1016/0020-0190(79)90072-3.
std::vector<Point> convex_hull(const PointEvents& events) {
  std::vector<Point> points;
  for (std::size_t i = 0; i < events.size(); ++i) points.push_back({events.x_m[i], events.y_m[i]});
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  if (points.size() < 3) return points;
  std::vector<Point> hull;
  for (int side = 0; side < 2; ++side) {
    const std::size_t start = hull.size();
    for (const Point& p : points) {
      while (hull.size() >= start + 2 && turn(hull[hull.size() - 2], hull.back(), p) <= 0.0) hull.pop_back();
      hull.push_back(p);
    }
    hull.pop_back();
    std::reverse(points.begin(), points.end());
  }
  return hull;
}

/// West and east end of the hull on the horizontal line at y; west > east where the line misses it.
std::pair<double, double> chord(const std::vector<Point>& hull, double y) {
  double west = std::numeric_limits<double>::infinity();
  double east = -west;
  for (std::size_t i = 0; i < hull.size(); ++i) {
    const Point& a = hull[i];
    const Point& b = hull[(i + 1) % hull.size()];
    if ((a.y > y) == (b.y > y)) continue;
    const double x = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
    west = std::min(west, x);
    east = std::max(east, x);
  }
  return {west, east};
}

}  // namespace

StudyArea::StudyArea(const PointEvents& events, double pitch_m) : pitch_m_(pitch_m) {
  std::map<int, std::set<int>> held;  // columns with an event, by row
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto [row, column] = square_at(events.x_m[i], events.y_m[i], pitch_m_);
    held[row].insert(column);
  }
  if (held.empty()) return;
  const auto hull = convex_hull(events);
  const auto [west, east] = std::minmax_element(events.x_m.begin(), events.x_m.end());
  const double rows = held.rbegin()->first - held.begin()->first + 1;
  const double columns = (*east - *west) / pitch_m_ + 1.0;
  if (rows * columns > most_cells)
    throw std::length_error("the events of '" + events.city + "' span more than 20 million cells");
  std::uint32_t before = 0;  // cells of rows further south
  for (int row = held.begin()->first; row <= held.rbegin()->first; ++row) {
    const auto [from_m, to_m] = chord(hull, (row + 0.5) * pitch_m_);
    // Columns whose centre lies in the chord.
    const auto first = from_m <= to_m ? static_cast<int>(std::ceil(from_m / pitch_m_ - 0.5)) : 0;
    const auto last = from_m <= to_m ? static_cast<int>(std::floor(to_m / pitch_m_ - 0.5)) : -1;
    const std::uint32_t inside = last >= first ? static_cast<std::uint32_t>(last - first + 1) : 0;
    const auto own = held.find(row);
    std::uint32_t outside = 0;
    std::uint32_t west_of = 0;
    if (own != held.end())
      for (const auto column : own->second) {
        const bool in = column >= first && column <= last;
        const std::uint32_t at = in ? west_of + static_cast<std::uint32_t>(column - first)
                                    : outside + (last >= first && column > last ? inside : 0);
        index_.emplace(Square{row, column}, before + at);
        if (!in) ++outside;
        if (!in && column < first) ++west_of;
      }
    before += inside + outside;
  }
  cells_ = before;
}

std::uint32_t StudyArea::cell_of(const PointEvents& events, std::size_t i) const {
  return index_.at(square_at(events.x_m[i], events.y_m[i], pitch_m_));
}

std::vector<std::uint32_t> StudyArea::counts(const PointEvents& events) const {
  std::vector<std::uint32_t> counts(cells_, 0);
  for (std::size_t i = 0; i < events.size(); ++i) ++counts[cell_of(events, i)];
  return counts;
}

std::vector<std::uint32_t> StudyArea::counts(const PointEvents& events, const EventSpan& some) const {
  std::vector<std::uint32_t> counts(cells_, 0);
  for (std::uint32_t i = some.from; i < some.to; ++i) ++counts[cell_of(events, i)];
  return counts;
}

}  // namespace salus::calibration
