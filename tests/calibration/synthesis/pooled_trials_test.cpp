#include "calibration/synthesis/pooled_trials.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "calibration/inference/stream.hpp"

namespace salus::calibration {
namespace {

Outcome measured(std::uint32_t row, std::uint32_t trial, double log_rr, double error) {
  Outcome o;
  o.row = row;
  o.trial = trial;
  o.team = trial;
  o.log_rr = log_rr;
  o.standard_error = error;
  o.error_is = ErrorIs::known;
  return o;
}

TEST(PooledTrials, OutcomesOfATrialAreOneFigure) {
  Evidence e;
  e.outcomes = {measured(0, 0, -0.2, 0.1), measured(0, 0, -0.4, 0.3), measured(0, 1, 0.1, 0.2)};
  e.outcomes[2].conversion_sd = 0.15;
  e.outcomes.push_back({});  // without a size
  const auto trials = pooled_trials(e);
  ASSERT_EQ(trials.size(), 2u);
  EXPECT_NEAR(trials[0].log_rr, -0.3, 1e-12);
  EXPECT_NEAR(trials[0].error, 0.2, 1e-12);
  EXPECT_NEAR(trials[1].error, 0.25, 1e-12);
}

/// Slow and obvious: the density of all trials under their joint normal law, integrated over each row's mean in steps.
double log_density(const std::vector<PooledTrial>& trials, double mean, double between_rows, double between_trials) {
  double all = 0.0;
  for (std::uint32_t row = 0; row < 2; ++row) {
    double sum = 0.0;
    for (int i = -4000; i <= 4000; ++i) {
      const double of_row = mean + 8.0 * between_rows * i / 4000.0;
      double log_one = -0.5 * std::pow((of_row - mean) / between_rows, 2);
      for (const auto& t : trials)
        if (t.row == row) {
          const double variance = t.error * t.error + between_trials * between_trials;
          log_one -= 0.5 * (std::log(variance) + std::pow(t.log_rr - of_row, 2) / variance);
        }
      sum += std::exp(log_one);
    }
    all += std::log(sum * 8.0 / 4000.0);
  }
  return all;
}

TEST(TwoLevels, HasTheLargestLikelihoodOfTheGrid) {
  const std::vector<PooledTrial> trials{
      {0, 0, -0.9, 0.1}, {0, 0, -0.5, 0.15}, {0, 0, -0.8, 0.1}, {1, 0, 0.1, 0.1}, {1, 0, 0.3, 0.2}};
  const TwoLevels best = two_levels(trials);
  ASSERT_GT(best.between_rows, 0.0);
  const double most = log_density(trials, best.mean, best.between_rows, best.between_trials);
  for (const double step : {-0.05, 0.05}) {
    EXPECT_GT(most, log_density(trials, best.mean + step, best.between_rows, best.between_trials));
    EXPECT_GE(most + 1e-9, log_density(trials, best.mean, best.between_rows + step, best.between_trials));
    const double spread = std::max(0.0, best.between_trials + step);
    EXPECT_GE(most + 1e-9, log_density(trials, best.mean, best.between_rows, spread));
  }
  EXPECT_LT(best.rows.at(0).mean, -0.6);
  EXPECT_GT(best.rows.at(1).mean, 0.0);
}

TEST(TwoLevels, RowsThatAreAlikeAreOne) {
  const TwoLevels alike = two_levels({{0, 0, -0.2, 0.1}, {1, 0, -0.2, 0.1}, {2, 0, -0.2, 0.1}});
  EXPECT_EQ(alike.between_rows, 0.0);
  EXPECT_EQ(alike.between_trials, 0.0);
  EXPECT_NEAR(alike.rows.at(2).mean, -0.2, 1e-12);
  EXPECT_NEAR(alike.rows.at(2).variance, 0.01 / 3.0, 1e-12);
}

}  // namespace
}  // namespace salus::calibration
