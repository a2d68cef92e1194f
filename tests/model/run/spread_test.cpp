/// Shares of the spread against closed forms of rank correlation.
#include "model/run/spread.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "model/run/plan.hpp"

namespace salus::model {
namespace {

using Samples = std::vector<double>;

TEST(FirstOrderIndex, IsSpearmansCorrelationWithTiesShared) {
  const Samples y{1.0, 2.0, 3.0, 4.0};
  EXPECT_NEAR(first_order_index(y, y), 1.0, 1e-15);
  EXPECT_NEAR(first_order_index(y, Samples{8.0, 7.0, 3.0, 1.0}), -1.0, 1e-15);
  EXPECT_NEAR(first_order_index(y, Samples{2.0, 1.0, 4.0, 3.0}), 0.6, 1e-15);  // 1 - 6 x 4 / (4 x 15)
  // Ranks 0.5, 0.5, 2, 3 against 0, 1, 2, 3: 4.5 / sqrt(4.5 x 5).
  EXPECT_NEAR(first_order_index(Samples{1.0, 1.0, 2.0, 9.0}, y), 4.5 / std::sqrt(22.5), 1e-15);
}

TEST(FirstOrderIndex, LeavesOutFailedPairsAndHasNoValueWhereNothingVaries) {
  const double none = std::nan("");
  const Samples y{1.0, none, 2.0, 3.0, 4.0, 5.0};
  EXPECT_NEAR(first_order_index(y, Samples{2.0, 9.0, 1.0, 4.0, 3.0, none}), 0.6, 1e-15);
  EXPECT_TRUE(std::isnan(first_order_index(Samples{1.0, 2.0, none}, Samples{1.0, 2.0, 3.0})));  // two pairs
  EXPECT_TRUE(std::isnan(first_order_index(Samples{7.0, 7.0, 7.0}, Samples{1.0, 2.0, 3.0})));
}

TEST(FirstOrderIndex, FindsTheShareOfAnInputWhateverTheScale) {
  // y = sqrt(0.6) a + sqrt(0.4) b and a partner that keeps a alone are normal with correlation 0.6, so that Spearman's
  // is 6 / pi asin(0.3); within 5 standard errors of at most 1 / sqrt(n) (false alarm 6e-7). Catches values correlated
  // in place of ranks: the exponential of 3 y has a heavy tail.
  std::mt19937_64 generator(5);
  std::normal_distribution<double> normal;
  const int n = 20000;
  Samples y;
  Samples partner;
  for (int i = 0; i < n; ++i) {
    const double kept = std::sqrt(0.6) * normal(generator);
    y.push_back(std::exp(3.0 * (kept + std::sqrt(0.4) * normal(generator))));
    partner.push_back(std::exp(3.0 * (kept + std::sqrt(0.4) * normal(generator))));
  }
  EXPECT_NEAR(first_order_index(y, partner), 6.0 / std::acos(-1.0) * std::asin(0.3), 5.0 / std::sqrt(n));
}

/// Pairs of one scenario: as it is 1, 2, 3, 4, and its partners by the kind of knowledge that they keep.
SpreadShares spread_with(const Samples& data, const Samples& analogy, const Samples& assumption) {
  const ScenarioIndex only(0u);
  Grid<double, ScenarioIndex, Variant, DrawIndex> probes(Positions<ScenarioIndex>(1u), every<Variant>,
                                                         Positions<DrawIndex>(4u));
  const auto set = [&](Variant variant, const Samples& values) {
    std::copy(values.begin(), values.end(), probes.row(only, variant).begin());
  };
  set(Variant::as_it_is, {1.0, 2.0, 3.0, 4.0});
  set(Variant::data, data);
  set(Variant::analogy, analogy);
  set(Variant::assumption, assumption);
  return spread_of(probes, only);
}

TEST(SpreadOf, SplitsTheWholeAndLeavesTheRestToWhatActsJointly) {
  const Samples whole{1.0, 2.0, 3.0, 4.0};
  const Samples reversed{4.0, 3.0, 2.0, 1.0};  // an index below zero is none
  const Samples part{2.0, 1.0, 4.0, 3.0};      // 0.6
  const auto one = spread_with(reversed, part, reversed);
  EXPECT_EQ(one.data, 0.0);
  EXPECT_NEAR(one.analogy, 0.6, 1e-15);
  EXPECT_EQ(one.assumption, 0.0);
  EXPECT_NEAR(one.joint, 0.4, 1e-15);
  // Parts that add to more than the whole are scaled to it: 0.6, 0.6 and 1.
  const auto over = spread_with(part, part, whole);
  EXPECT_NEAR(over.data, 0.6 / 2.2, 1e-15);
  EXPECT_NEAR(over.analogy, 0.6 / 2.2, 1e-15);
  EXPECT_NEAR(over.assumption, 1.0 / 2.2, 1e-15);
  EXPECT_NEAR(over.joint, 0.0, 1e-15);
}

TEST(SpreadOf, NothingIsNothing) {
  const ScenarioIndex only(0u);
  const Grid<double, ScenarioIndex, Variant, DrawIndex> nothing(Positions<ScenarioIndex>(1u), every<Variant>,
                                                                Positions<DrawIndex>(4u));
  EXPECT_TRUE(std::isnan(spread_of(nothing, only).data));
  EXPECT_TRUE(std::isnan(spread_of(nothing, only).joint));
}

}  // namespace
}  // namespace salus::model
