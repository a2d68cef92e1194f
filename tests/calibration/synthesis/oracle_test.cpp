#include "calibration/synthesis/oracle.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "calibration/synthesis/evidence_base.hpp"
#include "calibration/synthesis/study_reader.hpp"
#include "calibration/synthesis/synthesis.hpp"
#include "model/core/statistics.hpp"
#include "simple_evidence.hpp"

namespace salus::calibration {
namespace {

using F = TrialForecaster;

TEST(Oracle, ForecastersNeverSeeTheTeamThatTheyForetell) {
  auto world = simple_evidence::world(3, 4, 1);
  for (std::size_t i = 0; i < 3; ++i) world.evidence.outcomes[i].team = 0;  // three trials of one team
  world.evidence.outcomes[5].error_is = ErrorIs::missing;
  std::atomic<int> calls = 0;
  const auto predictor = [&](const Evidence& known, const std::vector<Outcome>& targets) {
    ++calls;
    std::vector<std::vector<double>> draws;
    for (const auto& target : targets) {
      EXPECT_FALSE(target.log_rr);
      for (const auto& outcome : known.outcomes) EXPECT_NE(outcome.team, target.team);
      draws.push_back(simple_evidence::normal_draws(-0.1, 0.3, 50));
    }
    EXPECT_EQ(known.rows, world.evidence.rows);
    return draws;
  };
  const auto predicted = predict_trials(world.evidence, predictor, *model::make_serial_executor());
  EXPECT_EQ(predicted.size(), 11u);  // all but the one without an error
  EXPECT_EQ(calls, 9);               // teams
  const auto threaded = predict_trials(world.evidence, predictor, *model::make_thread_executor(3));
  for (std::size_t i = 0; i < predicted.size(); ++i) {
    EXPECT_EQ(predicted[i].outcome, threaded[i].outcome);
    for (const auto f : model::every<F>) EXPECT_EQ(predicted[i].by[f].crps, threaded[i].by[f].crps);
  }
}

TEST(Oracle, ABoundOfAnErrorIsNotKnownToWhoeverForetells) {
  auto outcome = simple_evidence::world(1, 1, 1).evidence.outcomes[0];
  EXPECT_TRUE(is_scored(outcome));
  EXPECT_EQ(hidden(outcome).standard_error, outcome.standard_error);
  outcome.error_is = ErrorIs::at_most;  // "significant": the size over 1.96, so that who knows it knows the size
  outcome.standard_error = std::abs(*outcome.log_rr) / 1.96;
  EXPECT_FALSE(is_scored(outcome));
  EXPECT_TRUE(std::isnan(hidden(outcome).standard_error));
  EXPECT_EQ(hidden(outcome).error_is, ErrorIs::missing);
}

TEST(Oracle, TheFloorIsTheErrorOfTheStudyAndOfItsConversion) {
  auto world = simple_evidence::world(2, 3, 1);
  world.evidence.outcomes[0].standard_error = 0.3;
  world.evidence.outcomes[0].conversion_sd = 0.4;
  const auto predicted = predict_trials(
      world.evidence,
      [](const Evidence&, const std::vector<Outcome>& targets) {
        return std::vector<std::vector<double>>(targets.size(), simple_evidence::normal_draws(0.0, 1.0, 20));
      },
      *model::make_serial_executor());
  EXPECT_NEAR(predicted[0].by[F::floor].crps, 0.5 / std::sqrt(3.14159265358979), 1e-12);
}

TEST(Oracle, RandomEffectsOfARowNeedTwoTrialsOfIt) {
  auto world = simple_evidence::world(2, 2, 4);
  Outcome target = world.evidence.outcomes[0];
  const auto row = random_effects_forecast(world.evidence, target);
  const double apart = *world.evidence.outcomes[0].log_rr - *world.evidence.outcomes[1].log_rr;
  EXPECT_LE(std::abs(row.mean - *world.evidence.outcomes[0].log_rr), std::abs(apart));
  target.row = 7;
  target.kind = 1;
  EXPECT_EQ(random_effects_forecast(world.evidence, target).mean,
            random_effects_forecast(world.evidence, world.evidence.outcomes[2]).mean);  // its kind
  target.kind = 5;
  EXPECT_TRUE(std::isfinite(random_effects_forecast(world.evidence, target).mean));  // all
}

TEST(Oracle, TwoLevelsDrawARowThatIsNotKnownFromAll) {
  const auto world = simple_evidence::world(8, 6, 2);
  Outcome target;
  target.row = 99;
  const auto unknown = two_level_forecast(world.evidence, target);
  const auto known = two_level_forecast(world.evidence, world.evidence.outcomes[0]);
  EXPECT_GT(unknown.sd, known.sd);
}

Evidence bundled_evidence() {
  const auto text = [](const std::string& name) {
    std::ifstream file(std::string(SALUS_SOURCE_DIR) + "/scenarios/evidence/" + name);
    return std::string{std::istreambuf_iterator<char>(file), {}};
  };
  return evidence_base(read_studies({"rows.csv", text("rows.csv")}, {{"studies.csv", text("studies.csv")}}, 2026))
      .evidence;
}

/// What refits of one account foretell of every twelfth team's outcomes.
std::vector<PredictedTrial> foretold(const Evidence& all, const McmcPlan& chain, const model::Executor& executor) {
  Evidence evidence = all;
  for (auto& outcome : evidence.outcomes)
    if (outcome.team % 12 != 0 && is_scored(outcome)) outcome.error_is = ErrorIs::missing;  // not scored
  synthesis::Settings settings;
  settings.chain = chain;
  settings.selection = {};
  settings.selection[synthesis::Selection::slope] = 1.0;
  const auto serial = model::make_serial_executor();
  const auto predictor = [&](const Evidence& known, const std::vector<Outcome>& targets) {
    std::vector<bool> foretold(all.outcomes.size());
    for (std::size_t i = 0; i < all.outcomes.size(); ++i) foretold[i] = all.outcomes[i].team == targets.front().team;
    EXPECT_EQ(evidence_without(all, foretold).outcomes.size(), known.outcomes.size());
    const auto fitted = fit(evidence_without(all, foretold), settings, *serial);
    std::vector<std::vector<double>> draws;
    for (const auto& target : targets) draws.push_back(predict(fitted, target, synthesis::Predicted::published, 1, 10));
    return draws;
  };
  return predict_trials(evidence, predictor, executor);
}

/// Refits as short as the command's default against chains of more than ten times the length.
TEST(SynthesisLong, ShortRefitsForetellAsLongOnes) {
  if (std::getenv("SALUS_LONG") == nullptr) GTEST_SKIP() << "./salus test --long synthesis";
  const auto evidence = bundled_evidence();
  const auto executor = model::make_thread_executor(2);
  const auto brief = foretold(evidence, {.chains = 1, .warm_up = 100, .draws = 200, .seed = 1}, *executor);
  const auto lengthy = foretold(evidence, {.chains = 3, .warm_up = 500, .draws = 1000, .seed = 2}, *executor);
  double square = 0.0;
  double crps = 0.0;
  for (std::size_t i = 0; i < brief.size(); ++i) {
    const auto& a = brief[i].by[F::salus];
    const auto& b = lengthy[i].by[F::salus];
    const double sd = (b.high - b.low) / (2.0 * half_width_90);
    EXPECT_NEAR(a.mean, b.mean, 0.3 * sd) << brief[i].outcome;
    EXPECT_NEAR((a.high - a.low) / (b.high - b.low), 1.0, 0.2) << brief[i].outcome;
    square += (a.mean - b.mean) * (a.mean - b.mean) / (sd * sd);
    crps += a.crps - b.crps;
  }
  const auto outcomes = static_cast<double>(brief.size());
  std::printf("%.0f outcomes: means apart by %.3f standard deviations, CRPS by %.4f\n", outcomes,
              std::sqrt(square / outcomes), crps / outcomes);
  EXPECT_LT(std::sqrt(square / outcomes), 0.1);
  EXPECT_NEAR(crps / outcomes, 0.0, 0.003);
}

}  // namespace
}  // namespace salus::calibration
