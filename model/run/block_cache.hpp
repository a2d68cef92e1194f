#pragma once
/// Eight draws of a country that stay in memory between evaluations, bounded in bytes; what is not kept is drawn again,
/// to the same bits.
#include <atomic>

#include "model/run/block_run.hpp"

namespace salus::model {

class BlockCache {
 public:
  /// Keeps nothing.
  BlockCache() = default;
  BlockCache(const RunPlan& plan, std::size_t bytes)
      : blocks_(plan.every_country(), Positions<EightDraws>((plan.draws + block_lanes - 1) / block_lanes)),
        left_(bytes) {}

  /// Null where the block is not kept. Blocks may be asked for and kept at once, each by one thread.
  std::shared_ptr<const PreparedBlock> find(CountryIndex country, DrawIndex first) const {
    return blocks_.empty() ? nullptr : blocks_(country, eight(first));
  }
  void keep(CountryIndex country, DrawIndex first, const std::shared_ptr<const PreparedBlock>& block) {
    if (blocks_.empty()) return;
    const std::size_t bytes = bytes_of(*block);
    std::size_t left = left_;
    while (left >= bytes)
      if (left_.compare_exchange_weak(left, left - bytes)) {
        blocks_(country, eight(first)) = block;
        return;
      }
  }
  std::size_t bytes_left() const { return left_; }

 private:
  using EightDraws = Position<struct EightDrawsAxis>;
  static EightDraws eight(DrawIndex first) { return EightDraws(first / block_lanes); }

  Grid<std::shared_ptr<const PreparedBlock>, CountryIndex, EightDraws> blocks_;
  std::atomic<std::size_t> left_{0};
};

}  // namespace salus::model
