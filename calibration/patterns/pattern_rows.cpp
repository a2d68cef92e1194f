#include "calibration/patterns/pattern_rows.hpp"

#include <cmath>
#include <limits>

#include "model/core/number.hpp"

namespace salus::calibration {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::string text(double value, int decimals) { return model::format_fixed(value, decimals); }

PatternRow counted(const std::string& statistic, double value, const std::string& note) {
  return {statistic, value, none, none, none, none, note};
}

PatternRow missing(const char* statistic, const std::string& why) {
  return {statistic, none, none, none, none, none, "not computed: " + why};
}

void add_concentration(std::vector<PatternRow>& rows, const ConcentrationBeside& beside, const std::string& suffix,
                       const std::string& period) {
  for (const auto& figure : concentration_figures) {
    const double unit = figure.percent ? 100.0 : 1.0;
    const int decimals = figure.percent ? 2 : 3;
    rows.push_back({figure.name + suffix, unit * beside.observed.*figure.value, none, none,
                    unit * beside.null.mean.*figure.value, none,
                    period + (figure.percent ? "; % of cells" : "; share") +
                        "; by chance 95 %: " + text(unit * beside.null.low.*figure.value, decimals) + " to " +
                        text(unit * beside.null.high.*figure.value, decimals)});
  }
}

PatternRow knox_row(const std::string& statistic, const KnoxCell& cell, const std::string& note) {
  const std::string pairs = std::to_string(cell.observed) + " pairs; " + text(cell.mean, 1) +
                            " by chance (95 %: " + text(cell.low, 0) + " to " + text(cell.high, 0) + "); " + note;
  if (!std::isfinite(cell.ratio()))
    return {statistic, none, none, none, none, none, "not computed: no pair by chance; " + pairs};
  return {statistic, cell.ratio(), none, none, 1.0, cell.p, pairs};
}

std::string used_of(const Knox& knox, std::size_t events) {
  return knox.events < events
             ? "; only the first " + std::to_string(knox.events) + " of " + std::to_string(events) + " were used"
             : "";
}

void add_near_repeats(std::vector<PatternRow>& rows, const PointPattern& p) {
  const std::size_t incidents = p.events - p.repeated;
  const auto within = [&](const char* statistic, const Knox& knox, std::size_t events, const char* note) {
    rows.push_back(knox_row(statistic, knox.within[1][0],
                            std::string("within 125 m and 14 days; ") + note + used_of(knox, events)));
  };
  within("near_repeat", *p.knox, p.events, "all events; dates dealt over the whole period");
  within("near_repeat_incidents", *p.knox_incidents, incidents,
         "each place and time once; dates dealt over the whole period");
  if (p.knox_by_year)
    within("near_repeat_by_year", *p.knox_by_year, incidents,
           "each place and time once; dates dealt within stretches of 365 days");
  const KnoxPlan plan;  // the bands
  const std::string note = std::string("pairs in both bands; each place and time once; dates dealt ") +
                           (p.knox_by_year ? "within stretches of 365 days" : "over the whole period");
  for (std::size_t s = 0; s < plan.space_m.size(); ++s)
    for (std::size_t t = 0; t < plan.days.size(); ++t) {
      const std::string from_m = s == 0 ? "0" : text(plan.space_m[s - 1], 0);
      const std::string from_day = t == 0 ? "0" : std::to_string(plan.days[t - 1] + 1);
      rows.push_back(knox_row("knox_" + from_m + "_" + text(plan.space_m[s], 0) + "_m_" + from_day + "_" +
                                  std::to_string(plan.days[t]) + "_days",
                              p.strictest_knox().bands[s][t], note));
    }
  rows.push_back({"same_place_repeats", *p.repeats, none, none, none, none,
                  "each place and time once; share within 365 days of the incident that opened the window at the same "
                  "place (1 m)"});
}

void add_rhythm(std::vector<PatternRow>& rows, const PointPattern& p) {
  static constexpr auto weekdays =
      std::to_array<const char*>({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});
  const Rhythm& r = *p.rhythm;
  const auto two = [](std::size_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  const auto counts = [&](const auto& numbers, const auto& name) {
    for (std::size_t i = 0; i < numbers.size(); ++i) rows.push_back(counted(name(i), numbers[i], "events"));
  };
  const std::string heaped =
      "; " + text(100.0 * p.at_midnight, 1) + " % stand at exactly 00:00, which many files write for unknown";
  if (r.weekend) {
    rows.push_back({"weekend_share", r.weekend->value, r.weekend->low, r.weekend->high, weekend_time, none,
                    "Saturday and Sunday"});
    rows.push_back({"weekend_factor", r.weekend_factor(), r.weekend->low / weekend_time, r.weekend->high / weekend_time,
                    1.0, none, "weekend_share over 2/7"});
    counts(r.by_weekday, [](std::size_t i) { return std::string("weekday_") + weekdays[i]; });
  } else {
    rows.push_back(missing("weekend_share", "the file tells months only"));
  }
  if (r.night) {
    rows.push_back({"night_share", r.night->value, r.night->low, r.night->high, night_time, none,
                    "00:00 to 05:59" + (p.at_midnight > 0.005 ? heaped : "")});
    counts(r.by_hour, [&](std::size_t i) { return "hour_" + two(i); });
  } else {
    rows.push_back(
        missing("night_share",
                std::string("the file tells ") + (p.resolution == TimeResolution::day ? "days" : "months") + " only" +
                    (p.at_midnight >= filled_in && p.resolution == TimeResolution::day ? " (almost all times are 00:00)"
                                                                                       : "")));
  }
  counts(r.by_month, [&](std::size_t i) { return "month_" + two(i + 1); });
}

void add_recurrence(std::vector<PatternRow>& rows, const Recurrence& r) {
  const std::string note =
      std::to_string(r.neighbourhoods) + " squares of 800 m with crime; " + std::to_string(r.months) + " months";
  if (!std::isfinite(r.relative_risk)) {
    rows.push_back(missing("area_recurrence", "no neighbourhood has months with and without crime in a row; " + note));
    return;
  }
  rows.push_back(
      {"area_recurrence", r.relative_risk, r.low, r.high, r.null, r.p, "relative risk (Mantel-Haenszel); " + note});
  rows.push_back({"area_recurrence_adjusted", r.adjusted(), r.low / r.null, r.high / r.null, 1.0, r.p,
                  "area_recurrence over what the same months give in any order"});
}

/// A field of a table: quoted where it must be.
std::string field(const std::string& value) {
  if (value.find_first_of(",\"\n\r") == value.npos) return value;
  std::string out = "\"";
  for (const char c : value) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string number(double v) { return std::isfinite(v) ? model::format_number(std::round(v * 1e6) / 1e6) : ""; }

}  // namespace

std::vector<PatternRow> pattern_rows(const PointPattern& p) {
  std::vector<PatternRow> rows;
  rows.push_back(
      counted("events", p.events,
              date_text(p.first_day) + " to " + date_text(p.last_day) + "; resolution: " + name_of(p.resolution)));
  rows.push_back(counted("repeated_rows", p.repeated, "events that equal another in place, time and type; kept"));
  rows.push_back(counted(
      "cells", p.cells,
      "squares of " + text(p.cell_m, 0) + " m in the hull of all the city's events: " + text(p.km2, 1) + " km2"));
  if (p.events < least_events) {
    for (const char* statistic : {"half_of_crime_cells", "near_repeat", "same_place_repeats", "weekend_share",
                                  "night_share", "area_recurrence"})
      rows.push_back(missing(statistic, "fewer than " + std::to_string(least_events) + " events"));
    return rows;
  }
  add_concentration(rows, *p.concentration, "", "whole period");
  if (p.in_a_year)
    add_concentration(rows, *p.in_a_year, "_in_a_year", "mean of " + std::to_string(p.years.size()) + " years");
  if (p.hot_spots)
    rows.push_back({"hot_spots_kept", p.hot_spots->kept, none, none, 1.0 * p.hot_spots->cells / p.cells, none,
                    std::to_string(p.hot_spots->cells) + " hottest cells of a year; " +
                        std::to_string(p.hot_spots->year_pairs) + " pairs of years"});
  else rows.push_back(missing("hot_spots_kept", "the events do not cover two calendar years with an event in each"));
  if (p.knox) {
    add_near_repeats(rows, p);
  } else {
    for (const char* statistic : {"near_repeat", "same_place_repeats"})
      rows.push_back(missing(statistic, "the file tells months only"));
  }
  add_rhythm(rows, p);
  if (p.recurrence) add_recurrence(rows, *p.recurrence);
  else rows.push_back(missing("area_recurrence", "fewer than " + std::to_string(least_months) + " months"));
  return rows;
}

std::string patterns_csv(const std::vector<PointPattern>& patterns) {
  std::string out = "city,crime_type,statistic,value,low,high,null,p,note\n";
  for (const auto& pattern : patterns)
    for (const auto& r : pattern_rows(pattern))
      out += field(pattern.city) + "," + field(pattern.type) + "," + r.statistic + "," + number(r.value) + "," +
             number(r.low) + "," + number(r.high) + "," + number(r.null) + "," + number(r.p) + "," + field(r.note) +
             "\n";
  return out;
}

}  // namespace salus::calibration
