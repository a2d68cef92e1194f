#include "calibration/synthesis/simulate.hpp"

#include <string>

#include "calibration/inference/domains.hpp"
#include "calibration/synthesis/selection.hpp"
#include "model/core/grid.hpp"

namespace salus::calibration::synthesis {
namespace {

constexpr double typical_error = 0.25;  ///< median standard error of a trial
constexpr double error_spread = 0.45;   ///< sd of its log
constexpr double large_share = 0.3;
constexpr double large_factor = 0.33;
constexpr double small_study_slope = -0.8;  ///< of the small-study rule: log relative risk by standard error

Weights weights_of(SelectionRule rule) {
  switch (rule) {
    case SelectionRule::significance_strong:
      return {1.0, 0.1, 0.1, 0.1, 0.1};
    case SelectionRule::significance_weak:
      return {1.0, 0.4, 0.4, 0.4, 0.4};
    case SelectionRule::file_drawer:
      return {1.0, 1.0, 1.0, 1.0 / 7.0, 1.0 / 7.0};
    case SelectionRule::none:
    case SelectionRule::small_studies:
      break;
  }
  return no_selection;
}

}  // namespace

std::vector<SelectionCondition> selection_conditions() {
  struct Places {
    double tau;
    std::uint32_t trials;
  };
  std::vector<SelectionCondition> all;
  for (const auto rule : model::every<SelectionRule>)
    for (const double mean : {0.0, -0.1, -0.2, -0.4})
      for (const auto& [tau, trials] : {Places{0.05, 15}, {0.1, 30}, {0.2, 20}, {0.2, 60}, {0.35, 40}})
        for (const bool large_trials : {false, true}) all.push_back({rule, mean, tau, trials, large_trials});
  return all;
}

Evidence simulated_evidence(const SelectionCondition& condition, std::uint64_t seed, std::uint64_t replicate) {
  Stream random(model::random_key(seed, replicate, domain::synthesis_evidence), 0, 0);
  const Weights weights = weights_of(condition.rule);
  Evidence evidence;
  evidence.rows = {"I01"};
  evidence.kinds = {"kind"};
  evidence.teams = {"team"};
  evidence.countries = {"country"};
  evidence.crime_types = {"all_crime"};
  while (evidence.outcomes.size() < condition.trials) {
    double error = typical_error * model::exponential(error_spread * random.normal());
    if (condition.large_trials && random.uniform() < large_share) error *= large_factor;
    double found = condition.mean + condition.tau * random.normal() + error * random.normal();
    if (condition.rule == SelectionRule::small_studies) found += small_study_slope * error;
    if (random.uniform() > weights[interval_of(found / error)]) continue;
    Outcome outcome;
    for (std::size_t i = 0; i < evidence.trials.size(); ++i) ++outcome.trial;
    outcome.log_rr = found;
    outcome.standard_error = error;
    outcome.error_is = ErrorIs::known;
    evidence.trials.push_back("T" + std::to_string(outcome.trial));
    evidence.outcomes.push_back(outcome);
  }
  return evidence;
}

}  // namespace salus::calibration::synthesis
