#include "apps/patterns/shown_figures.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/patterns/pattern_rows.hpp"
#include "model/core/number.hpp"

namespace salus::apps {
namespace {

enum class Unit { percent, share, ratio };

struct Shown {
  const char* statistic;
  const char* label;
  Unit unit;
};
constexpr Shown all[] = {{"half_of_crime_cells", "cells that hold half of crime", Unit::percent},
                         {"quarter_of_crime_cells", "cells that hold a quarter of crime", Unit::percent},
                         {"cells_with_crime", "cells with any crime", Unit::percent},
                         {"crime_on_top_1", "crime on the hottest 1 % of cells", Unit::share},
                         {"crime_on_top_7", "crime on the hottest 7 % of cells", Unit::share},
                         {"gini", "Gini coefficient", Unit::ratio},
                         {"adjusted_gini", "... adjusted for few crimes", Unit::ratio},
                         {"half_of_crime_cells_in_a_year", "in a year: cells that hold half", Unit::percent},
                         {"quarter_of_crime_cells_in_a_year", "... cells that hold a quarter", Unit::percent},
                         {"cells_with_crime_in_a_year", "... cells with any crime", Unit::percent},
                         {"crime_on_top_1_in_a_year", "... crime on the hottest 1 %", Unit::share},
                         {"adjusted_gini_in_a_year", "... adjusted Gini coefficient", Unit::ratio},
                         {"hot_spots_kept", "hottest 1 % of cells still so next year", Unit::share},
                         {"near_repeat", "near repeats (125 m, 14 days), ratio", Unit::ratio},
                         {"near_repeat_incidents", "... each place and time once", Unit::ratio},
                         {"near_repeat_by_year", "... and dates dealt within 365 days", Unit::ratio},
                         {"same_place_repeats", "repeats at the same place in 365 days", Unit::share},
                         {"weekend_share", "Saturday and Sunday", Unit::share},
                         {"weekend_factor", "... over two days of seven", Unit::ratio},
                         {"night_share", "midnight to six", Unit::share},
                         {"area_recurrence", "month after one with crime, relative risk", Unit::ratio},
                         {"area_recurrence_adjusted", "... over what any order gives", Unit::ratio}};

std::string text(double value, Unit unit) {
  if (!std::isfinite(value)) return "";
  if (unit == Unit::ratio) return model::format_fixed(value, value < 10.0 ? 3 : 1);
  const double percent = unit == Unit::share ? 100.0 * value : value;
  return model::format_fixed(percent, percent < 10.0 ? 2 : 1) + " %";
}

}  // namespace

std::vector<ShownFigure> shown_figures(const calibration::PointPattern& pattern) {
  std::vector<ShownFigure> shown;
  const auto rows = calibration::pattern_rows(pattern);
  for (const auto& [statistic, label, unit] : all) {
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [name = std::string(statistic)](const auto& r) { return r.statistic == name; });
    if (row == rows.end()) continue;
    const std::string interval = std::isfinite(row->low) ? text(row->low, unit) + " to " + text(row->high, unit) : "";
    shown.push_back({label, text(row->value, unit), interval, text(row->null, unit),
                     std::isfinite(row->p) ? model::format_fixed(row->p, 3) : "", row->note});
  }
  return shown;
}

std::string heading_of(const calibration::PointPattern& p) {
  std::string out =
      model::format_fixed(static_cast<double>(p.events), 0, true) + " events, " + calibration::date_text(p.first_day) +
      " to " + calibration::date_text(p.last_day) + ", times to the " + name_of(p.resolution) + "; " +
      model::format_fixed(static_cast<double>(p.cells), 0, true) + " cells of " + model::format_fixed(p.cell_m, 0) +
      " m (" + model::format_fixed(p.km2, 0, true) + " km2: the convex hull of all the city's events)";
  if (p.repeated > 0)
    out += "; " + std::to_string(p.repeated) + " rows equal another in place, time and type, and count as events";
  if (p.resolution == calibration::TimeResolution::minute && p.at_midnight > 0.005)
    out += "; " + model::format_fixed(100.0 * p.at_midnight, 1) +
           " % of times are exactly 00:00, which many files write for unknown";
  if (p.resolution != calibration::TimeResolution::minute && p.at_midnight >= calibration::filled_in)
    out += "; finer times are missing, or almost all the first of a " + std::string(name_of(p.resolution)) +
           ", and are not read";
  return out + ".";
}

}  // namespace salus::apps
