#include "model/core/elementary.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>
#include <cstring>
#include <limits>

#include "model/random/philox.hpp"

namespace salus::model {
namespace {

using High = boost::multiprecision::cpp_bin_float_50;

/// Distance of `value` from `exact` in units of the last place of the exact value.
double ulps(double value, const High& exact) {
  const double nearest = static_cast<double>(exact);
  const double ulp = std::nextafter(std::abs(nearest), std::numeric_limits<double>::infinity()) - std::abs(nearest);
  return static_cast<double>(abs(High(value) - exact) / ulp);
}

TEST(Elementary, ExponentialIsWithinOneUlp) {
  double worst = 0.0;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    const double range = i % 2 ? 700.0 : 2.0;
    const double x = (2.0 * uniform({1, 1}, {i, 0, 0, 0}) - 1.0) * range;
    worst = std::max(worst, ulps(exponential(x), exp(High(x))));
  }
  EXPECT_LT(worst, 1.0);
}

TEST(Elementary, LogarithmIsWithinOneUlp) {
  double worst = 0.0;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    const auto u = uniform_pair({2, 1}, {i, 0, 0, 0});
    const double x = i % 3 == 0   ? std::ldexp(1.0 + u[0], static_cast<int>(2000.0 * u[1]) - 1000)
                     : i % 3 == 1 ? 1.0 + (u[0] - 0.5) * 1e-3
                                  : u[0];
    worst = std::max(worst, ulps(logarithm(x), log(High(x))));
  }
  EXPECT_LT(worst, 1.0);
}

TEST(Elementary, NormalQuantileAgreesWithHighPrecision) {
  const boost::math::normal_distribution<High> normal;
  for (std::uint32_t i = 0; i < 600; ++i) {
    double u = uniform({3, 1}, {i, 0, 0, 0});
    if (i % 3 == 0) u = std::exp(-36.0 * u);  // far into the tail: 2e-16
    const High exact = quantile(normal, High(u));
    EXPECT_LT(
        static_cast<double>(abs(High(normal_quantile(u)) - exact) / std::max(1.0, static_cast<double>(abs(exact)))),
        1e-15)
        << u;
  }
  for (const double u : {0.1, 0.3, 0.42, 0.075, 0.0749999})
    EXPECT_NEAR(normal_quantile(u), -normal_quantile(1.0 - u), 1e-15);
}

TEST(Elementary, SpecialValues) {
  const double inf = std::numeric_limits<double>::infinity();
  EXPECT_EQ(exponential(0.0), 1.0);
  EXPECT_EQ(exponential(-1000.0), 0.0);
  EXPECT_EQ(exponential(-inf), 0.0);
  EXPECT_EQ(exponential(inf), inf);
  EXPECT_EQ(exponential(709.79), inf);
  EXPECT_TRUE(std::isfinite(exponential(709.78)));
  EXPECT_TRUE(std::isnan(exponential(std::nan(""))));
  EXPECT_EQ(logarithm(1.0), 0.0);
  EXPECT_EQ(logarithm(0.0), -inf);
  EXPECT_EQ(logarithm(inf), inf);
  EXPECT_TRUE(std::isnan(logarithm(-1.0)));
  EXPECT_TRUE(std::isnan(logarithm(std::nan(""))));
  EXPECT_EQ(normal_quantile(0.5), 0.0);
}

/// The bits are part of the result version: a change of any of these moves every result.
TEST(Elementary, BitsAreFrozen) {
  std::uint64_t hash = 14695981039346656037u;
  const auto add = [&](double x) {
    std::uint64_t bits;
    std::memcpy(&bits, &x, sizeof bits);
    hash = (hash ^ bits) * 1099511628211u;
  };
  for (std::uint32_t i = 0; i < 10000; ++i) {
    const double u = uniform({4, 1}, {i, 0, 0, 0});
    add(exponential(1400.0 * u - 700.0));
    add(logarithm(u * 1e6));
    add(normal_quantile(u));
  }
  EXPECT_EQ(hash, 3183193038745923322u);
}

}  // namespace
}  // namespace salus::model
