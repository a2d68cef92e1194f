#include "calibration/synthesis/row_summary.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "calibration/statistics.hpp"
#include "calibration/synthesis/pooled_trials.hpp"

namespace salus::calibration {
namespace {

using synthesis::Predicted;
using synthesis::Synthesis;

constexpr std::uint32_t draws_each = 4;  ///< predictions from each draw of the synthesis

LogRange range_of_draws(std::vector<double> draws) {
  std::sort(draws.begin(), draws.end());
  return {model::quantile(draws, 0.5), model::quantile(draws, 0.05), model::quantile(draws, 0.95)};
}

LogRange foretold(const Synthesis& fitted, const Outcome& target, Predicted what, std::uint64_t seed) {
  return range_of_draws(predict(fitted, target, what, seed, draws_each));
}

/// The synthesis as it would be if one account of selection were believed.
Synthesis believing(const Synthesis& fitted, synthesis::Selection account) {
  Synthesis only;
  only.frame = fitted.frame;
  only.priors = fitted.priors;
  for (const auto& chain : fitted.accounts[account].chains)
    only.draws.insert(only.draws.end(), chain.begin(), chain.end());
  return only;
}

}  // namespace

Outcome typical_outcome(const Evidence& evidence, std::uint32_t row) {
  std::map<std::uint32_t, std::size_t> outcomes_of;
  Outcome target;
  for (const auto& o : evidence.outcomes)
    if (o.row == row) {
      ++outcomes_of[o.crime_type];
      target.kind = o.kind;
    }
  target.row = row;
  std::size_t most = 0;
  for (const auto& [type, outcomes] : outcomes_of)
    if (outcomes > most) {
      most = outcomes;
      target.crime_type = type;
    }
  return synthesis::reference_outcome(target);
}

RowSummary row_summary(const Evidence& evidence, const Synthesis& fitted, std::uint32_t row, std::uint64_t seed) {
  RowSummary out;
  std::set<std::uint32_t> trials;
  for (const auto& o : evidence.outcomes)
    if (o.row == row) {
      ++out.outcomes;
      trials.insert(o.trial);
    }
  out.trials = trials.size();
  out.with_error = with_error(evidence, row);
  std::vector<double> estimates;
  std::vector<double> errors;
  for (const auto& t : pooled_trials(evidence))
    if (t.row == row) {
      estimates.push_back(t.log_rr);
      errors.push_back(t.error);
    }
  if (estimates.size() > 1) out.random_effects = random_effects(estimates, errors);
  Outcome target = typical_outcome(evidence, row);
  out.mean = foretold(fitted, target, Predicted::mean, seed);
  out.new_place = foretold(fitted, target, Predicted::effect, seed);
  for (const auto account : model::every<synthesis::Selection>) {
    const Synthesis only = believing(fitted, account);
    if (!only.draws.empty()) out.mean_by_selection[account] = foretold(only, target, Predicted::mean, seed);
  }
  for (const auto by : model::every<Implementer>) {
    target.implementer = by;
    out.new_place_by_implementer[by] = foretold(fitted, target, Predicted::effect, seed);
  }
  return out;
}

}  // namespace salus::calibration
