#include "model/city/alias.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace salus::model {
namespace {

/// Probability of each index, read off the table itself.
std::vector<double> probabilities(const std::vector<AliasBucket>& table) {
  std::vector<double> p(table.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    const double keep = table[i].keep * 0x1p-32;
    p[i] += keep / static_cast<double>(table.size());
    p[table[i].other] += (1.0 - keep) / static_cast<double>(table.size());
  }
  return p;
}

TEST(Alias, TheTableHoldsTheDistribution) {
  for (const std::size_t n : {1u, 2u, 7u, 64u, 1000u}) {
    std::vector<double> weights(n);
    double sum = 0.0;
    for (std::size_t i = 0; i < n; ++i)
      sum += weights[i] = i % 5 == 0 && n > 2 ? 0.0 : std::exp(3.0 * std::sin(static_cast<double>(i * i)));
    std::vector<AliasBucket> table(n);
    if (sum == 0.0) continue;
    make_alias(weights, table);
    const auto p = probabilities(table);
    for (std::size_t i = 0; i < n; ++i) EXPECT_NEAR(p[i], weights[i] / sum, 1e-8) << n << ' ' << i;
  }
}

TEST(Alias, ADrawKeepsTheBucketBelowItsThreshold) {
  std::vector<AliasBucket> table(4);
  make_alias(std::vector<double>{1, 0, 0, 3}, table);
  for (std::uint32_t bucket = 0; bucket < 4; ++bucket) {
    const std::uint32_t which = bucket << 30;
    if (table[bucket].keep > 0) {
      EXPECT_EQ(alias_draw(table, which, table[bucket].keep - 1), bucket);
    }
    if (table[bucket].keep < 0xFFFFFFFFu) {
      EXPECT_EQ(alias_draw(table, which, table[bucket].keep), table[bucket].other);
    }
  }
}

TEST(Alias, WhatIsNoDistributionIsRefused) {
  std::vector<AliasBucket> table(2);
  EXPECT_THROW(make_alias(std::vector<double>{0, 0}, table), std::invalid_argument);
  EXPECT_THROW(make_alias(std::vector<double>{1, -1}, table), std::invalid_argument);
  EXPECT_THROW(make_alias(std::vector<double>{1, 1, 1}, table), std::invalid_argument);
}

}  // namespace
}  // namespace salus::model
