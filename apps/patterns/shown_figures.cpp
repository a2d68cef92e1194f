#include "apps/patterns/shown_figures.hpp"

#include <algorithm>
#include <cmath>

#include "apps/patterns/patterns_csv.hpp"
#include "output/words/sentences/fit.hpp"
#include "output/words/sentences/number.hpp"
#include "output/words/sentences/patterns.hpp"
#include "output/words/words.hpp"

namespace salus::apps {
namespace {

namespace words = output::words;
namespace say = output::words::patterns;
using calibration::PatternStatistic;
using words::Style;
using words::Text;

enum class Unit { percent, share, ratio };

struct Shown {
  PatternStatistic statistic;
  const words::Plain& label;
  Unit unit;
};
const Shown all[] = {{PatternStatistic::half_of_crime_cells, say::half_of_crime_cells, Unit::percent},
                     {PatternStatistic::quarter_of_crime_cells, say::quarter_of_crime_cells, Unit::percent},
                     {PatternStatistic::cells_with_crime, say::cells_with_crime, Unit::percent},
                     {PatternStatistic::crime_on_top_1, say::crime_on_top_1, Unit::share},
                     {PatternStatistic::crime_on_top_7, say::crime_on_top_7, Unit::share},
                     {PatternStatistic::gini, say::gini, Unit::ratio},
                     {PatternStatistic::adjusted_gini, say::adjusted_gini, Unit::ratio},
                     {PatternStatistic::half_of_crime_cells_in_a_year, say::half_in_a_year, Unit::percent},
                     {PatternStatistic::quarter_of_crime_cells_in_a_year, say::quarter_in_a_year, Unit::percent},
                     {PatternStatistic::cells_with_crime_in_a_year, say::cells_in_a_year, Unit::percent},
                     {PatternStatistic::crime_on_top_1_in_a_year, say::top_1_in_a_year, Unit::share},
                     {PatternStatistic::adjusted_gini_in_a_year, say::gini_in_a_year, Unit::ratio},
                     {PatternStatistic::hot_spots_kept, say::hot_spots_kept, Unit::share},
                     {PatternStatistic::near_repeat, say::near_repeat, Unit::ratio},
                     {PatternStatistic::near_repeat_incidents, say::near_repeat_incidents, Unit::ratio},
                     {PatternStatistic::near_repeat_by_year, say::near_repeat_by_year, Unit::ratio},
                     {PatternStatistic::same_place_repeats, say::same_place_repeats, Unit::share},
                     {PatternStatistic::weekend_share, say::weekend_share, Unit::share},
                     {PatternStatistic::weekend_factor, say::weekend_factor, Unit::ratio},
                     {PatternStatistic::night_share, say::night_share, Unit::share},
                     {PatternStatistic::area_recurrence, say::area_recurrence, Unit::ratio},
                     {PatternStatistic::area_recurrence_adjusted, say::area_recurrence_adjusted, Unit::ratio}};

std::optional<Text> figure(double value, Unit unit) {
  if (!std::isfinite(value)) return std::nullopt;
  if (unit == Unit::ratio) return words::Figure{value, value < 10.0 ? Style::three_decimals : Style::one_decimal};
  const double percent = unit == Unit::share ? 100.0 * value : value;
  const Style style = percent < 10.0 ? Style::two_decimals : Style::one_decimal;
  return words::number::Percent{.number = words::Figure{percent, style}};
}

template <class Sentence>
typename Sentence::Resolution resolution_of(calibration::TimeResolution resolution) {
  using Named = typename Sentence::Resolution;
  switch (resolution) {
    case calibration::TimeResolution::minute:
      return Named::minute;
    case calibration::TimeResolution::day:
      return Named::day;
    case calibration::TimeResolution::month:
      break;
  }
  return Named::month;
}

}  // namespace

std::vector<ShownFigure> shown_figures(const calibration::PointPattern& pattern) {
  std::vector<ShownFigure> shown;
  const auto rows = calibration::pattern_rows(pattern);
  for (const auto& [statistic, label, unit] : all) {
    const auto row =
        std::find_if(rows.begin(), rows.end(), [wanted = statistic](const auto& r) { return r.statistic == wanted; });
    if (row == rows.end()) continue;
    ShownFigure one{label, figure(row->value, unit), std::nullopt, figure(row->null, unit), std::nullopt, std::nullopt};
    if (row->missing) one.missing = note_of(*row, pattern);
    const auto low = figure(row->low, unit);
    const auto high = figure(row->high, unit);
    if (low && high) one.interval = words::fit::Range{.low = *low, .high = *high};
    if (std::isfinite(row->p)) one.p = words::Figure{row->p, Style::three_decimals};
    shown.push_back(std::move(one));
  }
  return shown;
}

words::Message heading_of(const calibration::PointPattern& p) {
  const bool to_the_minute = p.resolution == calibration::TimeResolution::minute;
  std::vector<Text> facts{say::Events{.events = p.events,
                                      .from = words::Verbatim(calibration::date_text(p.first_day)),
                                      .to = words::Verbatim(calibration::date_text(p.last_day)),
                                      .resolution = resolution_of<say::Events>(p.resolution)},
                          say::Cells{.cells = p.cells, .metres = p.cell_m, .km2 = p.km2}};
  if (p.repeated > 0) facts.push_back(say::Repeated{.rows = p.repeated});
  if (to_the_minute && p.at_midnight > 0.005) facts.push_back(say::Midnight{.share = p.at_midnight});
  if (!to_the_minute && p.at_midnight >= calibration::filled_in)
    facts.push_back(say::FilledIn{.resolution = resolution_of<say::FilledIn>(p.resolution)});
  return say::Heading{.facts = facts};
}

}  // namespace salus::apps
