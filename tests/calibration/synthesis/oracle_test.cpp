#include "calibration/synthesis/oracle.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cmath>

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

}  // namespace
}  // namespace salus::calibration
