#include "calibration/synthesis/normal.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace salus::calibration::synthesis {
namespace {

TEST(Normal, ProbabilitiesAreThoseOfTheErrorFunction) {
  for (double x = -36.0; x <= 9.0; x += 0.0625) {
    const double expected = 0.5 * std::erfc(-x / std::sqrt(2.0));
    EXPECT_NEAR(normal_probability(x) / expected, 1.0, 1e-6) << x;
    EXPECT_NEAR(normal_probability(x), expected, 1e-14) << x;
  }
  EXPECT_EQ(normal_probability(-forever), 0.0);
  EXPECT_EQ(normal_probability(forever), 1.0);
}

TEST(Normal, TheTableIsTheLaw) {
  for (double x = -8.9; x <= 8.9; x += 0.0037) {
    EXPECT_NEAR(table_probability(x), normal_probability(x), 1e-9) << x;
    EXPECT_NEAR(table_probability(x) / normal_probability(x), 1.0, 3e-6) << x;
  }
  EXPECT_EQ(table_probability(-9.5), 0.0);
  EXPECT_EQ(table_probability(9.5), 1.0);
  EXPECT_EQ(table_probability(forever), 1.0);
  EXPECT_EQ(table_probability(-forever), 0.0);
}

/// False alarms: 1e-6 (five standard errors).
TEST(Normal, TruncatedDrawsHaveTheMeanOfTheirLaw) {
  const double ends[][2]{{-1.96, 1.96}, {-forever, -1.0}, {2.5, forever}, {-0.2, 3.0}, {9.0, 9.5}};
  for (const auto& [low, high] : ends) {
    Stream random(model::random_key(1, 0, 0), 0, 0);
    const double share = low > 5.0 ? normal_probability(-low) - normal_probability(-high)
                                   : normal_probability(high) - normal_probability(low);
    const double mean = (normal_density(low) - normal_density(high)) / share;
    double sum = 0.0;
    constexpr int draws = 20000;
    for (int i = 0; i < draws; ++i) {
      const double x = truncated_normal(low, high, random);
      ASSERT_GE(x, low);
      ASSERT_LE(x, high);
      sum += x / draws;
    }
    EXPECT_NEAR(sum, mean, 5.0 / std::sqrt(draws)) << low;
  }
}

}  // namespace
}  // namespace salus::calibration::synthesis
