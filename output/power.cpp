#include "output/power.hpp"

#include "model/observation/proof.hpp"
#include "model/observation/records.hpp"
#include "model/parameters/parameters.hpp"

namespace salus::output {

using model::Parameter;

double fall_shown_by_records(double people, double rate, double years, bool comparable) {
  static const auto middle = model::central_parameters();
  const double count = people * rate * 1e-5 * years;
  return model::detectable_fall(count, count, comparable ? 0.0 : model::records_extra_sd(middle, 1.0));
}

std::vector<RecordsPower> records_power() {
  std::vector<RecordsPower> rows;
  for (const double people : {3e5, 1e6, 3e6, 1e7})
    for (const double rate : {3.0, 10.0, 30.0})
      rows.push_back({people, rate, fall_shown_by_records(people, rate, 1.0, true),
                      fall_shown_by_records(people, rate, 3.0, true), fall_shown_by_records(people, rate, 3.0, false)});
  return rows;
}

std::vector<SurveyPower> surveys_power() {
  const double effect = model::central_parameters()[Parameter::survey_design_effect];
  std::vector<SurveyPower> rows;
  for (const double prevalence : {0.02, 0.06, 0.15}) {
    rows.push_back({prevalence, {}});
    for (std::size_t i = 0; i < survey_falls.size(); ++i)
      rows.back().interviews[i] = model::interviews_needed(prevalence, effect, survey_falls[i]);
  }
  return rows;
}

}  // namespace salus::output
