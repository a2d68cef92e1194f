#pragma once
/// The figures of patterns as rows of a long table.
#include <optional>
#include <string>
#include <vector>

#include "calibration/patterns/point_pattern.hpp"
#include "model/core/enumeration.hpp"

namespace salus::calibration {

/// The statistics of patterns.csv, by their names there. `knox`, `weekday`, `hour` and `month` have a row a part.
enum class PatternStatistic : std::uint8_t {
  events,
  repeated_rows,
  cells,
  half_of_crime_cells,
  quarter_of_crime_cells,
  cells_with_crime,
  crime_on_top_1,
  crime_on_top_7,
  gini,
  adjusted_gini,
  half_of_crime_cells_in_a_year,
  quarter_of_crime_cells_in_a_year,
  cells_with_crime_in_a_year,
  crime_on_top_1_in_a_year,
  crime_on_top_7_in_a_year,
  gini_in_a_year,
  adjusted_gini_in_a_year,
  hot_spots_kept,
  near_repeat,
  near_repeat_incidents,
  near_repeat_by_year,
  knox,
  same_place_repeats,
  weekend_share,
  weekend_factor,
  weekday,
  night_share,
  hour,
  month,
  area_recurrence,
  area_recurrence_adjusted
};

/// The row of a figure of concentration: of the whole period, and of a year.
PatternStatistic whole_period(ConcentrationStatistic statistic);
PatternStatistic in_a_year(ConcentrationStatistic statistic);

/// Why a figure could not be computed.
enum class WhyMissing : std::uint8_t {
  few_events,      ///< fewer than `least_events`
  one_year,        ///< no two calendar years with an event in each
  days_only,       ///< the file tells days
  days_filled,     ///< the file tells times of day, almost all of them 00:00
  months_only,     ///< the file tells months
  no_chance_pair,  ///< the permutations give no pair
  no_contrast,     ///< no neighbourhood has months with and without crime in a row
  few_months       ///< fewer than `least_months`
};

/// One figure, as a row of patterns.csv. Not a number: empty there.
struct PatternRow {
  PatternStatistic statistic{};
  std::uint32_t part = 0;  ///< day of the week from Monday, hour, month from January, or cell of `knox`: times vary
                           ///< fastest

  double value;
  /// 95 % interval of the value
  double low;
  double high;

  double null;  ///< expectation under the null hypothesis
  double p;
  std::optional<WhyMissing> missing = std::nullopt;  ///< none where there is a value
};
/// Every figure, and a row with the reason for each that could not be computed.
std::vector<PatternRow> pattern_rows(const PointPattern& pattern);

/// `gini`, `weekday_monday`, `hour_05`, `month_12`, `knox_1_125_m_0_14_days`.
std::string name_of(const PatternRow& row);

/// Position in the table of near repeats of a part of `knox`.
struct KnoxBand {
  std::size_t space;
  std::size_t time;
};
KnoxBand knox_band(std::uint32_t part);

}  // namespace salus::calibration
