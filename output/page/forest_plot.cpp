#include "output/page/forest_plot.hpp"

#include <algorithm>

#include "model/core/elementary.hpp"
#include "output/page/figures.hpp"
#include "output/page/svg.hpp"

namespace salus::output::page {
namespace {

constexpr double width = 640;
constexpr double row_height = 16;
constexpr double above = 8;
constexpr double label_room = 270;
constexpr auto ticks = model::exactly<7>({0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 10.0});

}  // namespace

Html forest_plot(const Html& title, const Html& description, const std::vector<ForestRow>& rows) {
  const Scale x{model::logarithm(ticks.front()), model::logarithm(ticks.back()), label_room, width - 14};
  const auto at = [&](double risk) { return x(model::logarithm(std::clamp(risk, ticks.front(), ticks.back()))); };
  double bottom = above;
  for (std::size_t i = 0; i < rows.size(); ++i) bottom += row_height;
  Svg svg(width, bottom + axis_below, title, description);
  svg.at_most_wide(640);
  for (const double tick : ticks) {
    if (tick == 1.0) svg.line({at(tick), above}, {at(tick), bottom}, "ghost");
    else svg.line({at(tick), above}, {at(tick), bottom}, "grid");
    svg.tick({at(tick), bottom + 14}, Anchor::middle, amount(tick, Style::shortest));
  }
  double y = above + 0.5 * row_height;
  for (const auto& row : rows) {
    svg.tick({4, y + 4}, Anchor::start, escaped(row.label));
    const bool interval = std::isfinite(row.low) && std::isfinite(row.high);
    if (interval && row.pooled) svg.line({at(row.low), y}, {at(row.high), y}, "median");
    if (interval && !row.pooled) svg.line({at(row.low), y}, {at(row.high), y}, "even");
    if (std::isfinite(row.middle)) svg.circle({at(row.middle), y}, row.pooled ? 4.5 : 3, "dot");
    if (row.mark) svg.circle({at(*row.mark), y}, 3.5, "held");
    y += row_height;
  }
  return svg.picture();
}

}  // namespace salus::output::page
