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
  plan.countries =
      calibration::make_country_inputs(inputs.tables, view, start_year, posterior != nullptr ? &starts : nullptr);
  plan.evidence = inputs.evidence;
  plan.seed = request.seed;
  plan.draws = request.draws;
  plan.without = request.without;
  return plan;
}

double memory_needed(const model::RunPlan& plan) {
  const double series = static_cast<double>(plan.scenarios.size()) * model::horizon_years * plan.draws;
  const auto targets = static_cast<double>(model::targets().size());
  // One country's targets and shard; sums in double for regions and total; the assembled series, their file image and
  // one copy.
  return series * (4.0 * (targets + 3.0 * model::headline_count) +
                   (model::region_count + 1.0) * model::headline_count * (8.0 + 3.0 * 8.0) +
                   3.0 * 2.0 * 4.0 * static_cast<double>(plan.countries.size())) +
         plan.draws * 2500.0 + 2e8 +
         // Courses of every scenario and their pick-freeze partners; entries of reached cities; indicators.
         static_cast<double>(plan.scenarios.size()) *
             ((plan.draws + 4.0 * model::probe_draws) * 4000.0 +
              plan.draws * (250.0 * 56.0 + 4.0 * static_cast<double>(model::indicators().size())));
}

}  // namespace salus::session
