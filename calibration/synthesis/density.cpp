#include "calibration/synthesis/density.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "calibration/synthesis/log_product.hpp"

namespace salus::calibration::synthesis {

double leading_sd(const Setting& setting, const State& state, std::uint32_t trial, bool wide) {
  const auto leading = setting.frame.trials[trial].leading;
  const double between = state.tau * (wide ? setting.priors.wide : 1.0);
  const double converted = setting.frame.items[leading].outcome.conversion_sd;
  const double error = state.error[leading];
  return std::sqrt(between * between + state.omega * state.omega + error * error + converted * converted);
}

namespace {

/// A density as factor x e^exponent.
struct Density {
  double factor = 1.0;
  double exponent = 0.0;
};

/// Of the estimates of a trial before selection.
Density unselected_density(const Setting& setting, const State& state, std::uint32_t trial, bool wide) {
  const auto& span = setting.frame.trials[trial];
  if (span.end - span.begin == 1) {
    const double sd = leading_sd(setting, state, trial, wide);
    const double z = (state.log_rr[span.begin] - mean_of(state, setting.selection, span.begin)) / sd;
    return {1.0 / sd, -0.5 * z * z};
  }
  TrialLaw law;
  law.set(setting.frame, setting.priors, state, trial, wide);
  std::array<double, most_outcomes> residuals;
  for (std::uint32_t i = span.begin; i < span.end; ++i)
    residuals[i - span.begin] = state.log_rr[i] - mean_of(state, setting.selection, i);
  return {1.0 / law.root_determinant(), -0.5 * law.square(residuals.data())};
}

Density density_of(const Setting& setting, const State& state, std::uint32_t trial, bool wide) {
  auto density = unselected_density(setting, state, trial, wide);
  if (setting.selection != Selection::step) return density;
  const auto leading = setting.frame.trials[trial].leading;
  const double error = published_error(setting.frame.items[leading], state.error[leading]);
  density.factor *= state.weights[interval_of(state.log_rr[leading] / error)] /
                    published_share(state.weights, mean_of(state, setting.selection, leading),
                                    leading_sd(setting, state, trial, wide), error);
  return density;
}

}  // namespace

double trial_density(const Setting& setting, const State& state, std::uint32_t trial, bool wide) {
  const auto density = density_of(setting, state, trial, wide);
  return density.exponent + model::logarithm(density.factor);
}

double all_trials(const Setting& setting, const State& state) {
  double sum = 0.0;
  LogProduct product;
  for (std::uint32_t t = 0; t < setting.frame.trials.size(); ++t) {
    const auto density = density_of(setting, state, t, state.wide[t] != 0);
    sum += density.exponent;
    product.times(density.factor);
  }
  return sum + product.value();
}

double mixed_trials(const Setting& setting, const State& state) {
  double sum = 0.0;
  LogProduct product;
  for (std::uint32_t t = 0; t < setting.frame.trials.size(); ++t) {
    const auto usual = density_of(setting, state, t, false);
    const auto apart = density_of(setting, state, t, true);
    const double top = std::max(usual.exponent, apart.exponent);
    sum += top;
    product.times((1.0 - state.wide_share) * usual.factor * model::exponential(usual.exponent - top) +
                  state.wide_share * apart.factor * model::exponential(apart.exponent - top));
  }
  return sum + product.value();
}

double coefficients_density(const Setting& setting, const State& state) {
  double sum = 0.0;
  for (std::size_t i = 0; i < state.beta.size(); ++i) {
    const Group group = i < setting.frame.columns.size() ? setting.frame.columns[i] : Group::slope;
    const double z = state.beta[i] / state.spread[group];
    sum -= 0.5 * z * z + model::logarithm(state.spread[group]);
  }
  return sum;
}

std::vector<double> published_densities(const Setting& setting, const State& state) {
  std::vector<double> all;
  for (std::uint32_t t = 0; t < setting.frame.trials.size(); ++t) {
    bool known = true;
    for (std::uint32_t i = setting.frame.trials[t].begin; i < setting.frame.trials[t].end; ++i) {
      const auto& outcome = setting.frame.items[i].outcome;
      known = known && outcome.log_rr && outcome.error_is == ErrorIs::known;
    }
    if (!known) {
      all.push_back(std::numeric_limits<double>::quiet_NaN());
      continue;
    }
    const double apart = trial_density(setting, state, t, true);
    const double usual = trial_density(setting, state, t, false);
    const double top = std::max(apart, usual);
    all.push_back(top + model::logarithm(state.wide_share * model::exponential(apart - top) +
                                         (1.0 - state.wide_share) * model::exponential(usual - top)));
  }
  return all;
}

}  // namespace salus::calibration::synthesis
