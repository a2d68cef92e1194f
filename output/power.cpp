#include "output/power.hpp"

#include "model/observation/proof.hpp"
#include "model/observation/records.hpp"
#include "model/parameters/parameters.hpp"

namespace salus::output {

using model::Parameter;
using model::Persons;
using model::RatePer100000;
using model::Years;

model::RelativeFall fall_shown_by_records(Persons people, RatePer100000 rate, Years years, bool comparable) {
  static const auto middle = model::central_parameters();
  const model::Incidents count(people.value() * rate.value() * 1e-5 * years.value());
  return model::detectable_fall({.base = count, .end = count}, comparable ? 0.0 : model::records_extra_sd(middle, 1.0));
}

std::vector<RecordsPower> records_power() {
  std::vector<RecordsPower> rows;
  for (const Persons people : {Persons(3e5), Persons(1e6), Persons(3e6), Persons(1e7)})
    for (const RatePer100000 rate : {RatePer100000(3.0), RatePer100000(10.0), RatePer100000(30.0)})
      rows.push_back({.people = people,
                      .rate = rate,
                      .year = fall_shown_by_records(people, rate, Years(1.0), true),
                      .three_years = fall_shown_by_records(people, rate, Years(3.0), true),
                      .three_years_with_drift = fall_shown_by_records(people, rate, Years(3.0), false)});
  return rows;
}

std::vector<SurveyPower> surveys_power() {
  const double effect = model::central_parameters()[Parameter::survey_design_effect];
  std::vector<SurveyPower> rows;
  for (const auto prevalence : {model::Probability(0.02), model::Probability(0.06), model::Probability(0.15)}) {
    rows.push_back({prevalence, {}});
    for (std::size_t i = 0; i < survey_falls.size(); ++i)
      rows.back().interviews[i] = model::interviews_needed(prevalence, effect, survey_falls[i]);
  }
  return rows;
}

}  // namespace salus::output
