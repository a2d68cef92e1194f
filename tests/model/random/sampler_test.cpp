#include "model/random/sampler.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <cmath>
#include <map>
#include <vector>

namespace salus::model {
namespace {

constexpr double alpha = 1e-6;  // false-alarm rate of each test below; seeds are fixed, so verdicts do not change

/// A 32-bit generator for Boost.Random on our Philox stream: the oracle draws from the same source.
class PhiloxStream {
 public:
  using result_type = std::uint32_t;
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return 0xFFFFFFFFu; }
  result_type operator()() {
    if (at_ == 4) {
      words_ = philox({11, 12}, {0, block_++, 0, 0});
      at_ = 0;
    }
    return words_[at_++];
  }

 private:
  std::array<std::uint32_t, 4> words_{};
  std::size_t at_ = 4;
  std::uint32_t block_ = 0;
};

/// p-value of Pearson's chi-square of counts against a discrete law; cells with fewer than 10 expected are pooled.
template <class Law>
double chi_square_p(const std::map<std::int64_t, int>& counts, const Law& law, int n, std::int64_t low,
                    std::int64_t high) {
  double sum = 0.0;
  double pooled_expected = 0.0;
  double pooled_seen = 0.0;
  int cells = -1;
  for (std::int64_t k = low; k <= high; ++k) {
    const double expected = n * boost::math::pdf(law, static_cast<double>(k));
    const auto found = counts.find(k);
    pooled_expected += expected;
    pooled_seen += found == counts.end() ? 0.0 : found->second;
    if (pooled_expected < 10.0) continue;
    sum += (pooled_seen - pooled_expected) * (pooled_seen - pooled_expected) / pooled_expected;
    pooled_expected = pooled_seen = 0.0;
    ++cells;
  }
  return boost::math::cdf(complement(boost::math::chi_squared(cells), sum));
}

/// sqrt(n) times the Kolmogorov-Smirnov distance; above 2.7 with probability below 1e-6.
template <class Law>
double ks(std::vector<double> sample, const Law& law) {
  std::sort(sample.begin(), sample.end());
  double distance = 0.0;
  const double n = static_cast<double>(sample.size());
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double f = boost::math::cdf(law, sample[i]);
    distance = std::max({distance, f - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - f});
  }
  return std::sqrt(n) * distance;
}

TEST(Sampler, PoissonHasItsLaw) {
  const int n = 200000;
  for (const double mean : {0.2, 3.0, 9.5, 60.0, 2000.0}) {
    std::map<std::int64_t, int> counts;
    std::map<std::int64_t, int> shifted;
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(n); ++i) {
      ++counts[poisson({1, 2}, {i, 0, 0, 0}, mean)];
      ++shifted[poisson({1, 2}, {i, 0, 0, 0}, mean * 1.02)];
    }
    const auto width = static_cast<std::int64_t>(8.0 * std::sqrt(mean) + 8.0);
    const std::int64_t low = std::max<std::int64_t>(0, static_cast<std::int64_t>(mean) - width);
    const std::int64_t high = static_cast<std::int64_t>(mean) + width;
    EXPECT_GT(chi_square_p(counts, boost::math::poisson(mean), n, low, high), alpha) << mean;
    if (mean > 1.0) {
      EXPECT_LT(chi_square_p(shifted, boost::math::poisson(mean), n, low, high), alpha)
          << "planted: mean 2 % too high, " << mean;
    }
  }
}

TEST(Sampler, BoostOnOurStreamHasTheSameLaw) {
  PhiloxStream stream;
  std::map<std::int64_t, int> counts;
  for (int i = 0; i < 200000; ++i) ++counts[boost::random::poisson_distribution<>(9.5)(stream)];
  EXPECT_GT(chi_square_p(counts, boost::math::poisson(9.5), 200000, 0, 60), alpha);
}

TEST(Sampler, BinomialHasItsLaw) {
  const int n = 200000;
  for (const auto& [trials, p] :
       std::vector<std::pair<std::int64_t, double>>{{5, 0.3}, {40, 0.02}, {1000, 0.7}, {3000, 0.5}}) {
    std::map<std::int64_t, int> counts;
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(n); ++i)
      ++counts[binomial({3, 4}, {i, 0, 0, 0}, trials, p)];
    EXPECT_GT(chi_square_p(counts, boost::math::binomial(static_cast<double>(trials), p), n, 0, trials), alpha)
        << trials;
    EXPECT_LT(chi_square_p(counts, boost::math::binomial(static_cast<double>(trials), p * 1.03), n, 0, trials), alpha)
        << "planted " << trials;
  }
  EXPECT_EQ(binomial({1, 1}, {0, 0, 0, 0}, 10, 0.0), 0);
  EXPECT_EQ(binomial({1, 1}, {0, 0, 0, 0}, 10, 1.0), 10);
  EXPECT_THROW(binomial({1, 1}, {0, 0, 0, 0}, 10, 1.1), std::invalid_argument);
}

TEST(Sampler, NormalAndExponentialHaveTheirLaws) {
  std::vector<double> normal;
  std::vector<double> exponential;
  for (std::uint32_t i = 0; i < 400000; ++i) {
    normal.push_back(standard_normal({5, 6}, {i, 0, 0, 0}));
    exponential.push_back(standard_exponential({5, 7}, {i, 0, 0, 0}));
  }
  EXPECT_LT(ks(normal, boost::math::normal()), 2.7);
  EXPECT_LT(ks(exponential, boost::math::exponential()), 2.7);
  EXPECT_GT(ks(normal, boost::math::normal(0.0, 1.02)), 2.7) << "planted: sd 2 % off";
}

TEST(Sampler, UniformBelowIsFlatAndInRange) {
  std::vector<int> counts(7, 0);
  for (std::uint32_t i = 0; i < 70000; ++i) ++counts[uniform_below({8, 8}, {i, 0, 0, 0}, 7)];
  double sum = 0.0;
  for (const int c : counts) sum += (c - 10000.0) * (c - 10000.0) / 10000.0;
  EXPECT_LT(sum, 38.3);  // chi-square, 6 degrees of freedom, 1e-6
  EXPECT_THROW(uniform_below({8, 8}, {0, 0, 0, 0}, 0), std::invalid_argument);
}

TEST(Sampler, LogFactorialAgreesWithBoost) {
  for (const std::int64_t n : {0, 1, 2, 15, 16, 17, 100, 12345, 100000000}) {
    const double exact = boost::math::lgamma(static_cast<double>(n) + 1.0);
    EXPECT_NEAR(log_factorial(n), exact, 4e-15 * std::max(1.0, exact)) << n;
  }
}

}  // namespace
}  // namespace salus::model
