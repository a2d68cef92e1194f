/// Evidence under selection that is known: eight conditions here, all 200 by `./salus test --long synthesis`.
#include "calibration/synthesis/simulate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "calibration/synthesis/random_effects.hpp"
#include "calibration/synthesis/synthesis.hpp"
#include "model/core/statistics.hpp"
#include "tests/replicates.hpp"

namespace salus::calibration::synthesis {
namespace {

TEST(SelectionConditions, AreTwoHundred) {
  const auto all = selection_conditions();
  EXPECT_EQ(all.size(), 200u);
  EXPECT_EQ(std::count_if(all.begin(), all.end(), [](const auto& c) { return c.mean == 0.0; }), 50);
}

TEST(SelectionConditions, SelectedTrialsFindMore) {
  SelectionCondition condition{SelectionRule::none, 0.0, 0.1, 400, false};
  const auto mean = [&] {
    const auto evidence = simulated_evidence(condition, 1, 0);
    EXPECT_EQ(evidence.outcomes.size(), 400u);
    double sum = 0.0;
    for (const auto& o : evidence.outcomes) sum += *o.log_rr / 400.0;
    return sum;
  };
  const double all = mean();
  EXPECT_NEAR(all, 0.0, 5.0 * 0.32 / 20.0);
  for (const auto rule : {SelectionRule::significance_strong, SelectionRule::significance_weak,
                          SelectionRule::small_studies, SelectionRule::file_drawer}) {
    condition.rule = rule;
    EXPECT_LT(mean(), all - 0.03);
  }
}

/// How a synthesis and random effects of the same trials do.
struct Score {
  double replicates = 0.0;
  double bias = 0.0;
  double random_effects_bias = 0.0;
  double held = 0.0;  ///< by the 90 % interval
  double nulls = 0.0;
  double called = 0.0;  ///< nulls whose 90 % interval lies below none
};

Score replicate(const SelectionCondition& condition, const Settings& settings, std::uint64_t number) {
  const auto evidence = simulated_evidence(condition, 1, number);
  const auto synthesis = fit(evidence, settings, *model::make_serial_executor());
  auto draws = predict(synthesis, evidence.outcomes.front(), Predicted::mean, 1);
  std::sort(draws.begin(), draws.end());
  std::vector<double> estimates;
  std::vector<double> errors;
  for (const auto& o : evidence.outcomes) {
    estimates.push_back(*o.log_rr);
    errors.push_back(o.standard_error);
  }
  const double high = model::quantile(draws, 0.95);
  Score score;
  score.replicates = 1.0;
  score.bias = model::mean(draws) - condition.mean;
  score.random_effects_bias = random_effects(estimates, errors, BetweenVariance::reml).mean - condition.mean;
  score.held = model::quantile(draws, 0.05) <= condition.mean && condition.mean <= high;
  score.nulls = condition.mean == 0.0;
  score.called = condition.mean == 0.0 && high < 0.0;
  return score;
}

/// Sum over `every`-th condition and `times` replicates of each.
Score scored(const Settings& settings, std::uint32_t every, std::uint32_t times) {
  const auto conditions = selection_conditions();
  std::vector<Score> all(tests::replicates(200 / every * times, 2u));
  model::for_each(*model::make_thread_executor(2), static_cast<std::uint32_t>(all.size()), 1,
                  [&](std::uint32_t i) { all[i] = replicate(conditions[i / times * every], settings, i); });
  Score sum;
  for (const auto& one : all) {
    sum.replicates += one.replicates;
    sum.bias += one.bias;
    sum.random_effects_bias += one.random_effects_bias;
    sum.held += one.held;
    sum.nulls += one.nulls;
    sum.called += one.called;
  }
  return sum;
}

Settings quick_settings() {
  Settings settings;
  settings.chain.chains = 1;
  settings.chain.warm_up = 150;
  settings.chain.draws = 200;
  return settings;
}

/// Eight conditions, four replicates: the mean bias is judged against half of random effects' (-0.10 over all, and its
/// standard error is 0.02 here), held within what 32 intervals tell. False alarms: about 1e-3.
TEST(Synthesis, SeesThroughSelection) {
  const auto score = scored(quick_settings(), 25, 4);
  if (tests::watched) return;
  EXPECT_LT(std::abs(score.bias), 0.5 * std::abs(score.random_effects_bias));
  EXPECT_GE(score.held, 0.7 * score.replicates);
}

/// The planted defect: without an account of selection the same trials mislead.
TEST(Synthesis, IsMisledWhereItBelievesInNoSelection) {
  auto settings = quick_settings();
  settings.selection =
      model::for_each_of<Selection, double>({{Selection::none, 1.0}, {Selection::step, 0.0}, {Selection::slope, 0.0}});
  const auto score = scored(settings, 25, 4);
  if (tests::watched) return;
  EXPECT_GT(std::abs(score.bias), 0.5 * std::abs(score.random_effects_bias));
}

/// All conditions, six replicates: the bars.
TEST(SynthesisLong, HoldsItsBars) {
  if (std::getenv("SALUS_LONG") == nullptr) GTEST_SKIP() << "./salus test --long synthesis";
  const auto score = scored(quick_settings(), 1, 6);
  std::printf("bias %.4f, random effects %.4f, 90 %% intervals hold %.3f, nulls called effects %.3f\n",
              score.bias / score.replicates, score.random_effects_bias / score.replicates,
              score.held / score.replicates, score.called / score.nulls);
  EXPECT_LE(std::abs(score.bias), std::abs(score.random_effects_bias) / 3.0);
  EXPECT_GE(score.held, 0.86 * score.replicates);
  EXPECT_LE(score.held, 0.94 * score.replicates);
  EXPECT_LE(score.called, 0.05 * score.nulls);
}

}  // namespace
}  // namespace salus::calibration::synthesis
