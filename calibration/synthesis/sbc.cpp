#include "calibration/synthesis/sbc.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/inference/diagnostics.hpp"
#include "calibration/inference/domains.hpp"

namespace salus::calibration::synthesis {
namespace {

/// Trials of three rows of two kinds and two crime types; every third has two outcomes. Of the others some hide their
/// error, give a bound alone, ignore clustering, or tell the direction alone.
Evidence pattern_of(const SynthesisCheck& check) {
  Evidence evidence;
  evidence.rows = {"I01", "I02", "I03"};
  evidence.kinds = {"places", "persons"};
  evidence.teams = {"team"};
  evidence.countries = {"country"};
  evidence.crime_types = {"robbery", "property"};
  for (std::uint32_t t = 0; t < check.trials; ++t) {
    evidence.trials.push_back("T" + std::to_string(t));
    const std::uint32_t outcomes = t % 3 == 0 ? 2 : 1;
    for (std::uint32_t i = 0; i < outcomes; ++i) {
      Outcome o;
      o.trial = t;
      o.row = t % 3 == 2 ? 2 : t % 2;
      o.kind = o.row == 2 ? 1 : 0;
      o.crime_type = (t / 2 + i) % 2;
      o.design = t % 4 == 1 ? Design::quasi : Design::rct_person;
      o.implementer = t % 5 == 0 ? Implementer::routine : Implementer::demonstration;
      o.source = t / 8 % 2 == 0 ? OutcomeSource::survey : OutcomeSource::administrative;
      o.error_is = ErrorIs::known;
      if (outcomes == 1 && t % 4 == 2) o.error_is = ErrorIs::at_most;
      if (outcomes == 1 && t % 8 == 1) o.error_is = ErrorIs::too_small;
      if (outcomes == 1 && t % 8 == 5) o.error_is = ErrorIs::missing;
      o.conversion_sd = t % 7 == 0 ? 0.1 : 0.0;
      if (t % 4 != 3) o.log_size = 0.5 * (t % 5);
      evidence.outcomes.push_back(o);
    }
  }
  // Readable by make_frame; the values are drawn afterwards.
  for (auto& o : evidence.outcomes) {
    o.log_rr = 0.0;
    o.standard_error = 0.2;
  }
  return evidence;
}

/// Estimates of a trial's outcomes by the state's law, its place drawn.
void draw_estimates(const Setting& setting, State& state, std::uint32_t trial, Stream& random) {
  const auto& span = setting.frame.trials[trial];
  const double place = state.tau * (state.wide[trial] != 0 ? setting.priors.wide : 1.0) * random.normal();
  const double correlation = setting.priors.error_correlation;
  const double common = random.normal();
  for (std::uint32_t i = span.begin; i < span.end; ++i) {
    const double noise = std::sqrt(correlation) * common + std::sqrt(1.0 - correlation) * random.normal();
    state.log_rr[i] = mean_of(state, setting.selection, i) + place + state.omega * random.normal() +
                      state.error[i] * noise + setting.frame.items[i].outcome.conversion_sd * random.normal();
  }
}

/// Draws what trials find until they are published, and writes into the outcomes what is told of it.
void publish(const Setting& setting, State& state, Evidence& evidence, Stream& random) {
  for (std::size_t i = 0; i < setting.frame.items.size(); ++i) {
    const auto& item = setting.frame.items[i];
    const auto [level, spread] = error_law(item, state);
    double stated = model::exponential(level + spread * random.normal());
    state.error[i] = stated;
    if (item.outcome.error_is == ErrorIs::too_small)
      state.error[i] *= model::exponential(setting.priors.error_factor * std::abs(random.normal()));
    evidence.outcomes[item.place].standard_error = stated;
  }
  const Frame frame = make_frame(evidence);  // which outcome leads follows from the errors
  for (std::uint32_t t = 0; t < frame.trials.size(); ++t) {
    const auto leading = frame.trials[t].leading;
    const auto& about = evidence.outcomes[frame.items[leading].place];
    do draw_estimates(setting, state, t, random);
    while (random.uniform() > state.weights[interval_of(state.log_rr[leading] / (about.error_is == ErrorIs::too_small
                                                                                     ? about.standard_error
                                                                                     : state.error[leading]))]);
  }
  for (std::size_t i = 0; i < frame.items.size(); ++i) {
    auto& o = evidence.outcomes[frame.items[i].place];
    o.log_rr = state.log_rr[i];
    if (o.error_is != ErrorIs::at_most) continue;
    o.standard_error = std::abs(state.log_rr[i]) / significant;
    if (state.error[i] < o.standard_error) continue;
    o.error_is = ErrorIs::missing;
    o.log_rr = {};
  }
}

/// In the order of `ranked_names`.
std::vector<std::optional<double>> ranked(const Setting& setting, const State& state) {
  std::optional<double> selection;
  if (setting.selection == Selection::step) selection = state.weights.back();
  if (setting.selection == Selection::slope) selection = state.beta.back();
  const auto beta = [&](Group group, std::uint32_t level) {
    return state.beta[setting.frame.column_of.at({group, level})];
  };
  const ErrorLine& told = state.errors[Origin::told];
  const ErrorLine& recorded = state.errors[Origin::recorded];
  return {beta(Group::mean, 0),
          beta(Group::row, 1),
          mean_of(state, setting.selection, 0),
          state.spread[Group::row],
          state.tau,
          state.omega,
          state.wide_share,
          told.level,
          told.slope,
          told.spread,
          recorded.level,
          recorded.slope,
          recorded.spread,
          selection,
          all_trials(setting, state)};
}

}  // namespace

std::vector<std::string> ranked_names() {
  return {"mean",
          "row",
          "mean of an outcome",
          "spread of rows",
          "tau",
          "omega",
          "wide_share",
          "told level",
          "told slope",
          "told spread",
          "recorded level",
          "recorded slope",
          "recorded spread",
          "selection",
          "log density"};
}

std::vector<std::optional<std::uint32_t>> synthesis_ranks(const SynthesisCheck& check, std::uint64_t number) {
  const auto own = model::random_key(check.seed, number, domain::replicate);
  Stream random(own, 0, 0);
  const Priors priors;
  Priors truths = priors;
  if (check.fault == SynthesisFault::prior) truths.tau *= 3.0;
  auto account = static_cast<Selection>(number % model::count_of<Selection>);
  if (check.fault == SynthesisFault::unselected) account = Selection::slope;
  Evidence evidence = pattern_of(check);
  const Frame pattern = make_frame(evidence);
  State truth = draw_state(pattern, truths, account, random);
  publish({pattern, truths, account}, truth, evidence, random);

  const Frame frame = make_frame(evidence);
  const Setting believed{frame, priors, check.fault == SynthesisFault::unselected ? Selection::none : account};
  Chain chain(believed, own);
  std::uint32_t sweep = 0;
  while (sweep < check.warm_up) chain.sweep(++sweep, true);
  const auto true_values = ranked({frame, priors, account}, truth);
  std::vector<std::vector<double>> draws(true_values.size());
  for (std::uint32_t d = 0; d < check.draws; ++d) {
    for (std::uint32_t i = 0; i < check.thin; ++i) chain.sweep(++sweep, false);
    const auto values = ranked(believed, chain.state());
    for (std::size_t q = 0; q < values.size(); ++q)
      if (values[q]) draws[q].push_back(*values[q]);
  }
  std::vector<std::optional<std::uint32_t>> ranks;
  for (std::size_t q = 0; q < draws.size(); ++q) {
    if (draws[q].empty() || !true_values[q]) {
      ranks.push_back({});
      continue;
    }
    double mean = 0.0;
    for (const double x : draws[q]) mean += x / check.draws;
    if (check.fault == SynthesisFault::narrow)
      for (double& x : draws[q]) x = mean + 0.5 * (x - mean);
    ranks.push_back(sbc_rank(*true_values[q], draws[q]));
  }
  return ranks;
}

}  // namespace salus::calibration::synthesis
