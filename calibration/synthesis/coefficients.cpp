#include "calibration/synthesis/coefficients.hpp"

#include <algorithm>

#include "calibration/synthesis/log_product.hpp"
#include "calibration/synthesis/normal.hpp"

namespace salus::calibration::synthesis {

using model::logarithm;

namespace {

void add_trial(const Setting& setting, const State& state, std::uint32_t trial, double reference, Gaussian& gaussian) {
  const Frame& frame = setting.frame;
  const auto& span = frame.trials[trial];
  const bool sloped = setting.selection == Selection::slope;
  const std::size_t last = gaussian.size() - 1;
  TrialLaw law;
  law.set(frame, setting.priors, state, trial, state.wide[trial] != 0);
  std::array<double, most_outcomes> row;
  const auto add = [&](std::size_t a, std::size_t b, double value) {
    gaussian.precision(std::max(a, b), std::min(a, b)) += value;
  };
  for (std::uint32_t i = span.begin; i < span.end; ++i) {
    std::fill_n(row.begin(), law.size(), 0.0);
    row[i - span.begin] = 1.0;
    law.solve(row.data());  // a row of the precision of the trial
    for (std::uint32_t j = span.begin; j < span.end; ++j) {
      const double value = row[j - span.begin];
      // Both triangles are added to one, so an entry off the diagonal comes once from (i, j) and once from (j, i).
      for (const auto a : frame.items[i].columns) {
        gaussian.linear(a) += value * state.log_rr[j];
        for (const auto b : frame.items[j].columns)
          if (b <= a) gaussian.precision(a, b) += value;
        if (sloped) gaussian.precision(last, a) += value * state.error[j];
      }
      if (sloped) {
        gaussian.linear(last) += state.error[i] * value * state.log_rr[j];
        gaussian.precision(last, last) += state.error[i] * value * state.error[j];
      }
    }
  }
  if (setting.selection != Selection::step) return;
  const auto& leading = frame.items[span.leading];
  const auto share =
      log_published_share(state.weights, reference, leading_sd(setting, state, trial, state.wide[trial] != 0),
                          published_error(leading, state.error[span.leading]));
  for (const auto a : leading.columns) {
    gaussian.linear(a) += share.curvature * reference - share.slope;
    for (const auto b : leading.columns)
      if (b <= a) add(a, b, share.curvature);
  }
}

}  // namespace

void set_gaussian(const Setting& setting, const State& state, const std::vector<double>& reference,
                  Gaussian& gaussian) {
  gaussian.clear();
  for (std::size_t i = 0; i < gaussian.size(); ++i) {
    const Group group = i < setting.frame.columns.size() ? setting.frame.columns[i] : Group::slope;
    gaussian.precision(i, i) = 1.0 / (state.spread[group] * state.spread[group]);
  }
  for (std::uint32_t t = 0; t < setting.frame.trials.size(); ++t) add_trial(setting, state, t, reference[t], gaussian);
  gaussian.factor();
}

std::vector<double> draw_coefficients(const Setting& setting, const Gaussian& gaussian, Stream& random) {
  std::vector<double> beta;
  if (setting.selection == Selection::slope) {
    const double end = -gaussian.mean().back() * gaussian.last_root();
    const double last = truncated_normal(-forever, end, random);
    beta = gaussian.deviation(random, &last);
  } else {
    beta = gaussian.deviation(random);
  }
  for (std::size_t i = 0; i < beta.size(); ++i) beta[i] += gaussian.mean()[i];
  return beta;
}

double proposal_density(const Setting& setting, const Gaussian& gaussian, const State& state) {
  double density = gaussian.log_density(state.beta);
  if (setting.selection == Selection::slope)
    density -= logarithm(std::max(1e-300, normal_probability(-gaussian.mean().back() * gaussian.last_root())));
  return density;
}

double unexpanded(const Setting& setting, const State& state, const std::vector<double>& reference) {
  double sum = 0.0;
  LogProduct product;
  for (std::uint32_t t = 0; t < setting.frame.trials.size(); ++t) {
    const auto leading = setting.frame.trials[t].leading;
    const double sd = leading_sd(setting, state, t, state.wide[t] != 0);
    const double error = published_error(setting.frame.items[leading], state.error[leading]);
    const auto share = log_published_share(state.weights, reference[t], sd, error);
    const double mean = mean_of(state, setting.selection, leading);
    const double off = mean - reference[t];
    product.times(published_share(state.weights, mean, sd, error) / share.share);
    sum += off * (share.slope + 0.5 * off * share.curvature);
  }
  return sum - product.value();
}

}  // namespace salus::calibration::synthesis
