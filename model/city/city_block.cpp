#include "model/city/city_block.hpp"

#include <algorithm>
#include <numeric>

namespace salus::model {

BlockLayout::BlockLayout(const Ground& ground)
    : neighbourhoods_(ground.neighbourhoods()),
      count_((neighbourhoods_ + neighbourhoods_per_block - 1) / neighbourhoods_per_block),
      order_(count_) {
  const auto strip = [&](std::uint32_t block) {
    return block * neighbourhoods_per_block % ground.grid().width() / neighbourhoods_per_block;
  };
  std::iota(order_.begin(), order_.end(), 0u);
  std::stable_sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) { return strip(a) < strip(b); });
}

IdRange<Slot> BlockLayout::slots(std::uint32_t block) const {
  const std::uint32_t first = block * neighbourhoods_per_block;
  const std::uint32_t last = std::min(first + neighbourhoods_per_block, neighbourhoods_);
  return {slots_of(Neighbourhood(first)).first, slots_of(Neighbourhood(last)).first};
}

}  // namespace salus::model
