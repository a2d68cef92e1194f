#pragma once
/// What police records and crime surveys can show of a fall: a planner's tool, one test at the 5 % level with 80 %
/// power. In a comparison of many cities a proof needs more, since false discovery is controlled over all of them.
#include <array>
#include <vector>

#include "model/core/quantity.hpp"

namespace salus::output {

/// Smallest fall of a city's homicide rate that police records show.
/// @param years counted in base and end each. @param comparable true: chance of the counts alone; false: with the
/// middle noise and drift of recording (`record_noise`, `record_drift`).
model::RelativeFall fall_shown_by_records(model::Persons people, model::RatePer100000 rate, model::Years years,
                                          bool comparable);

struct RecordsPower {
  model::Persons people;
  model::RatePer100000 rate;

  /// smallest fall shown
  model::RelativeFall year;
  model::RelativeFall three_years;
  model::RelativeFall three_years_with_drift;
};
/// Cities of the sizes and levels that planners ask about, by size, then rate.
std::vector<RecordsPower> records_power();

inline constexpr auto survey_falls =
    std::to_array({model::RelativeFall(0.10), model::RelativeFall(0.17), model::RelativeFall(0.30)});
struct SurveyPower {
  model::Probability prevalence;
  std::array<model::Interviews, survey_falls.size()>
      interviews{};  ///< a wave, for each fall, at the middle design effect
};
std::vector<SurveyPower> surveys_power();

}  // namespace salus::output
