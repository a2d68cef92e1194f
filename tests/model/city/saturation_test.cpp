#include "model/city/saturation.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace salus::model {
namespace {

TEST(Saturation, FindsTheLevelAtWhichTheShareComesOut) {
  const std::vector<Weighted> all{{0.5, 0.25}, {1.0, 0.5}, {4.0, 0.25, 0.5}};
  for (const double wanted : {0.01, 0.3, 0.7}) {
    const double k = saturating(all, wanted, {.highest = 1000.0, .halvings = 60});
    const double share =
        0.25 * (1 - std::exp(-0.5 * k)) + 0.5 * (1 - std::exp(-k)) + 0.25 * 0.5 * (1 - std::exp(-4.0 * k));
    EXPECT_NEAR(share, wanted, 1e-12);
  }
}

TEST(Saturation, IsTheHighestWhereMoreIsWantedThanThereIs) {
  EXPECT_EQ(saturating({{1.0, 0.4}}, 0.5, {.highest = 100.0, .halvings = 40}), 100.0);
  EXPECT_EQ(saturating({{0.0, 1.0}}, 0.5, {.highest = 100.0, .halvings = 40}), 100.0);  // nobody of weight 0 ever does
}

}  // namespace
}  // namespace salus::model
