#include "calibration/synthesis/gaussian.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace salus::calibration::synthesis {
namespace {

/// Precision 4, 1; 1, 3: covariance 3, -1; -1, 4 over 11.
Gaussian two() {
  Gaussian gaussian(2);
  gaussian.precision(0, 0) = 4.0;
  gaussian.precision(1, 0) = 1.0;
  gaussian.precision(1, 1) = 3.0;
  gaussian.linear(0) = 1.0;
  gaussian.linear(1) = 2.0;
  return gaussian;
}

TEST(SynthesisGaussian, HasTheMeanAndDensityOfItsPrecision) {
  auto gaussian = two();
  ASSERT_TRUE(gaussian.factor());
  EXPECT_NEAR(gaussian.mean()[0], 1.0 / 11.0, 1e-15);
  EXPECT_NEAR(gaussian.mean()[1], 7.0 / 11.0, 1e-15);
  EXPECT_NEAR(gaussian.log_determinant(), std::log(11.0), 1e-15);
  EXPECT_NEAR(gaussian.last_root() * gaussian.last_root(), 11.0 / 4.0, 1e-14);
  const std::vector<double> x{0.5, -0.25};
  const double a = x[0] - 1.0 / 11.0;
  const double b = x[1] - 7.0 / 11.0;
  EXPECT_NEAR(gaussian.log_density(x), 0.5 * std::log(11.0) - 0.5 * (4.0 * a * a + 2.0 * a * b + 3.0 * b * b), 1e-14);
}

/// False alarms: 1e-6 (five standard errors).
TEST(SynthesisGaussian, DeviationsHaveItsCovariance) {
  auto gaussian = two();
  gaussian.factor();
  Stream random(model::random_key(3, 0, 0), 0, 0);
  constexpr int draws = 40000;
  double square = 0.0;
  double product = 0.0;
  for (int i = 0; i < draws; ++i) {
    const auto d = gaussian.deviation(random);
    square += d[0] * d[0] / draws;
    product += d[0] * d[1] / draws;
  }
  EXPECT_NEAR(square, 3.0 / 11.0, 5.0 * 1.5 * 3.0 / 11.0 / std::sqrt(draws));
  EXPECT_NEAR(product, -1.0 / 11.0, 5.0 * 0.4 / std::sqrt(draws));
  const double last = 2.0;
  EXPECT_NEAR(gaussian.deviation(random, &last)[1], 2.0 / gaussian.last_root(), 1e-15);
}

TEST(SynthesisGaussian, SaysWhereItIsNone) {
  auto gaussian = two();
  gaussian.precision(1, 1) = 0.1;
  EXPECT_FALSE(gaussian.factor());
}

}  // namespace
}  // namespace salus::calibration::synthesis
