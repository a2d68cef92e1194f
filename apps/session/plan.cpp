#include "apps/session/plan.hpp"

#include "apps/session/start.hpp"
#include "calibration/country_inputs.hpp"

namespace salus::session {

model::RunPlan make_plan(const Request& request, const Inputs& inputs) {
  model::RunPlan plan;
  plan.scenarios = parse_scenarios(request.scenarios, inputs);
  const model::View view = plan.scenarios.front().view;
  const int start_year = plan.scenarios.front().start_year;
  const calibration::ViewPosterior* posterior = posterior_for(request, inputs, view, start_year);
  calibration::CalibratedStarts starts;
  if (posterior != nullptr) {
    plan.posterior = calibration::engine_parameters(*posterior, 0);
    starts.memory_rate = calibration::memory_rate(posterior->feedback);
    // The lagged feedback of changes before the start; none from a loop that is off.
    const double kept = posterior->feedback.gain != 0.0
                            ? calibration::measured_feedback(request.without).gain / posterior->feedback.gain
                            : 0.0;
    for (const auto& iso3 : posterior->countries) {
      auto& mine = starts.by_country[iso3];
      mine = calibration::engine_starts(*posterior, iso3);
      for (auto& draw : mine) draw.memory = static_cast<float>(kept * static_cast<double>(draw.memory));
    }
  }
  plan.countries = posterior != nullptr ? calibration::rolled_country_inputs(inputs.tables, view, posterior->start_year,
                                                                             start_year, &starts)
                                        : calibration::make_country_inputs(inputs.tables, view, start_year);
  plan.evidence = inputs.evidence;
  plan.seed = request.seed;
  plan.draws = request.draws;
  plan.grain = request.grain;
  plan.without = request.without;
  return plan;
}

double memory_needed(const model::RunPlan& plan) {
  const double scenarios = plan.every_scenario().count();
  const double countries = plan.every_country().count();
  const double aggregates = model::count_of<model::Region> + 1.0;
  const double series = scenarios * model::horizon_years * plan.draws * sizeof(model::Single);
  // The series of the results, and what their file adds to them.
  const double results = series *
                         (aggregates * model::headline_count * (1.0 + 1.0 / scenarios) +
                          countries * model::axis_length<model::CountrySeries>)+scenarios *
                         plan.draws * sizeof(model::Single) * model::indicator_count;
  // While it is folded: one country's series. Courses of a small run, or of a block of a large one.
  const double country = series * (model::headline_count + model::axis_length<model::OwnSeries>);
  const double courses = (std::min(scenarios * plan.draws, 65536.0) + 4.0 * scenarios * model::probe_draws) * 5000.0;
  return 2e8 + results + std::max(results, country) + courses;
}

}  // namespace salus::session
