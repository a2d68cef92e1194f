#include "calibration/synthesis/group_spreads.hpp"

#include "calibration/synthesis/log_product.hpp"
#include "calibration/synthesis/slice.hpp"

namespace salus::calibration::synthesis {
namespace {

using model::exponential;
using model::logarithm;

constexpr double width = 1.0;  ///< of slices on logs of spreads

void hold_coefficients(const Setting& setting, State& state, Group group, Stream& random) {
  double& spread = state.spread[group];
  const double scale = setting.priors.scale[group];
  double count = 0.0;
  double square = 0.0;
  for (std::size_t i = 0; i < setting.frame.columns.size(); ++i)
    if (setting.frame.columns[i] == group) {
      count += 1.0;
      square += state.beta[i] * state.beta[i];
    }
  const auto density = [&](double x) {
    const double sd = exponential(x);
    return half_normal(sd, scale) + (1.0 - count) * x - 0.5 * square / (sd * sd);
  };
  spread = exponential(slice(logarithm(spread), width, density, random));
}

/// How the density changes with a group's part of the means grown by `more` of itself: the normal part is a parabola.
struct GroupPart {
  struct Leading {
    double mean = 0.0;
    double part = 0.0;
    double sd = 0.0;
    double error = 0.0;
  };
  double linear = 0.0;
  double square = 0.0;
  std::vector<Leading> selected;  ///< of trials that were selected
};

GroupPart part_of(const Setting& setting, const State& state, Group group, const std::vector<TrialLaw>& laws) {
  const Frame& frame = setting.frame;
  GroupPart out;
  std::array<double, most_outcomes> part;
  std::array<double, most_outcomes> solved;
  for (std::uint32_t t = 0; t < frame.trials.size(); ++t) {
    const auto& span = frame.trials[t];
    bool any = false;
    for (std::uint32_t i = span.begin; i < span.end; ++i) {
      double sum = 0.0;
      for (const auto column : frame.items[i].columns)
        if (frame.columns[column] == group) sum += state.beta[column];
      any = any || sum != 0.0;
      part[i - span.begin] = sum;
      solved[i - span.begin] = sum;
    }
    if (!any) continue;
    laws[t].solve(solved.data());
    for (std::uint32_t i = span.begin; i < span.end; ++i) {
      const std::uint32_t at = i - span.begin;
      out.linear += solved[at] * (state.log_rr[i] - mean_of(state, setting.selection, i));
      out.square += solved[at] * part[at];
    }
    if (setting.selection == Selection::step)
      out.selected.push_back({mean_of(state, setting.selection, span.leading), part[span.leading - span.begin],
                              leading_sd(setting, state, t, state.wide[t] != 0),
                              published_error(frame.items[span.leading], state.error[span.leading])});
  }
  return out;
}

void hold_multiples(const Setting& setting, State& state, Group group, const std::vector<TrialLaw>& laws,
                    Stream& random) {
  const Frame& frame = setting.frame;
  double& spread = state.spread[group];
  const double before = spread;
  const double scale = setting.priors.scale[group];
  const auto part = part_of(setting, state, group, laws);
  const auto density = [&](double x) {
    const double sd = exponential(x);
    const double more = sd / before - 1.0;
    LogProduct shares;
    for (const auto& trial : part.selected)
      shares.times(published_share(state.weights, trial.mean + more * trial.part, trial.sd, trial.error));
    return half_normal(sd, scale) + x + more * (part.linear - 0.5 * more * part.square) - shares.value();
  };
  spread = exponential(slice(logarithm(spread), width, density, random));
  for (std::size_t i = 0; i < frame.columns.size(); ++i)
    if (frame.columns[i] == group) state.beta[i] *= spread / before;
  set_sums(frame, state);
}

}  // namespace

void move_group_spreads(const Setting& setting, State& state, Stream& random) {
  std::vector<TrialLaw> laws(setting.frame.trials.size());
  for (std::uint32_t t = 0; t < laws.size(); ++t)
    laws[t].set(setting.frame, setting.priors, state, t, state.wide[t] != 0);
  for (const Group group : setting.frame.grouped()) {
    hold_coefficients(setting, state, group, random);
    hold_multiples(setting, state, group, laws, random);
  }
}

}  // namespace salus::calibration::synthesis
