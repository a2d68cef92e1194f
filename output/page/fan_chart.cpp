#include "output/page/fan_chart.hpp"

#include <algorithm>
#include <cmath>

#include "output/page/figures.hpp"
#include "output/page/svg.hpp"

namespace salus::output::page {
namespace {

constexpr double fan_edge = 10;  ///< right of and above the picture
constexpr int tall = 200;        ///< a chart higher than this has room for more ticks and larger dots

/// 1, 2 or 5 times a power of ten, such that about `count` steps cover `range`.
double nice_step(double range, int count) {
  const double raw = range / count;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  const double lead = raw / power;
  for (const double step : {1.0, 2.0, 5.0})
    if (lead < (step == 1.0 ? 1.5 : step == 2.0 ? 3.5 : 7.5)) return power * step;
  return power * 10.0;
}

/// Years across, values up; both axes hold the projection and the history.
struct Plot {
  explicit Plot(const FanChart& c) : chart(c), first(c.years.front()), last(c.years.back()) {
    for (const auto& dot : c.history) {
      first = std::min(first, dot.year);
      top = std::max(top, dot.value);
    }
    for (const auto& q : c.quantiles) top = std::max({top, q[FanLevel::middle], q[FanLevel::high_95]});
    top = top > 0.0 ? 1.05 * top : 1.05;
  }
  Point at(double year, double value) const {
    const double from = first;
    const double to = std::max(first + 1, last);
    const Scale x{from, to, axis_left, chart.width - fan_edge};
    const Scale y{0.0, top, chart.height - axis_below, fan_edge};
    return {x(year), y(value)};
  }
  const FanChart& chart;
  int first;
  int last;
  double top = 0.0;
};

void draw_axes(Svg& svg, const Plot& plot) {
  const auto& c = plot.chart;
  const double step = nice_step(plot.top, c.height > tall ? 5 : 3);
  for (double v = 0.0; v <= plot.top; v += step) {
    const double y = plot.at(plot.first, v).y;
    svg.line({axis_left, y}, {c.width - fan_edge, y}, "grid");
    svg.tick({axis_left - 5, y}, Anchor::left_of_axis, amount(std::round(v * 1e6) / 1e6, Style::shortest));
  }
  const int years = plot.last - plot.first;
  int every = 2;
  if (years > 12) every = years > 25 ? 10 : 5;
  for (int year = (plot.first + every - 1) / every * every; year <= plot.last; year += every)
    svg.tick({plot.at(year, 0.0).x, c.height - 8.0}, year == plot.last ? Anchor::last : Anchor::middle,
             amount(year, Style::year));
}

bool has_bands(const FanChart& c) {
  return std::none_of(c.quantiles.begin(), c.quantiles.end(),
                      [](const auto& q) { return std::isnan(q[FanLevel::low_95]); });
}

void draw_band(Svg& svg, const Plot& plot, FanLevel low, FanLevel high, Literal kind) {
  const auto& c = plot.chart;
  std::vector<Point> edge;
  for (std::size_t i = 0; i < c.years.size(); ++i) edge.push_back(plot.at(c.years[i], c.quantiles[i][high]));
  for (std::size_t i = c.years.size(); i-- > 0;) edge.push_back(plot.at(c.years[i], c.quantiles[i][low]));
  svg.polygon(edge, kind);
}

void draw_line(Svg& svg, const Plot& plot, const std::vector<double>& values, Literal kind) {
  std::vector<Point> points;
  for (std::size_t i = 0; i < values.size(); ++i) points.push_back(plot.at(plot.chart.years[i], values[i]));
  svg.polyline(points, kind);
}

void draw_dot(Svg& svg, const Plot& plot, const FanChart::Dot& dot) {
  const Point at = plot.at(dot.year, dot.value);
  const double radius = plot.chart.height > tall ? 2.6 : 1.8;
  if (dot.held_out) svg.circle(at, radius, "held");
  else if (dot.modelled) svg.circle(at, radius, "model");
  else svg.circle(at, radius, "dot");
}

}  // namespace

Html fan_chart(const FanChart& c) {
  const Plot plot(c);
  Svg svg(c.width, c.height, untagged(c.title), untagged(c.description));
  draw_axes(svg, plot);
  if (has_bands(c)) {
    draw_band(svg, plot, FanLevel::low_95, FanLevel::high_95, "b95");
    draw_band(svg, plot, FanLevel::low_80, FanLevel::high_80, "b80");
    draw_band(svg, plot, FanLevel::low_50, FanLevel::high_50, "b50");
  }
  std::vector<double> middle;
  for (const auto& q : c.quantiles) middle.push_back(q[FanLevel::middle]);
  if (!c.ghost.empty()) draw_line(svg, plot, c.ghost, "ghost");
  draw_line(svg, plot, middle, "median");
  for (const auto& dot : c.history) draw_dot(svg, plot, dot);
  return svg.picture();
}

}  // namespace salus::output::page
