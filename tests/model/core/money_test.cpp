#include "model/core/money.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "model/random/sampler.hpp"

namespace salus::model {
namespace {

TEST(Money, PrintsCents) {
  EXPECT_EQ(to_string(Cents(5000000000)), "50,000,000.00");
  EXPECT_EQ(to_string(Cents(-7)), "-0.07");
  EXPECT_EQ(to_string(Cents(INT64_MIN)), "-92,233,720,368,547,758.08");
}

TEST(Money, RefusesOverflow) {
  EXPECT_THROW(Cents(INT64_MAX) + Cents(1), std::overflow_error);
  EXPECT_THROW(Cents(INT64_MIN) - Cents(1), std::overflow_error);
}

TEST(Money, SplitsByLargestRemainder) {
  const auto parts = split(Cents(100), {1, 1, 1});
  EXPECT_EQ(parts, (std::vector<Cents>{Cents(34), Cents(33), Cents(33)}));
  EXPECT_EQ(split(Cents(-100), {1, 1, 1}), (std::vector<Cents>{Cents(-34), Cents(-33), Cents(-33)}));
  EXPECT_EQ(split(Cents(10), {0, 5, 0}), (std::vector<Cents>{Cents(0), Cents(10), Cents(0)}));
  EXPECT_THROW(split(Cents(1), {0, 0}), std::invalid_argument);
  EXPECT_THROW(split(Cents(1), {-1, 2}), std::invalid_argument);
}

TEST(Money, SplitsNeverLoseACent) {
  for (std::uint32_t i = 0; i < 10000; ++i) {
    const RandomKey key{7, 7};
    const auto n = 1 + uniform_below(key, {i, 0, 0, 0}, 48);
    std::vector<std::int64_t> weights;
    for (std::uint32_t w = 0; w < n; ++w)
      weights.push_back(static_cast<std::int64_t>(uniform_below(key, {i, 1, w, 0}, 1000)));
    weights[0] += 1;
    const Cents amount(static_cast<std::int64_t>(uniform_below(key, {i, 2, 0, 0}, UINT64_MAX) >> 1));
    const auto parts = split(amount, weights);
    Cents sum;
    for (std::size_t p = 0; p < parts.size(); ++p) {
      sum += parts[p];
      EXPECT_GE(parts[p], Cents(0));
    }
    EXPECT_EQ(sum, amount);
  }
}

}  // namespace
}  // namespace salus::model
