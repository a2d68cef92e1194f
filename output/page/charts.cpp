#include "output/page/charts.hpp"

#include <algorithm>
#include <cmath>

#include "output/page/figures.hpp"
#include "output/page/svg.hpp"
#include "output/words/sentences/chart.hpp"

namespace salus::output::page {
namespace {

namespace say_chart = words::chart;

constexpr double chart_right = 12;
constexpr auto quarters = model::exactly<5>({0.0, 0.25, 0.5, 0.75, 1.0});

/// The end of a curve outside the picture is cut on its last straight piece.
std::vector<Point> cut(const Curve& curve, double shown, const Scale& x, const Scale& y) {
  std::vector<Point> points;
  for (std::size_t i = 0; i < curve.size(); ++i) {
    auto [cells, crimes] = curve[i];
    const bool beyond = cells > shown && i > 0;
    if (beyond) {
      const auto [before, crimes_before] = curve[i - 1];
      crimes = crimes_before + (shown - before) / (cells - before) * (crimes - crimes_before);
      cells = shown;
    }
    points.push_back({x(cells), y(crimes)});
    if (beyond) break;
  }
  return points;
}

}  // namespace

Html lorenz_chart(const Html& title, const Curve& observed, const Curve& chance, double shown) {
  constexpr double width = 420;
  constexpr double height = 380;
  const Scale x{0.0, shown, axis_left, width - chart_right};
  const Scale y{0.0, 1.0, height - axis_below, 10.0};
  Svg svg(width, height, title, say_chart::lorenz);
  for (const double share : quarters) {
    svg.line({axis_left, y(share)}, {width - chart_right, y(share)}, "grid");
    svg.tick({axis_left - 5, y(share)}, Anchor::left_of_axis, amount(share, Style::percent));
  }
  for (const double part : quarters)
    svg.tick({x(part * shown), height - 8}, part == 1.0 ? Anchor::last : Anchor::middle,
             amount(part * shown, Style::fine_percent));
  svg.line({x(0.0), y(0.0)}, {x(shown), y(shown)}, "even");
  svg.polyline(cut(chance, shown, x, y), "ghost");
  svg.polyline(cut(observed, shown, x, y), "median");
  return svg.picture();
}

Html bar_chart(const Html& title, const std::vector<double>& counts, const std::vector<Text>& labels) {
  constexpr double width = 420;
  constexpr double height = 110;
  double most = 1.0;
  double sum = 0.0;
  for (const double count : counts) {
    most = std::max(most, count);
    sum += count;
  }
  const auto bars = static_cast<double>(counts.size());
  const Scale x{0.0, bars, axis_left, width - chart_right};
  const Scale y{0.0, most, height - axis_below, 12.0};
  Svg svg(width, height, title, say_chart::bars);
  for (const double count : {0.0, most}) {
    svg.line({axis_left, y(count)}, {width - chart_right, y(count)}, "grid");
    svg.tick({axis_left - 5, y(count)}, Anchor::left_of_axis, amount(count, Style::integer));
  }
  double bar = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double top = y(counts[i]);
    svg.rectangle({x(bar + 0.12), top}, x(bar + 0.88) - x(bar + 0.12), y(0.0) - top, "b50",
                  say_chart::Bar{.label = labels[i], .count = counts[i]});
    if (counts.size() <= 12 || i % 3 == 0) svg.tick({x(bar + 0.5), height - 8}, Anchor::middle, escaped(labels[i]));
    bar += 1.0;
  }
  svg.line({axis_left, y(sum / bars)}, {width - chart_right, y(sum / bars)}, "ghost");
  return svg.picture();
}

Html tile_map(const Html& title, const std::vector<double>& values, std::uint32_t width, double darkest) {
  constexpr double wide = 640.0;
  const double side = wide / width;
  const double rows = std::ceil(static_cast<double>(values.size()) / width);
  Svg svg(wide, std::round(side * rows), title);
  svg.at_most_wide(640);
  double column = 0.0;
  double row = 0.0;
  for (const double value : values) {
    svg.tile({column * side, row * side}, side - 0.4, 0.05 + 0.95 * std::sqrt(std::min(1.0, value / darkest)));
    column += 1.0;
    if (column < width) continue;
    column = 0.0;
    row += 1.0;
  }
  return svg.picture();
}

Html age_curve(const Html& title, const std::vector<double>& values, int first, const Html& peak) {
  constexpr double bottom = 200.0;
  const double high = std::max(1e-12, *std::max_element(values.begin(), values.end()));
  const double from = first;
  const Scale x{from, from + 70.0, 30.0, 590.0};
  const Scale y{0.0, high, bottom, 20.0};
  Svg svg(600, 230, title);
  svg.at_most_wide(600);
  svg.line({x.at, bottom}, {x.end, bottom}, "grid");
  std::vector<Point> points;
  double age = first;
  for (const double value : values) {
    points.push_back({x(age), y(value)});
    age += 1.0;
  }
  svg.polyline(points, "curve");
  for (int tick = first; tick <= first + 70; tick += 10)
    svg.tick({x(tick), 218.0}, Anchor::middle, amount(tick, Style::integer));
  svg.tick({34.0, 14.0}, Anchor::start, peak);
  return svg.picture();
}

}  // namespace salus::output::page
