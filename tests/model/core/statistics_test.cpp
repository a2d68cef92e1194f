#include "model/core/statistics.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace salus::tests {
namespace {

using model::quantile;

/// Type 7 by hand: the position is level x (n - 1).
TEST(Quantile, LiesBetweenOrderStatistics) {
  const std::vector<double> values{1.0, 2.0, 4.0, 8.0};
  EXPECT_EQ(quantile(values, 0.0), 1.0);
  EXPECT_EQ(quantile(values, 1.0), 8.0);
  EXPECT_EQ(quantile(values, 0.5), 3.0);
  EXPECT_DOUBLE_EQ(quantile(values, 0.9), 4.0 + 0.7 * 4.0);
  EXPECT_EQ(quantile({5.0}, 0.3), 5.0);
}

TEST(Quantile, InfinitiesSortLastAndMakeNoNotANumber) {
  const double infinite = std::numeric_limits<double>::infinity();
  EXPECT_EQ(quantile({1.0, 2.0, infinite}, 0.5), 2.0);
  EXPECT_EQ(quantile({1.0, 2.0, infinite}, 0.75), infinite);
  EXPECT_EQ(quantile({1.0, infinite, infinite}, 0.75), infinite);
  EXPECT_EQ(quantile({-infinite, -infinite, 1.0}, 0.25), -infinite);
}

TEST(Mean, IsTheSumOverTheNumber) { EXPECT_EQ(model::mean({1.0, 2.0, 6.0}), 3.0); }

}  // namespace
}  // namespace salus::tests
