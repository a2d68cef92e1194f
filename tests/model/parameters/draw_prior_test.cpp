#include "model/parameters/draw_prior.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace salus::model {
namespace {

using F = Prior::Family;

TEST(DrawPrior, QuantilesAreThoseOfTheFamilies) {
  EXPECT_EQ(quantile({F::fixed, 3.0, 0, 0, 0, 0}, 0.9), 3.0);
  EXPECT_DOUBLE_EQ(quantile({F::uniform, 2.0, 4.0, 2, 4, 0}, 0.25), 2.5);
  EXPECT_NEAR(quantile({F::normal, 1.0, 2.0, -9, 9, 0}, 0.975), 1.0 + 2.0 * 1.959963984540054, 1e-14);
  EXPECT_NEAR(quantile({F::lognormal, 3.0, 0.5, 0, 99, 0}, 0.5), 3.0, 1e-14);
  EXPECT_NEAR(quantile({F::logit_normal, 0.2, 0.5, 0, 1, 0}, 0.5), 0.2, 1e-14);
  EXPECT_EQ(quantile({F::spike_lognormal, 0.3, 0.7, 0, 2, 0.5}, 0.49), 0.0);
  EXPECT_NEAR(quantile({F::spike_lognormal, 0.3, 0.7, 0, 2, 0.5}, 0.75), 0.3, 1e-14);
}

TEST(DrawPrior, DrawsStayInBoundsAndDoNotPileUpThere) {
  const Prior cut{F::normal, 0.0, 1.0, -0.5, 0.5, 0.0};
  int at_bound = 0;
  double sum = 0.0;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    const double x = draw(cut, RandomKey{1, 1}, {i, 0, 1, 0});
    ASSERT_GE(x, -0.5);
    ASSERT_LE(x, 0.5);
    at_bound += x == -0.5 || x == 0.5;
    sum += x;
  }
  EXPECT_EQ(at_bound, 0);
  EXPECT_LT(std::abs(sum / 20000.0), 5.0 * 0.29 / std::sqrt(20000.0));
}

TEST(DrawPrior, DrawsAroundASharedPart) {
  const Prior prior{F::lognormal, 3.0, 0.5, 0.1, 90.0, 0.0};
  EXPECT_NEAR(draw_around(prior, 1.2, 1.0, {1, 1}, {4, 0, 1, 0}), 3.0 * std::exp(0.6), 1e-12);
  EXPECT_EQ(draw_around(prior, 1.2, 0.0, {1, 1}, {4, 0, 1, 0}), draw(prior, RandomKey{1, 1}, {4, 0, 1, 0}));
  EXPECT_THROW(value_at({F::uniform, 0.0, 1.0, 0.0, 1.0, 0.0}, 0.0), std::logic_error);
}

TEST(DrawPrior, SpikeHasItsProbability) {
  int zeros = 0;
  for (std::uint32_t i = 0; i < 20000; ++i)
    zeros += draw({F::spike_lognormal, 0.3, 0.5, 0.0, 10.0, 0.5}, RandomKey{1, 2}, {i, 0, 1, 0}) == 0.0;
  EXPECT_NEAR(zeros, 10000, 5.0 * std::sqrt(5000.0));  // false alarm 6e-7
}

TEST(DrawPrior, RefusesBoundsThatLeaveNothing) {
  EXPECT_THROW(draw({F::normal, 0.0, 1.0, 50.0, 60.0, 0.0}, RandomKey{1, 1}, {0, 0, 0, 0}), std::runtime_error);
}

}  // namespace
}  // namespace salus::model
