#pragma once
/// Neighbourhoods that are worked on as one: how a city is cut into blocks, and the working memory of a block.
#include <array>
#include <cstdint>
#include <vector>

#include "model/city/city_state.hpp"
#include "model/city/encounter.hpp"
#include "model/city/ground.hpp"

namespace salus::model {

inline constexpr std::uint32_t neighbourhoods_per_block = 8;

/// Persons are prefetched when they are this many places ahead in a list.
inline constexpr std::size_t prefetch_distance = 8;

/// A city's blocks: each the slots of `neighbourhoods_per_block` neighbourhoods in a row, the last one of fewer.
class BlockLayout {
 public:
  explicit BlockLayout(const Ground& ground);

  std::uint32_t count() const { return count_; }
  IdRange<Slot> slots(std::uint32_t block) const;
  /// Every block once: down one strip of the city after the other, so that places within a trip's reach are near in
  /// memory too.
  const std::vector<std::uint32_t>& strip_by_strip() const { return order_; }

 private:
  std::uint32_t neighbourhoods_;
  std::uint32_t count_;
  std::vector<std::uint32_t> order_;
};

/// A change of a person that waits for the end of the month.
struct LifeChange {
  Slot slot;
  Life what;
};

/// Working memory of one block in one month.
struct CityBlock {
  std::vector<CityEvent> events;
  std::vector<Consequence> later;  ///< what this month's events lead to in later months; before_at: the event
  std::vector<LifeChange> life;
  std::array<std::uint16_t, slots_per_neighbourhood> candidates;  ///< of one neighbourhood: offsets of their slots
  std::vector<Encounters::Impulse> impulses;
  std::vector<Slot> released;
  CityMonth counts;
  std::uint64_t hash = 0;  ///< of the events that happen
};

}  // namespace salus::model
