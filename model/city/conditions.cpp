#include "model/city/conditions.hpp"

#include "model/city/feedback.hpp"
#include "model/city/process_traits.hpp"
#include "model/core/elementary.hpp"

namespace salus::model {
namespace {

/// Rate at which an empty place is taken so that the city grows as its table says.
double fill_rate(const std::vector<double>& population, Month month, double places) {
  const double change = population[month + 1] - population[month];
  const double empty = places - population[month];
  return change > 0.0 && empty > change ? -logarithm(1.0 - change / empty) : 0.0;
}

}  // namespace

MonthConditions conditions_of_month(const CitySetting& setting, const CityState& state, const Measures& measures) {
  const CityPlan& plan = setting.plan;
  const CityFeedback& f = plan.input.feedback;
  const double guarded = 1.0 - f.guardianship * (state.trust - f.trust_level);
  MonthConditions now;
  now.exposure = state.exposure;
  now.initiation = pull_of_exposure({.exposure = state.exposure, .slope = f.exposure_on_initiation}) * guarded;
  now.entry = pull_of_exposure({.exposure = state.exposure, .slope = f.exposure_on_entry});
  for (const Process process : every<Process>) {
    const double forced = plan.forcing.empty() ? 1.0 : plan.forcing[state.month][process];
    now.factor[process] = setting.rhythm.season(process, state.month % 12) * forced *
                          (in_public(process) ? guarded : 1.0) * measures.highest(process);
  }
  now.fill = fill_rate(plan.input.population, state.month, state.people.size());
  return now;
}

}  // namespace salus::model
