#include "model/city/city_block.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace salus::model {
namespace {

TEST(BlockLayout, EverySlotIsInOneBlockAndEveryBlockIsDrawnOnce) {
  for (const std::uint32_t neighbourhoods : {1u, 8u, 9u, 100u}) {
    const Ground ground(neighbourhoods, central_city_parameters(), {1, 2});
    const BlockLayout blocks(ground);
    Slot next;
    for (std::uint32_t b = 0; b < blocks.count(); ++b) {
      const auto [first, last] = blocks.slots(b);
      EXPECT_EQ(first, next);
      EXPECT_GT(last, first);
      EXPECT_LE(last - first, neighbourhoods_per_block * slots_per_neighbourhood);
      next = last;
    }
    EXPECT_EQ(next, neighbourhoods * slots_per_neighbourhood);
    auto order = blocks.strip_by_strip();
    std::sort(order.begin(), order.end());
    ASSERT_EQ(order.size(), blocks.count());
    for (std::uint32_t b = 0; b < blocks.count(); ++b) EXPECT_EQ(order[b], b);
  }
}

TEST(BlockLayout, OneStripAfterTheOther) {
  const Ground ground(1024, central_city_parameters(), {1, 2});  // 32 x 32: four blocks in a row
  const BlockLayout blocks(ground);
  const auto& order = blocks.strip_by_strip();
  for (std::uint32_t i = 0; i < blocks.count(); ++i) {
    EXPECT_EQ(order[i] % 4, i / 32) << i;
    EXPECT_EQ(order[i] / 4, i % 32) << i;
  }
}

}  // namespace
}  // namespace salus::model
