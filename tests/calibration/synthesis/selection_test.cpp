#include "calibration/synthesis/selection.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "calibration/synthesis/normal.hpp"

namespace salus::calibration::synthesis {
namespace {

constexpr Weights falling{1.0, 0.8, 0.4, 0.2, 0.05};

TEST(Selection, AResultStandsInTheIntervalOfItsP) {
  EXPECT_EQ(interval_of(-2.5), 0u);
  EXPECT_EQ(interval_of(-1.7), 1u);
  EXPECT_EQ(interval_of(-0.1), 2u);
  EXPECT_EQ(interval_of(0.0), 3u);
  EXPECT_EQ(interval_of(3.0), 4u);
}

/// Against a sum over a fine grid.
TEST(Selection, ThePublishedShareIsTheIntegral) {
  for (const double mean : {-0.6, -0.1, 0.3}) {
    const double sd = 0.35;
    const double error = 0.25;
    double sum = 0.0;
    constexpr double step = 1e-4;
    for (double x = mean - 8.0 * sd; x < mean + 8.0 * sd; x += step)
      sum += step * falling[interval_of(x / error)] * std::exp(-0.5 * (x - mean) * (x - mean) / (sd * sd)) /
             (sd * std::sqrt(2.0 * std::acos(-1.0)));
    EXPECT_NEAR(published_share(falling, mean, sd, error), sum, 1e-4);
    const auto at = log_published_share(falling, mean, sd, error);
    EXPECT_NEAR(at.share, sum, 1e-4);
    constexpr double h = 1e-3;
    const auto log_share = [&](double m) { return std::log(log_published_share(falling, m, sd, error).share); };
    EXPECT_NEAR(at.slope, (log_share(mean + h) - log_share(mean - h)) / (2.0 * h), 1e-5);
    EXPECT_NEAR(at.curvature, (log_share(mean + h) - 2.0 * log_share(mean) + log_share(mean - h)) / (h * h), 1e-4);
  }
}

/// Against the slow way: draw until one is published. False alarms: 1e-6 (five standard errors).
TEST(Selection, PublishedEstimatesAreThoseThatPassed) {
  const double mean = -0.1;
  const double sd = 0.35;
  const double error = 0.2;
  constexpr int draws = 20000;
  Stream random(model::random_key(1, 0, 0), 0, 0);
  for (const auto& [low, high] : {std::pair{-forever, forever}, {-1.96 * error, 1.96 * error}, {0.0, forever}}) {
    double fast = 0.0;
    double slow = 0.0;
    double square = 0.0;
    for (int i = 0; i < draws; ++i) {
      const double x = published_estimate(falling, mean, sd, error, low, high, random);
      ASSERT_GE(x, low);
      ASSERT_LE(x, high);
      fast += x / draws;
      double y = 0.0;
      do y = mean + sd * random.normal();
      while (y < low || y > high || random.uniform() > falling[interval_of(y / error)]);
      slow += y / draws;
      square += y * y / draws;
    }
    EXPECT_NEAR(fast, slow, 5.0 * std::sqrt(2.0 * (square - slow * slow) / draws));
  }
}

TEST(Selection, EstimatesFarOutAreDrawnToo) {
  Stream random(model::random_key(1, 0, 0), 0, 0);
  for (const double mean : {-3.0, 3.0})
    for (int i = 0; i < 100; ++i) {
      const double x = published_estimate(falling, mean, 0.2, 0.1, -0.196, 0.196, random);
      EXPECT_TRUE(x >= -0.196 && x <= 0.196) << x;
    }
}

/// Severity is uniform and weights never rise; the mean of the first step's share is a quarter. False alarms: 1e-6.
TEST(Selection, WeightsOfThePriorFall) {
  Stream random(model::random_key(2, 0, 0), 0, 0);
  double severity = 0.0;
  double first = 0.0;
  constexpr int draws = 20000;
  for (int i = 0; i < draws; ++i) {
    const auto line = draw_weight_line(random);
    const auto weights = weights_at(line);
    EXPECT_EQ(weights[0], 1.0);
    for (std::size_t k = 1; k < intervals; ++k) ASSERT_LE(weights[k], weights[k - 1] + 1e-12);
    ASSERT_TRUE(std::isfinite(log_prior(line)));
    severity += (1.0 - weights.back()) / draws;
    first += model::logistic(line[1]) / draws;
  }
  EXPECT_NEAR(severity, 0.5, 5.0 * 0.29 / std::sqrt(draws));
  EXPECT_NEAR(first, 0.25, 5.0 * 0.25 / std::sqrt(draws));
}

}  // namespace
}  // namespace salus::calibration::synthesis
