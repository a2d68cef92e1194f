#include "calibration/synthesis/synthesis.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "calibration/inference/domains.hpp"
#include "calibration/synthesis/chain.hpp"
#include "calibration/synthesis/normal.hpp"

namespace salus::calibration::synthesis {
namespace {

struct ChainRun {
  std::vector<SynthesisDraw> draws;
  std::vector<std::vector<double>> densities;  ///< [draw][trial]
  double none_against = 0.0;                   ///< mean over draws
};

ChainRun run_chain(const Setting& setting, const Settings& settings, std::uint64_t number) {
  const McmcPlan& plan = settings.chain;
  Chain chain(setting, model::random_key(plan.seed, number, domain::synthesis));
  ChainRun run;
  std::uint32_t sweep = 0;
  for (std::size_t i = 0; i < plan.warm_up; ++i) chain.sweep(++sweep, true);
  for (std::size_t i = 0; i < plan.draws; ++i) {
    chain.sweep(++sweep, false);
    run.densities.push_back(published_densities(setting, chain.state()));
    run.none_against += chain.density_at_none();
    run.draws.push_back({setting.selection, chain.state()});
    auto& kept = run.draws.back().state;
    kept.sum = {};
    if (settings.keep_items) continue;
    for (auto* list : {&kept.log_rr, &kept.error}) *list = {};
    kept.wide = {};
  }
  run.none_against /= static_cast<double>(plan.draws);
  return run;
}

/// As many draws of each account as its weight says, evenly spaced.
void mix(Synthesis& out) {
  std::size_t most = 0;
  for (const auto& account : out.accounts) {
    std::size_t sum = 0;
    for (const auto& chain : account.chains) sum += chain.size();
    most = std::max(most, sum);
  }
  const auto all = static_cast<double>(most);
  for (const auto which : model::every<Selection>) {
    std::vector<const SynthesisDraw*> draws;
    for (const auto& chain : out.accounts[which].chains)
      for (const auto& draw : chain) draws.push_back(&draw);
    const double step = 1.0 / std::max(out.weights[which], 1e-9);
    double at = 0.5 * step;
    for (std::size_t i = 0; i < draws.size() && at < all; ++i)
      if (const auto end = static_cast<double>(i + 1); at <= end) {
        out.draws.push_back(*draws[i]);
        at += step;
      }
  }
}

}  // namespace

Synthesis fit(const Evidence& evidence, const Settings& settings, const model::Executor& executor) {
  if (evidence.outcomes.empty()) throw std::invalid_argument("a synthesis needs outcomes");
  Synthesis out;
  out.frame = make_frame(evidence);
  out.priors = settings.priors;
  const std::size_t chains = settings.chain.chains;
  std::vector<ChainRun> runs(chains * model::count_of<Selection>);
  model::for_each(executor, static_cast<std::uint32_t>(runs.size()), 1, [&](std::uint32_t i) {
    const auto which = static_cast<Selection>(i / chains);
    if (settings.selection[which] > 0.0) runs[i] = run_chain({out.frame, out.priors, which}, settings, i);
  });
  SelectionWeights none_against;
  model::EnumArray<std::vector<double>, Selection> left_out;
  for (const auto which : model::every<Selection>) {
    auto& account = out.accounts[which];
    std::vector<std::vector<double>> densities;
    account.none_against = 0.0;
    for (std::size_t c = 0; c < chains; ++c) {
      auto& run = runs[model::index(which) * chains + c];
      if (run.draws.empty()) continue;
      account.chains.push_back(std::move(run.draws));
      account.none_against += run.none_against / static_cast<double>(chains);
      densities.insert(densities.end(), run.densities.begin(), run.densities.end());
    }
    none_against[which] = account.none_against;
    if (!densities.empty()) account.left_out = left_out_densities(densities);
    left_out[which] = account.left_out;
  }
  out.weights = bayes_weights(settings.selection, none_against);
  const bool all = std::all_of(settings.selection.begin(), settings.selection.end(), [](double w) { return w > 0.0; });
  if (all) out.by_prediction = bootstrap_weights(left_out, settings.chain.seed);
  mix(out);
  return out;
}

Settings refit_settings(const Synthesis& full, Settings settings) {
  constexpr double least_weight = 0.02;
  settings.chain.chains = 1;
  for (const auto account : model::every<Selection>)
    if (full.weights[account] < least_weight) settings.selection[account] = 0.0;
  return settings;
}

namespace {

/// Place of the trial of a target among those of a fit, where it is one of them and its items were kept.
std::optional<std::uint32_t> known_trial(const Synthesis& synthesis, const Outcome& target) {
  const auto& trials = synthesis.frame.trials;
  if (synthesis.draws.empty() || synthesis.draws.front().state.log_rr.empty()) return {};
  const auto found = std::find_if(trials.begin(), trials.end(), [&](const auto& t) { return t.name == target.trial; });
  if (found == trials.end()) return {};
  return static_cast<std::uint32_t>(found - trials.begin());
}

/// What the results of its own trial say of one more outcome, by a draw: they share a place and, in part, an error.
struct OfItsTrial {
  double mean = 0.0;
  double less_variance = 0.0;
};
OfItsTrial of_its_trial(const Synthesis& synthesis, const SynthesisDraw& draw, std::uint32_t trial, double between,
                        double error) {
  const auto& [begin, end, leading, name] = synthesis.frame.trials[trial];
  const State& state = draw.state;
  TrialLaw law;
  law.set(synthesis.frame, synthesis.priors, state, trial, state.wide[trial] != 0);
  std::vector<double> shared;
  for (std::uint32_t i = begin; i < end; ++i)
    shared.push_back(between * between + synthesis.priors.error_correlation * error * state.error[i]);
  std::vector<double> weights = shared;
  law.solve(weights.data());
  OfItsTrial out;
  for (std::uint32_t i = begin; i < end; ++i) {
    double mean = draw.selection == Selection::slope ? state.beta.back() * state.error[i] : 0.0;
    for (const auto column : synthesis.frame.items[i].columns) mean += state.beta[column];
    out.mean += weights[i - begin] * (state.log_rr[i] - mean);
    out.less_variance += weights[i - begin] * shared[i - begin];
  }
  return out;
}

/// Sum of the coefficients of a target; a level that no outcome has is drawn.
double mean_of_target(const Synthesis& synthesis, const State& state, const Outcome& target, Stream& random) {
  double mean = 0.0;
  for (const Group group : model::every<Group>) {
    const auto level = level_of(target, group);
    if (!level || synthesis.frame.sole.contains({group, *level})) continue;
    const auto column = synthesis.frame.column_of.find({group, *level});
    mean +=
        column != synthesis.frame.column_of.end() ? state.beta[column->second] : state.spread[group] * random.normal();
  }
  return mean;
}

}  // namespace

std::vector<double> predict(const Synthesis& synthesis, const Outcome& target, Predicted what, std::uint64_t seed,
                            std::uint32_t each) {
  std::vector<double> all;
  Frame::Item item{target, 0, {}, 0.0, synthesis.priors.unknown_size};
  if (std::isfinite(target.log_size)) {
    item.size = target.log_size - synthesis.frame.mean_size;
    item.size_spread = 1.0;
  }
  const auto trial = known_trial(synthesis, target);
  for (std::uint32_t d = 0; d < synthesis.draws.size(); ++d) {
    const auto& [selection, state] = synthesis.draws[d];
    Stream random(model::random_key(seed, d, domain::synthesis_prediction), 0, 0);
    for (std::uint32_t e = 0; e < each; ++e) {
      double mean = mean_of_target(synthesis, state, target, random);
      if (what == Predicted::mean) {
        all.push_back(mean);
        continue;
      }
      const bool apart = trial ? state.wide[*trial] != 0 : random.uniform() < state.wide_share;
      const double between = state.tau * (apart ? synthesis.priors.wide : 1.0);
      if (what == Predicted::effect) {
        all.push_back(mean + std::sqrt(between * between + state.omega * state.omega) * random.normal());
        continue;
      }
      const auto [level, spread] = error_law(item, state);
      const double error = target.error_is == ErrorIs::missing ? model::exponential(level + spread * random.normal())
                                                               : target.standard_error;
      const double own = state.omega * state.omega + error * error + target.conversion_sd * target.conversion_sd;
      if (!target.treated) {
        all.push_back(std::sqrt(own) * random.normal());
        continue;
      }
      if (selection == Selection::slope && what == Predicted::published) mean += state.beta.back() * error;
      double variance = between * between + own;
      if (trial) {
        const auto known = of_its_trial(synthesis, synthesis.draws[d], *trial, between, error);
        mean += known.mean;
        variance -= known.less_variance;
      }
      // A trial with a known result was published for that.
      const bool chosen = what == Predicted::published && !trial;
      all.push_back(published_estimate(chosen ? state.weights : no_selection, mean, std::sqrt(variance), error,
                                       -forever, forever, random));
    }
  }
  return all;
}

}  // namespace salus::calibration::synthesis
