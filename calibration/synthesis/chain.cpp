#include "calibration/synthesis/chain.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "calibration/synthesis/coefficients.hpp"
#include "calibration/synthesis/group_spreads.hpp"
#include "calibration/synthesis/log_product.hpp"
#include "calibration/synthesis/normal.hpp"
#include "calibration/synthesis/slice.hpp"

namespace salus::calibration::synthesis {
namespace {

using model::exponential;
using model::logarithm;
constexpr int together_steps = 2;     ///< a sweep
constexpr double line_width = 2.0;    ///< of slices on the line of weights
constexpr double spread_width = 1.0;  ///< of slices on logs of spreads
constexpr double error_width = 0.5;

/// Purposes of the random numbers of a sweep.
enum Use : std::uint32_t { starting, coefficients, together_block, trial_spreads, weights, items, groups, laws };

bool accepted(double log_ratio, Stream& random) { return logarithm(random.uniform()) < log_ratio; }

bool needs_error(const Outcome& outcome) { return outcome.error_is != ErrorIs::known; }

}  // namespace

Chain::Chain(const Setting& setting, model::RandomKey key)
    : setting_(setting), key_(key), together_(std::vector<double>{}) {
  const Frame& frame = setting_.frame;
  Stream random(key_, 0, starting);
  state_ = draw_state(frame, setting_.priors, setting_.selection, random);
  // Neither so narrow nor so wide that the first sweeps are lost.
  state_.tau = std::clamp(state_.tau, 0.02, 0.6);
  for (auto& line : state_.errors) line.spread = std::clamp(line.spread, 0.1, 1.0);
  for (std::uint32_t t = 0; t < frame.trials.size(); ++t)
    for (std::uint32_t i = frame.trials[t].begin; i < frame.trials[t].end; ++i) {
      const auto& outcome = frame.items[i].outcome;
      const bool stated = outcome.error_is != ErrorIs::missing;
      state_.error[i] = stated ? outcome.standard_error : exponential(error_law(frame.items[i], state_).first);
      if (outcome.error_is == ErrorIs::too_small) state_.error[i] *= 1.2;
      if (outcome.error_is == ErrorIs::at_most) state_.error[i] *= 0.8;
      state_.log_rr[i] = outcome.log_rr.value_or(0.3 * outcome.sign * state_.error[i]);
    }
  for (const double error : state_.error) known_log_errors_.push_back(logarithm(error));
  for (const auto& trial : frame.trials) reference_.push_back(mean_of(state_, setting_.selection, trial.leading));
  gaussian_ = Gaussian(state_.beta.size());
  together_ = AdaptiveBlock(std::vector<double>(together().size(), 0.3));
  state_.weights = no_selection;
  set_gaussian(setting_, state_, reference_, gaussian_);
  state_.beta = draw_coefficients(setting_, gaussian_, random);
  set_sums(frame, state_);
  if (setting_.selection == Selection::step) state_.weights = weights_at(state_.line);
  learn_reference();
}

void Chain::sweep(std::uint32_t number, bool learning) {
  const auto stream = [&](Use use) { return Stream(key_, number, use); };
  auto random = stream(coefficients);
  move_coefficients(random);
  random = stream(together_block);
  move_together(learning, random);
  random = stream(trial_spreads);
  move_trial_spreads(random);
  if (setting_.selection == Selection::step) {
    random = stream(weights);
    move_weights(random);
  }
  random = stream(items);
  for (std::uint32_t t = 0; t < setting_.frame.trials.size(); ++t)
    for (std::uint32_t i = setting_.frame.trials[t].begin; i < setting_.frame.trials[t].end; ++i) {
      if (needs_error(setting_.frame.items[i].outcome)) move_error(t, i, random);
      if (!setting_.frame.items[i].outcome.log_rr) move_estimate(t, i, random);
    }
  random = stream(groups);
  move_group_spreads(setting_, state_, random);
  // Of a group without a column nothing is learnt; a prediction may need it.
  for (const Group group : model::every<Group>)
    if (group != Group::mean && group != Group::slope && !setting_.frame.is_grouped(group))
      state_.spread[group] = setting_.priors.scale[group] * std::abs(random.normal());
  random = stream(laws);
  move_error_law(random);
  if (learning) learn_reference();
}

/// Running means, the first ones soon forgotten.
void Chain::learn_reference() {
  reference_steps_ += 1.0;
  const double rate = std::max(1.0 / reference_steps_, 0.02);
  for (std::size_t t = 0; t < reference_.size(); ++t)
    reference_[t] += rate * (mean_of(state_, setting_.selection, setting_.frame.trials[t].leading) - reference_[t]);
}

// --- Coefficients ---

void Chain::move_coefficients(Stream& random) {
  set_gaussian(setting_, state_, reference_, gaussian_);
  if (setting_.selection != Selection::step) {
    state_.beta = draw_coefficients(setting_, gaussian_, random);
    set_sums(setting_.frame, state_);
    return;
  }
  // Anew, and near: each is right under the expansion, so only what that leaves out is judged.
  double current = unexpanded(setting_, state_, reference_);
  for (const double kept : {0.0, 0.8}) {
    State to = state_;
    const auto fresh = gaussian_.deviation(random);
    for (std::size_t i = 0; i < fresh.size(); ++i) {
      const double mean = gaussian_.mean()[i];
      to.beta[i] = mean + kept * (state_.beta[i] - mean) + std::sqrt(1.0 - kept * kept) * fresh[i];
    }
    set_sums(setting_.frame, to);
    const double there = unexpanded(setting_, to, reference_);
    if (!accepted(there - current, random)) continue;
    state_ = std::move(to);
    current = there;
  }
}

// --- Spreads and weights with the coefficients integrated out, but for what the expansion leaves out ---

std::vector<double> Chain::together() const {
  std::vector<double> x{logarithm(state_.tau)};
  if (setting_.frame.several) x.push_back(logarithm(state_.omega));
  for (const Group group : setting_.frame.grouped()) x.push_back(logarithm(state_.spread[group]));
  if (setting_.selection == Selection::step) x.insert(x.end(), state_.line.begin(), state_.line.end());
  return x;
}

void Chain::put_together(const std::vector<double>& x, State& state) const {
  auto at = x.begin();
  state.tau = exponential(*at++);
  if (setting_.frame.several) state.omega = exponential(*at++);
  for (const Group group : setting_.frame.grouped()) state.spread[group] = exponential(*at++);
  if (setting_.selection != Selection::step) return;
  for (double& v : state.line) v = *at++;
  state.weights = weights_at(state.line);
}

/// Log density of everything that `together` and the coefficients touch, on their line.
double Chain::together_density(const State& state) const {
  const auto on_log = [](double x, double scale) { return half_normal(x, scale) + logarithm(x); };
  double sum = on_log(state.tau, setting_.priors.tau);
  if (setting_.frame.several) sum += on_log(state.omega, setting_.priors.omega);
  for (const Group group : setting_.frame.grouped()) sum += on_log(state.spread[group], setting_.priors.scale[group]);
  if (setting_.selection == Selection::step) sum += log_prior(state.line);
  return sum + coefficients_density(setting_, state) + all_trials(setting_, state);
}

void Chain::move_together(bool learning, Stream& random) {
  double current = together_density(state_) - proposal_density(setting_, gaussian_, state_);
  auto x = together();
  Gaussian other(gaussian_.size());
  for (int i = 0; i < together_steps; ++i) {
    const auto to = together_.propose(x, random);
    State there = state_;
    put_together(to, there);
    const bool sane = std::all_of(to.begin(), to.end(), [](double v) { return v > -14.0 && v < 14.0; });
    double density = -forever;
    if (sane) {
      set_gaussian(setting_, there, reference_, other);
      there.beta = draw_coefficients(setting_, other, random);
      set_sums(setting_.frame, there);
      density = together_density(there) - proposal_density(setting_, other, there);
    }
    const double accept = density >= current ? 1.0 : exponential(std::max(-700.0, density - current));
    if (random.uniform() < accept) {
      x = to;
      state_ = std::move(there);
      current = density;
      std::swap(gaussian_, other);
    }
    if (learning) together_.learn(x, accept);
  }
}

// --- Given the coefficients ---

/// Whether a place stands apart is summed out first, then drawn: an order that may not be changed.
void Chain::move_trial_spreads(Stream& random) {
  const auto move = [&](double& spread, double scale) {
    const auto density = [&](double x) {
      spread = exponential(x);
      return half_normal(spread, scale) + x + mixed_trials(setting_, state_);
    };
    spread = exponential(slice(logarithm(spread), spread_width, density, random));
  };
  move(state_.tau, setting_.priors.tau);
  if (setting_.frame.several) move(state_.omega, setting_.priors.omega);
  const auto density = [&](double x) {
    state_.wide_share = model::logistic(x);
    return logarithm(state_.wide_share) + setting_.priors.wide_share_rest * logarithm(model::logistic(-x)) +
           mixed_trials(setting_, state_);
  };
  state_.wide_share = model::logistic(slice(model::logit(state_.wide_share), spread_width, density, random));
  const double odds = logarithm(state_.wide_share / (1.0 - state_.wide_share));
  for (std::uint32_t t = 0; t < setting_.frame.trials.size(); ++t) {
    const double gain = trial_density(setting_, state_, t, true) - trial_density(setting_, state_, t, false);
    state_.wide[t] = random.uniform() < model::logistic(odds + gain);
  }
}

void Chain::move_weights(Stream& random) {
  const Frame& frame = setting_.frame;
  std::vector<std::array<double, intervals>> shares;
  std::array<double, intervals> published{};
  for (std::uint32_t t = 0; t < frame.trials.size(); ++t) {
    const auto leading = frame.trials[t].leading;
    const double error = published_error(frame.items[leading], state_.error[leading]);
    shares.push_back(interval_shares(mean_of(state_, setting_.selection, leading),
                                     leading_sd(setting_, state_, t, state_.wide[t] != 0), error));
    published[interval_of(state_.log_rr[leading] / error)] += 1.0;
  }
  const auto density = [&](const WeightLine& line) {
    const Weights weights = weights_at(line);
    double sum = log_prior(line);
    for (std::size_t j = 0; j < intervals; ++j)
      if (published[j] > 0.0) sum += published[j] * logarithm(weights[j]);
    LogProduct product;
    for (const auto& share : shares) {
      double all = 0.0;
      for (std::size_t j = 0; j < intervals; ++j) all += weights[j] * share[j];
      product.times(all);
    }
    return sum - product.value();
  };
  for (double& coordinate : state_.line) {
    auto line = state_.line;
    double& moved = line[static_cast<std::size_t>(&coordinate - state_.line.data())];
    coordinate = slice(
        coordinate, line_width,
        [&](double x) {
          if (x < -14.0 || x > 14.0) return -forever;
          moved = x;
          return density(line);
        },
        random);
  }
  state_.weights = weights_at(state_.line);
}

void Chain::move_error(std::uint32_t trial, std::uint32_t item, Stream& random) {
  const auto& about = setting_.frame.items[item];
  const auto law = error_law(about, state_);
  const double stated = about.outcome.error_is == ErrorIs::missing ? 0.0 : logarithm(about.outcome.standard_error);
  double& error = state_.error[item];
  const auto density = [&](double x) {
    double prior = -0.5 * (x - law.first) * (x - law.first) / (law.second * law.second);
    if (about.outcome.error_is == ErrorIs::at_most && x > stated) return -forever;
    if (about.outcome.error_is == ErrorIs::too_small) prior = half_normal(x - stated, setting_.priors.error_factor);
    error = exponential(x);
    if (!about.outcome.log_rr) {
      const auto [low, high] = bounds_of(about, error);
      if (state_.log_rr[item] < low || state_.log_rr[item] > high) return -forever;
    }
    return prior + trial_density(setting_, state_, trial, state_.wide[trial] != 0);
  };
  error = exponential(slice(logarithm(error), error_width, density, random));
}

void Chain::move_estimate(std::uint32_t trial, std::uint32_t item, Stream& random) {
  const auto& span = setting_.frame.trials[trial];
  TrialLaw law;
  law.set(setting_.frame, setting_.priors, state_, trial, state_.wide[trial] != 0);
  std::array<double, most_outcomes> residuals{};
  std::array<double, most_outcomes> own{};
  for (std::uint32_t i = span.begin; i < span.end; ++i)
    residuals[i - span.begin] = state_.log_rr[i] - mean_of(state_, setting_.selection, i);
  law.solve(residuals.data());
  own[item - span.begin] = 1.0;
  law.solve(own.data());
  const double precision = own[item - span.begin];
  const double mean = state_.log_rr[item] - residuals[item - span.begin] / precision;
  const double sd = 1.0 / std::sqrt(precision);
  const auto& about = setting_.frame.items[item];
  const auto [low, high] = bounds_of(about, state_.error[item]);
  const bool chosen = setting_.selection == Selection::step && item == span.leading;
  state_.log_rr[item] = chosen ? published_estimate(state_.weights, mean, sd,
                                                    published_error(about, state_.error[item]), low, high, random)
                               : mean + sd * truncated_normal((low - mean) / sd, (high - mean) / sd, random);
}

void Chain::move_error_law(Stream& random) {
  for (const Origin origin : model::every<Origin>) move_error_line(origin, random);
}

void Chain::move_error_line(Origin origin, Stream& random) {
  // Weighted sums over items of log error and size say all; a weight is 1 / (factor of the spread)^2.
  double count = 0.0;
  double weight = 0.0;
  double x = 0.0;
  double y = 0.0;
  double xx = 0.0;
  double xy = 0.0;
  double yy = 0.0;
  for (std::size_t i = 0; i < setting_.frame.items.size(); ++i) {
    const auto& item = setting_.frame.items[i];
    if (item.outcome.error_is == ErrorIs::too_small || origin_of(item.outcome.source) != origin) continue;
    const double w = 1.0 / (item.size_spread * item.size_spread);
    const double log_error = needs_error(item.outcome) ? logarithm(state_.error[i]) : known_log_errors_[i];
    count += 1.0;
    weight += w;
    x += w * item.size;
    y += w * log_error;
    xx += w * item.size * item.size;
    xy += w * item.size * log_error;
    yy += w * log_error * log_error;
  }
  const auto& priors = setting_.priors;
  auto& [level, slope, spread] = state_.errors[origin];
  // Level, then slope: normal; then the spread.
  const auto draw = [&random](double mean, double sd, double information, double about) {
    const double precision = 1.0 / (sd * sd) + information;
    return (mean / (sd * sd) + about) / precision + random.normal() / std::sqrt(precision);
  };
  const double variance = spread * spread;
  level = draw(priors.error_level, priors.error_level_sd, weight / variance, (y - slope * x) / variance);
  slope = draw(priors.error_slope, priors.error_slope_sd, xx / variance, (xy - level * x) / variance);
  const double square =
      yy - 2.0 * (level * y + slope * xy) + level * level * weight + 2.0 * level * slope * x + slope * slope * xx;
  const auto density = [&](double log_spread) {
    const double sd = exponential(log_spread);
    return half_normal(sd, priors.error_spread) + (1.0 - count) * log_spread - 0.5 * square / (sd * sd);
  };
  spread = exponential(slice(logarithm(spread), spread_width, density, random));
}

// --- No selection ---

double Chain::density_at_none() const {
  if (setting_.selection == Selection::none) return 1.0;
  if (setting_.selection == Selection::slope) {
    Gaussian gaussian(gaussian_.size());
    set_gaussian(setting_, state_, reference_, gaussian);
    const double end = -gaussian.mean().back() * gaussian.last_root();
    const double posterior = normal_density(end) * gaussian.last_root() / std::max(1e-300, normal_probability(end));
    return posterior * setting_.priors.scale[Group::slope] / (2.0 * normal_density(0.0));
  }
  // Over the severity, of which the prior is uniform, at the state's steps.
  constexpr int points = 32;
  const Frame& frame = setting_.frame;
  const double severity = 1.0 - state_.weights.back();
  std::array<LogProduct, points> products;
  for (std::uint32_t t = 0; t < frame.trials.size(); ++t) {
    const auto leading = frame.trials[t].leading;
    const double error = published_error(frame.items[leading], state_.error[leading]);
    const auto shares = interval_shares(mean_of(state_, setting_.selection, leading),
                                        leading_sd(setting_, state_, t, state_.wide[t] != 0), error);
    const auto lost = [&](std::size_t j) { return (1.0 - state_.weights[j]) / severity; };
    double all = 0.0;
    for (std::size_t j = 0; j < intervals; ++j) all += lost(j) * shares[j];
    const double own = lost(interval_of(state_.log_rr[leading] / error));
    for (int p = 0; p < points; ++p) {
      const double at = (p + 0.5) / points;
      products[static_cast<std::size_t>(p)].times((1.0 - at * own) / (1.0 - at * all));
    }
  }
  double mean = 0.0;
  for (const auto& product : products) mean += exponential(std::min(700.0, product.value())) / points;
  return 1.0 / std::max(1e-300, mean);
}

}  // namespace salus::calibration::synthesis
