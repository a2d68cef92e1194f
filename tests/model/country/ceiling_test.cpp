#include "model/country/ceiling.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace salus::model {
namespace {

constexpr Ceiling ceiling{138.4e-5};

TEST(Ceiling, IsNeverReachedAndLeavesLowRatesAsTheyAre) {
  EXPECT_EQ(ceiling.saturated(0.0), 0.0);
  double last = 0.0;
  for (double q = 1e-6; q < 1e3; q *= 1.1) {
    const double rate = ceiling.saturated(q * ceiling.value);
    EXPECT_GT(rate, last);
    EXPECT_LT(rate, ceiling.value);
    last = rate;
  }
  for (const double huge : {1e30, 1e200, std::numeric_limits<double>::infinity()})
    EXPECT_LE(ceiling.saturated(huge), ceiling.value);
  EXPECT_NEAR(ceiling.saturated(1e-5) / 1e-5, 1.0, 1e-8);  // one homicide per 100,000
  EXPECT_NEAR(ceiling.saturated(ceiling.value / 3.0) * 3.0 / ceiling.value, std::pow(1.0 + 1.0 / 81.0, -0.25), 1e-14);
}

TEST(Ceiling, IsUndone) {
  for (double q = 1e-6; q < 0.99; q *= 1.3)
    EXPECT_NEAR(ceiling.saturated(ceiling.before(q * ceiling.value)) / (q * ceiling.value), 1.0, 1e-12);
}

}  // namespace
}  // namespace salus::model
