/// The sequence against Boost's, and what scrambling must keep and must break; each check catches a planted defect.
#include "model/random/sobol.hpp"

#include <gtest/gtest.h>

#include <boost/random/sobol.hpp>
#include <cmath>
#include <vector>

#include "model/random/sampler.hpp"

namespace salus::model {
namespace {

TEST(Sobol, AgreesWithBoostInEveryDimension) {
  boost::random::sobol_engine<std::uint32_t, 32u, boost::random::default_sobol_table> oracle(sobol_dimensions);
  for (std::uint32_t i = 1; i <= 5000; ++i)  // Boost's order is that of a Gray code
    for (std::uint32_t d = 0; d < sobol_dimensions; ++d) ASSERT_EQ(sobol(i ^ (i >> 1), d), oracle()) << i << " " << d;
}

TEST(Sobol, HasAPointForEveryNumberOf32Digits) {
  for (std::uint32_t d = 0; d < sobol_dimensions; ++d) {
    std::uint32_t all = 0;
    for (const std::uint32_t direction : sobol_directions()[d]) all ^= direction;
    EXPECT_EQ(sobol(0xFFFFFFFFu, d), all);
    EXPECT_EQ(sobol(0x80000000u, d), sobol_directions()[d][31]);
  }
}

/// Whether of each aligned run of 2^(wide + high) points one falls into each box of 2^-wide by 2^-high.
template <class X, class Y>
bool is_net(std::uint32_t wide, std::uint32_t high, X x, Y y) {
  const std::uint32_t points = 1u << (wide + high);
  for (std::uint32_t first = 0; first < 4 * points; first += points) {
    std::vector<int> boxes(points, 0);
    for (std::uint32_t i = first; i < first + points; ++i) {
      const std::uint32_t column = wide == 0 ? 0 : x(i) >> (32 - wide);
      const std::uint32_t row = high == 0 ? 0 : y(i) >> (32 - high);
      ++boxes[column << high | row];
    }
    for (const int n : boxes)
      if (n != 1) return false;
  }
  return true;
}

TEST(Sobol, EveryStratumHoldsOnePointAndScramblingKeepsThat) {
  const RandomKey key{7, 9};
  for (std::uint32_t d = 0; d < sobol_dimensions; ++d) {
    const auto plain = [d](std::uint32_t i) { return sobol(i, d); };
    const auto shuffled = [&](std::uint32_t i) { return scrambled(sobol(i, d), key, d); };
    EXPECT_TRUE(is_net(8, 0, plain, plain)) << d;
    EXPECT_TRUE(is_net(8, 0, shuffled, shuffled)) << d;
    const auto wrong = [d](std::uint32_t i) {  // the sixth direction number lacks its own digit
      return sobol(i, d) ^ ((i >> 5 & 1u) << 26);
    };
    EXPECT_FALSE(is_net(8, 0, wrong, wrong)) << "the planted direction number must be caught in " << d;
  }
  // The first two dimensions are a net in the plane as well.
  for (std::uint32_t wide = 0; wide <= 8; ++wide) {
    const auto x = [&](std::uint32_t i) { return scrambled(sobol(i, 0), key, 0); };
    const auto y = [&](std::uint32_t i) { return scrambled(sobol(i, 1), key, 1); };
    EXPECT_TRUE(is_net(wide, 8 - wide, x, y)) << wide;
  }
}

/// Chi-square of the six leading digits of what `scramble` makes of one point, over keys: 63 degrees of freedom.
template <class Scramble>
double unevenness(Scramble scramble) {
  constexpr int keys = 6400;
  std::vector<int> cells(64, 0);
  for (std::uint32_t k = 0; k < keys; ++k) ++cells[scramble(sobol(5, 3), RandomKey{k, 1}) >> 26];
  double sum = 0.0;
  for (const int n : cells) sum += (n - 100.0) * (n - 100.0) / 100.0;
  return sum;
}

TEST(Scrambled, APointIsUniformOverKeys) {
  // False alarm 1e-6: chi-square of 63 degrees of freedom above 130.
  EXPECT_LT(unevenness([](std::uint32_t x, RandomKey key) { return scrambled(x, key, 3); }), 130.0);
  EXPECT_GT(unevenness([](std::uint32_t x, RandomKey) { return x; }), 130.0) << "no scramble must be caught";
}

/// How often over keys the digit that follows the first differing one is flipped alike in two points.
template <class Scramble>
int alike(std::uint32_t depth, Scramble scramble) {
  const std::uint32_t a = 0x5A5A5A5Au;
  const std::uint32_t b = a ^ (0x80000000u >> depth);
  int same = 0;
  for (std::uint32_t k = 0; k < 4000; ++k) {
    const RandomKey key{k, 2};
    const std::uint32_t flips = scramble(a, key) ^ scramble(b, key);
    same += (flips >> (30 - depth) & 1u) == 0;
  }
  return same;
}

TEST(Scrambled, DigitsBelowADifferenceAreFlippedIndependently) {
  // Binomial(4000, 1/2), 5 standard errors each: false alarm below 31 x 6e-7.
  const double bound = 5.0 * std::sqrt(1000.0);
  for (std::uint32_t depth = 0; depth < 31; ++depth)
    EXPECT_NEAR(alike(depth, [](std::uint32_t x, RandomKey key) { return scrambled(x, key, 0); }), 2000.0, bound)
        << depth;
  // The planted defect: one flip for all points (a digital shift).
  EXPECT_EQ(alike(3, [](std::uint32_t x, RandomKey key) { return x ^ philox(key, {0, 0, 0, 0})[0]; }), 4000);
}

/// Root mean square error, over keys, of the mean of a smooth product over n points of `at(key, i, dimension)`.
template <class At>
double error_of(std::uint32_t n, At at) {
  constexpr int keys = 60;
  double squares = 0.0;
  for (std::uint32_t k = 0; k < keys; ++k) {
    double sum = 0.0;
    for (std::uint32_t i = 0; i < n; ++i) {
      double product = 1.0;
      for (std::uint32_t d = 0; d < 4; ++d) product *= 1.0 + (at(RandomKey{k, 3}, i, d) - 0.5) / (d + 1.0);
      sum += product / n;
    }
    squares += (sum - 1.0) * (sum - 1.0) / keys;
  }
  return std::sqrt(squares);
}

TEST(Scrambled, TheErrorFallsThreeTimesAsFastAsThatOfRandomPoints) {
  // Theory: n^-3/2 (but for logarithms) against n^-1/2. An error over 60 keys is known within 9 %, so a slope over a
  // factor of 64 within 0.03: the bounds are five of these away.
  const auto slope = [](auto at) { return std::log(error_of(2048, at) / error_of(32, at)) / std::log(64.0); };
  const auto point = [](RandomKey key, std::uint32_t i, std::uint32_t d) {
    return unit(scrambled(sobol(i, d), key, d));
  };
  const auto random = [](RandomKey key, std::uint32_t i, std::uint32_t d) { return uniform(key, {i, d, 0, 0}); };
  const auto torn = [](RandomKey key, std::uint32_t i, std::uint32_t d) {  // another scramble for each point
    return unit(scrambled(sobol(i, d), {key.low, i}, d));
  };
  EXPECT_LT(slope(point), -1.3);
  EXPECT_NEAR(slope(random), -0.5, 0.15);
  EXPECT_GT(slope(torn), -0.65) << "the planted defect must be caught";
}

}  // namespace
}  // namespace salus::model
