#include "calibration/synthesis/oracle.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "calibration/backtest/scores.hpp"
#include "calibration/synthesis/pooled_trials.hpp"
#include "calibration/synthesis/random_effects.hpp"
#include "model/core/statistics.hpp"

namespace salus::calibration {
namespace {

using F = TrialForecaster;

constexpr double inverse_root_pi = 0.5641895835477563;

double full_error(const Outcome& outcome) { return std::hypot(outcome.standard_error, outcome.conversion_sd); }

TrialForecast of_normal(const NormalForecast& forecast, double observed, double error) {
  const double sd = std::hypot(forecast.sd, error);
  return {forecast.mean, forecast.mean - half_width_90 * sd, forecast.mean + half_width_90 * sd,
          crps_normal({forecast.mean, sd}, observed)};
}

TrialForecast of_sample(std::vector<double> draws, double observed) {
  std::sort(draws.begin(), draws.end());
  return {model::mean(draws), model::quantile(draws, 0.05), model::quantile(draws, 0.95), crps_sample(draws, observed)};
}

std::vector<PredictedTrial> of_team(const Evidence& evidence, std::uint32_t team, const TrialPredictor& predictor) {
  std::vector<bool> left_out;
  std::vector<PredictedTrial> all;
  std::vector<Outcome> targets;
  for (std::size_t i = 0; i < evidence.outcomes.size(); ++i) {
    const Outcome& outcome = evidence.outcomes[i];
    left_out.push_back(outcome.team == team);
    if (outcome.team != team || !is_scored(outcome)) continue;
    targets.push_back(hidden(outcome));
    all.push_back({i, *outcome.log_rr, full_error(outcome), {}});
  }
  const Evidence known = evidence_without(evidence, left_out);
  const auto draws = predictor(known, targets);
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto& [at, observed, error, by] = all[i];
    by[F::salus] = of_sample(draws[i], observed);
    by[F::random_effects] = of_normal(random_effects_forecast(known, targets[i]), observed, error);
    by[F::two_level] = of_normal(two_level_forecast(known, targets[i]), observed, error);
    by[F::floor] = {observed, observed - half_width_90 * error, observed + half_width_90 * error,
                    inverse_root_pi * error};
  }
  return all;
}

}  // namespace

bool is_scored(const Outcome& outcome) {
  const bool published = outcome.error_is == ErrorIs::known || outcome.error_is == ErrorIs::too_small;
  return outcome.log_rr && published && outcome.standard_error > 0.0;
}

Outcome hidden(const Outcome& outcome) {
  Outcome target = outcome;
  target.log_rr.reset();
  target.sign = 0;
  if (outcome.error_is != ErrorIs::at_most) return target;
  target.error_is = ErrorIs::missing;
  target.standard_error = Outcome{}.standard_error;
  return target;
}

Evidence evidence_without(const Evidence& evidence, const std::vector<bool>& left_out) {
  Evidence rest = evidence;
  rest.outcomes.clear();
  for (std::size_t i = 0; i < evidence.outcomes.size(); ++i)
    if (!left_out[i]) rest.outcomes.push_back(evidence.outcomes[i]);
  return rest;
}

std::vector<PredictedTrial> predict_trials(const Evidence& evidence, const TrialPredictor& predictor,
                                           const model::Executor& executor, const std::function<void()>& finished) {
  std::set<std::uint32_t> scored;
  for (const auto& outcome : evidence.outcomes)
    if (is_scored(outcome)) scored.insert(outcome.team);
  const std::vector<std::uint32_t> teams(scored.begin(), scored.end());
  std::vector<std::vector<PredictedTrial>> by_team(teams.size());
  executor.for_blocks(teams.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) by_team[i] = of_team(evidence, teams[i], predictor);
    if (finished) finished();
  });
  std::vector<PredictedTrial> all;
  for (auto& some : by_team) all.insert(all.end(), some.begin(), some.end());
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.outcome < b.outcome; });
  return all;
}

NormalForecast random_effects_forecast(const Evidence& known, const Outcome& target) {
  const auto trials = pooled_trials(known);
  const auto pool = [&](const auto& takes) {
    std::vector<double> estimates;
    std::vector<double> errors;
    for (const auto& trial : trials) {
      if (!takes(trial)) continue;
      estimates.push_back(trial.log_rr);
      errors.push_back(trial.error);
    }
    return std::pair(estimates, errors);
  };
  auto of = pool([&](const PooledTrial& t) { return t.row == target.row; });
  if (of.first.size() < 2) of = pool([&](const PooledTrial& t) { return t.kind == target.kind; });
  if (of.first.size() < 2) of = pool([](const PooledTrial&) { return true; });
  const RandomEffects effects = random_effects(of.first, of.second);
  return {effects.mean, std::sqrt(effects.tau2 + effects.standard_error * effects.standard_error)};
}

NormalForecast two_level_forecast(const Evidence& known, const Outcome& target) {
  const TwoLevels levels = two_levels(pooled_trials(known));
  const auto row = levels.rows.find(target.row);
  const double mean = row != levels.rows.end() ? row->second.mean : levels.mean;
  const double variance =
      row != levels.rows.end() ? row->second.variance : levels.between_rows * levels.between_rows + levels.variance;
  return {mean, std::sqrt(variance + levels.between_trials * levels.between_trials)};
}

}  // namespace salus::calibration
