#include "model/random/philox.hpp"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

TEST(Philox, GivesThePublishedKnownAnswers) {
  const auto zero = philox({0, 0}, {0, 0, 0, 0});
  EXPECT_EQ(zero, (std::to_array<std::uint32_t>({0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8})));
  const std::uint32_t all = 0xffffffff;
  EXPECT_EQ(philox({all, all}, {all, all, all, all}),
            (std::to_array<std::uint32_t>({0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd})));
  EXPECT_EQ(philox({0xa4093822, 0x299f31d0}, {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}),
            (std::to_array<std::uint32_t>({0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1})));
}

TEST(Philox, AgreesWithRandom123) {
  r123::Philox4x32 oracle;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    const RandomKey key{i * 2654435761u, i ^ 0xdeadbeefu};
    const DrawId id{i, i * 7u, ~i, i << 16};
    const auto theirs = oracle({{id.entity, id.step, id.purpose, id.n}}, {{key.low, key.high}});
    const auto ours = philox(key, id);
    ASSERT_TRUE(std::equal(ours.begin(), ours.end(), theirs.begin()));
  }
}

TEST(RandomKey, RunsAndDomainsNeverShareAKeyInTheLargestPlan) {
  std::vector<std::uint64_t> keys;
  for (std::uint64_t domain : {0u, 20057u, 21711u})
    for (std::uint64_t run = 0; run < 200000; ++run) {
      const auto k = random_key(42, run, domain);
      keys.push_back(std::uint64_t{k.high} << 32 | k.low);
    }
  std::sort(keys.begin(), keys.end());
  EXPECT_EQ(std::adjacent_find(keys.begin(), keys.end()), keys.end());
}

TEST(Uniform, LiesInsideTheOpenIntervalAndIsFlat) {
  // Chi-square with 1023 degrees of freedom; false alarm 1e-6 (normal approximation: 1023 + 4.75 * sqrt(2046) = 1238).
  // Would catch a stuck bit or a scale wrong by 1 %: the planted defect below does.
  const auto chi_square = [](double scale) {
    std::vector<int> bins(1024, 0);
    for (std::uint32_t i = 0; i < 500000; ++i)
      for (const double u : uniform_pair({9, 9}, {76, i, purpose::country_noise, 0})) {
        EXPECT_GT(u, 0.0);
        EXPECT_LT(u, 1.0);
        ++bins[static_cast<std::size_t>(u * scale * 1024.0)];
      }
    const double expected = 1e6 / 1024.0;
    double sum = 0.0;
    for (const int n : bins) sum += (n - expected) * (n - expected) / expected;
    return sum;
  };
  EXPECT_LT(chi_square(1.0), 1238.0);
  EXPECT_GT(chi_square(0.99), 1238.0) << "the planted defect must be caught";
}

TEST(Uniform, NeighbouringCountersAreUncorrelated) {
  // 64 lags in entity, step, purpose and n over 1e5 pairs: |r| * sqrt(n) below 5.6 each has a false alarm of 64 * 2e-8.
  for (std::uint32_t lag = 1; lag <= 16; ++lag)
    for (int word = 0; word < 4; ++word) {
      double sum = 0.0;
      for (std::uint32_t i = 0; i < 100000; ++i) {
        DrawId a{i % 977, i / 977, 1, 3};
        DrawId b = a;
        (word == 0 ? b.entity : word == 1 ? b.step : word == 2 ? b.purpose : b.n) += lag * 1000;
        sum += (uniform({5, 6}, a) - 0.5) * (uniform({5, 6}, b) - 0.5) * 12.0;
      }
      EXPECT_LT(std::abs(sum) / std::sqrt(1e5), 5.6);
    }
}

TEST(Philox, ARowIsFourBlocks) {
  for (const DrawId id : {DrawId{1, 2, 3, 4}, DrawId{0xFFFFFFFFu, 0, 30, 96}, DrawId{7, 0xFFFFFFFFu, 31, 0}}) {
    const auto row = philox_row({0x12345678u, 0x9ABCDEF0u}, id);
    for (std::uint32_t j = 0; j < 4; ++j)
      EXPECT_EQ(row[j], philox({0x12345678u, 0x9ABCDEF0u}, {id.entity, id.step, id.purpose, id.n + j}));
  }
}

}  // namespace
}  // namespace salus::model
