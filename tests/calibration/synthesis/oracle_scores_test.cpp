/// Two forecasters whose worth is known: one that knows the law of the made-up world, one that says nothing.
#include "calibration/synthesis/oracle_scores.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "simple_evidence.hpp"

namespace salus::calibration {
namespace {

using F = TrialForecaster;
using S = model::OracleFigure;
using simple_evidence::between_trials;

/// Knows the mean of each row. @param wrong factor of its spread
TrialPredictor wise(const simple_evidence::World& world, double wrong) {
  return [&world, wrong](const Evidence&, const std::vector<Outcome>& targets) {
    std::vector<std::vector<double>> draws;
    for (const auto& t : targets)
      draws.push_back(
          simple_evidence::normal_draws(world.row[t.row], wrong * std::hypot(between_trials, t.standard_error), 400));
    return draws;
  };
}

std::vector<model::OracleScore> scores_of(const simple_evidence::World& world, const TrialPredictor& predictor) {
  const auto predicted = predict_trials(world.evidence, predictor, *model::make_serial_executor());
  return oracle_scores(world.evidence, predicted, {}, 200, 1);
}

// 300 outcomes: a coverage of 0.9 has an error of 0.017, a slope of 1 one of about 0.07; 4 errors either way are a
// false alarm in some 16,000 seeds, and the seed is fixed.
TEST(OracleScores, WhoKnowsTheLawIsRightAndClosesTheGap) {
  const auto world = simple_evidence::world(40, 4, 11);
  const auto scores = scores_of(world, wise(world, 1.0));
  const auto& all = scores.front();
  EXPECT_EQ(all.of, "all");
  EXPECT_EQ(all.outcomes, 160u);
  EXPECT_EQ(all.teams, 160u);
  EXPECT_NEAR(all.figures[S::in90].value, 0.9, 0.095);
  EXPECT_NEAR(all.figures[S::slope].value, 1.0, 0.4);
  EXPECT_GT(all.figures[S::gap_closed].value, 0.0);
  EXPECT_LT(all.figures[S::crps_less_random_effects].range.high, 0.0);
  EXPECT_LT(all.figures[S::gap_closed].range.low, all.figures[S::gap_closed].value);
  EXPECT_GT(all.figures[S::gap_closed].range.high, all.figures[S::gap_closed].value);
  EXPECT_GT(all.figures[S::crps].value, all.figures[S::crps_floor].value);
  // Simple pooling with so many trials a row lies between.
  EXPECT_LT(all.figures[S::crps_two_level].value, all.figures[S::crps_random_effects].value);
  EXPECT_EQ(scores[1].of, "known_error");
  EXPECT_EQ(scores[1].outcomes, 120u);
  EXPECT_EQ(scores[2].of, "precise");
  EXPECT_EQ(scores[2].outcomes, 120u);
  EXPECT_EQ(scores[3].of, "places");
  EXPECT_EQ(scores.size(), 5u);
}

/// Forecasters that are as good as the floor: there is no gap of which a share could be closed.
TEST(OracleScores, NoGapIsPrintedWhereItMayBeNothing) {
  auto world = simple_evidence::world(1, 6, 1);
  std::vector<PredictedTrial> predicted;
  for (std::size_t i = 0; i < 6; ++i) {
    PredictedTrial p{i, 0.0, 0.1, {}};
    const double to_and_fro = i % 2 == 0 ? 0.05 : -0.04;
    p.by[F::salus] = {0.1 * static_cast<double>(i), -1.0, 1.0, 0.1};
    p.by[F::random_effects] = {0.0, -1.0, 1.0, 0.1 + to_and_fro};
    p.by[F::floor] = {0.0, -1.0, 1.0, 0.1};
    predicted.push_back(p);
  }
  predicted[1].error = 0.4;
  const auto scores = oracle_scores(world.evidence, predicted, {}, 200, 1);
  const auto& all = scores.front();
  EXPECT_EQ(scores[1].outcomes, 4u);  // known
  EXPECT_EQ(scores[2].outcomes, 3u);  // and precise
  EXPECT_TRUE(std::isnan(all.figures[S::gap_closed].value));
  EXPECT_TRUE(std::isnan(all.figures[S::gap_closed_two_level].value));
  EXPECT_TRUE(std::isfinite(all.figures[S::crps_less_random_effects].range.low));
  for (auto& p : predicted) p.by[F::random_effects].crps = 0.2;
  EXPECT_NEAR(oracle_scores(world.evidence, predicted, {}, 200, 1).front().figures[S::gap_closed].value, 1.0, 1e-12);
}

TEST(OracleScores, APlantedOverconfidenceIsSeen) {
  const auto world = simple_evidence::world(40, 4, 11);
  EXPECT_LT(scores_of(world, wise(world, 0.4)).front().figures[S::in90].value, 0.65);
}

TEST(OracleScores, GapClosedIsArithmetic) {
  auto world = simple_evidence::world(1, 3, 1);
  std::vector<PredictedTrial> predicted;
  for (std::size_t i = 0; i < 3; ++i) {
    PredictedTrial p{i, 0.0, 0.1, {}};
    p.by[F::salus] = {0.1 * static_cast<double>(i), -1.0, 1.0, 0.12};
    p.by[F::random_effects] = {0.0, -1.0, 1.0, 0.16};
    p.by[F::two_level] = {0.0, -1.0, 1.0, 0.15};
    p.by[F::floor] = {0.0, -1.0, 1.0, 0.06};
    predicted.push_back(p);
  }
  const auto scores = oracle_scores(world.evidence, predicted, {false, true, false}, 50, 1);
  EXPECT_EQ(scores[1].of, "own");
  EXPECT_EQ(scores[1].outcomes, 1u);
  EXPECT_EQ(scores[1].figures[S::crps].value, 0.12);
  EXPECT_TRUE(std::isnan(scores[1].figures[S::crps].range.low));  // one team
  EXPECT_NEAR(scores.front().figures[S::gap_closed].value, 0.4, 1e-12);
  EXPECT_NEAR(scores.front().figures[S::gap_closed_two_level].value, 0.1, 1e-12);
  EXPECT_NEAR(scores.front().figures[S::crps_less_two_level].value, -0.03, 1e-12);
  EXPECT_EQ(scores.front().figures[S::in90].value, 1.0);
  EXPECT_NEAR(scores.front().figures[S::slope].value, 0.0, 1e-12);
}

}  // namespace
}  // namespace salus::calibration
