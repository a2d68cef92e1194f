#include "calibration/synthesis/oracle_scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "calibration/inference/domains.hpp"
#include "calibration/inference/stream.hpp"
#include "model/core/statistics.hpp"

namespace salus::calibration {
namespace {

using F = TrialForecaster;

/// Sums over the outcomes of a team, of which every figure is made.
struct TeamSums {
  double outcomes = 0.0;
  model::EnumArray<double, F> crps{};
  double inside = 0.0;
  double inside_random_effects = 0.0;
  // Of the weighted regression of observed on predicted.
  double weight = 0.0;
  double x = 0.0;
  double y = 0.0;
  double xx = 0.0;
  double xy = 0.0;

  void add(const TeamSums& other) {
    outcomes += other.outcomes;
    for (const auto f : model::every<F>) crps[f] += other.crps[f];
    inside += other.inside;
    inside_random_effects += other.inside_random_effects;
    weight += other.weight;
    x += other.x;
    y += other.y;
    xx += other.xx;
    xy += other.xy;
  }
};

bool holds(const TrialForecast& forecast, double observed) {
  return forecast.low <= observed && observed <= forecast.high;
}

TeamSums sums_of(const PredictedTrial& p) {
  TeamSums one;
  one.outcomes = 1.0;
  for (const auto f : model::every<F>) one.crps[f] = p.by[f].crps;
  one.inside = holds(p.by[F::salus], p.observed) ? 1.0 : 0.0;
  one.inside_random_effects = holds(p.by[F::random_effects], p.observed) ? 1.0 : 0.0;
  const double sd = (p.by[F::salus].high - p.by[F::salus].low) / (2.0 * half_width_90);
  one.weight = 1.0 / (sd * sd);
  one.x = one.weight * p.by[F::salus].mean;
  one.y = one.weight * p.observed;
  one.xx = one.x * p.by[F::salus].mean;
  one.xy = one.x * p.observed;
  return one;
}

using model::OracleFigure;
using Figures = model::EnumArray<double, OracleFigure>;

double gap_of(const TeamSums& s) { return (s.crps[F::random_effects] - s.crps[F::floor]) / s.outcomes; }

Figures figures_of(const TeamSums& s) {
  const auto mean = [&](F f) { return s.crps[f] / s.outcomes; };
  const double gap = gap_of(s);
  const double spread = s.xx - s.x * s.x / s.weight;
  return Figures({mean(F::salus), mean(F::random_effects), mean(F::two_level), mean(F::floor),
                  mean(F::salus) - mean(F::random_effects), mean(F::salus) - mean(F::two_level),
                  (mean(F::random_effects) - mean(F::salus)) / gap,
                  (mean(F::random_effects) - mean(F::two_level)) / gap, s.inside / s.outcomes,
                  s.inside_random_effects / s.outcomes, (s.xy - s.x * s.y / s.weight) / spread});
}

model::Range range_of(std::vector<double> values) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  if (std::any_of(values.begin(), values.end(), [](double v) { return !std::isfinite(v); })) return {none, none};
  std::sort(values.begin(), values.end());
  return {model::quantile(values, 0.025), model::quantile(values, 0.975)};
}

model::OracleScore scored(const std::string& of, const Evidence& evidence,
                          const std::vector<const PredictedTrial*>& some, std::uint32_t resamples, std::uint64_t seed) {
  model::OracleScore out;
  out.of = of;
  std::map<std::uint32_t, TeamSums> by_team;
  std::set<std::uint32_t> trials;
  TeamSums all;
  for (const auto* p : some) {
    by_team[evidence.outcomes[p->outcome].team].add(sums_of(*p));
    trials.insert(evidence.outcomes[p->outcome].trial);
    all.add(sums_of(*p));
  }
  out.outcomes = static_cast<std::uint32_t>(some.size());
  out.trials = static_cast<std::uint32_t>(trials.size());
  out.teams = static_cast<std::uint32_t>(by_team.size());
  std::vector<TeamSums> teams;
  for (const auto& [team, sums] : by_team) teams.push_back(sums);
  model::EnumArray<std::vector<double>, OracleFigure> drawn;
  std::vector<double> gaps;
  Stream random(model::random_key(seed, 0, domain::oracle), 0, 0);
  for (std::uint32_t n = 0; n < resamples; ++n) {
    TeamSums sample;
    for (std::uint32_t i = 0; i < out.teams; ++i)
      sample.add(teams[std::min(out.teams - 1, static_cast<std::uint32_t>(random.uniform() * out.teams))]);
    const Figures figures = figures_of(sample);
    gaps.push_back(gap_of(sample));
    for (const auto f : model::every<OracleFigure>) drawn[f].push_back(figures[f]);
  }
  const Figures values = figures_of(all);
  const double none = std::numeric_limits<double>::quiet_NaN();
  for (const auto f : model::every<OracleFigure>)
    out.figures[f] = {values[f], out.teams < least_teams ? model::Range{none, none} : range_of(drawn[f])};
  // A share of what may be nothing is no figure.
  const bool told = out.teams >= least_teams && range_of(gaps).low > 0.0;
  for (const auto f : {OracleFigure::gap_closed, OracleFigure::gap_closed_two_level})
    if (!told) out.figures[f] = {none, {none, none}};
  return out;
}

}  // namespace

std::vector<model::OracleScore> oracle_scores(const Evidence& evidence, const std::vector<PredictedTrial>& predicted,
                                              const std::vector<bool>& own, std::uint32_t resamples,
                                              std::uint64_t seed) {
  std::vector<model::OracleScore> out;
  const auto add = [&](const std::string& of, const auto& takes) {
    std::vector<const PredictedTrial*> some;
    for (const auto& p : predicted)
      if (takes(p.outcome)) some.push_back(&p);
    if (!some.empty()) out.push_back(scored(of, evidence, some, resamples, seed));
  };
  const auto& outcomes = evidence.outcomes;
  add("all", [](std::size_t) { return true; });
  if (!own.empty()) add("own", [&](std::size_t i) { return own[i]; });
  add("known_error", [&](std::size_t i) { return outcomes[i].error_is == ErrorIs::known; });
  std::vector<bool> precise(outcomes.size());
  for (const auto& p : predicted)
    precise[p.outcome] = outcomes[p.outcome].error_is == ErrorIs::known && p.error < precise_error;
  add("precise", [&](std::size_t i) { return precise[i]; });
  for (std::uint32_t kind = 0; kind < evidence.kinds.size(); ++kind)
    add(evidence.kinds[kind], [&, kind](std::size_t i) { return outcomes[i].kind == kind; });
  return out;
}

}  // namespace salus::calibration
