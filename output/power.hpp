#pragma once
/// What police records and crime surveys can show of a fall: a planner's tool, one test at the 5 % level with 80 %
/// power. In a comparison of many cities a proof needs more, since false discovery is controlled over all of them.
#include <array>
#include <vector>

namespace salus::output {

/// Smallest relative fall of a city's homicide rate that police records show.
/// @param people inhabitants. @param rate homicides per 100,000 a year. @param years counted in base and end each.
/// @param comparable true: chance of the counts alone; false: with the middle noise and drift of recording
/// (`record_noise`, `record_drift`).
double fall_shown_by_records(double people, double rate, double years, bool comparable);

struct RecordsPower {
  double people = 0.0;
  double rate = 0.0;

  /// smallest fall shown
  double year = 0.0;
  double three_years = 0.0;
  double three_years_with_drift = 0.0;
};
/// Cities of the sizes and levels that planners ask about, by size, then rate.
std::vector<RecordsPower> records_power();

inline constexpr auto survey_falls = std::to_array<double>({0.10, 0.17, 0.30});
struct SurveyPower {
  double prevalence = 0.0;
  std::array<double, survey_falls.size()> interviews{};  ///< a wave, for each fall, at the middle design effect
};
std::vector<SurveyPower> surveys_power();

}  // namespace salus::output
