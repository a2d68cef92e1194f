#pragma once
/// Ids of the city layer, each of a type of its own, so that a slot is never taken for a month nor a cell for a
/// neighbourhood; which lies in which: slot = neighbourhood * 4096 + cell * 64 + place, and cells are numbered through
/// the whole city.
#include <cstdint>

#include "model/core/grid.hpp"

namespace salus::model {

using Slot = Position<struct SlotAxis>;  ///< a dwelling place, and who lives there
using Cell = Position<struct CellAxis>;
using Neighbourhood = Position<struct NeighbourhoodAxis>;
using Month = Position<struct MonthAxis>;  ///< of a run, from its start

inline constexpr std::uint32_t places_per_cell = 64;
inline constexpr std::uint32_t cells_per_side = 8;
inline constexpr std::uint32_t cells_per_neighbourhood = cells_per_side * cells_per_side;
inline constexpr std::uint32_t slots_per_neighbourhood = cells_per_neighbourhood * places_per_cell;

inline constexpr Slot nobody(0xFFFFFFFFu);
/// Outside the city.
inline constexpr Cell no_cell(0xFFFFFFFFu);
inline constexpr Neighbourhood no_neighbourhood(0xFFFFFFFFu);

/// Ids one after another, from `first` up to but without `last`: `for (const Slot slot : slots_of(cell))`.
template <class Id>
struct IdRange {
  class Iterator {
   public:
    explicit constexpr Iterator(Id at) : at_(at) {}
    constexpr Id operator*() const { return at_; }
    constexpr Iterator& operator++() {
      at_ = at_ + 1u;
      return *this;
    }
    friend constexpr bool operator==(Iterator here, Iterator end) { return here.at_ == end.at_; }

   private:
    Id at_;
  };

  Id first;
  Id last;
  constexpr Iterator begin() const { return Iterator(first); }
  constexpr Iterator end() const { return Iterator(last); }
};

constexpr Cell cell_of_slot(Slot slot) { return Cell(slot / places_per_cell); }
constexpr Neighbourhood neighbourhood_of_slot(Slot slot) { return Neighbourhood(slot / slots_per_neighbourhood); }
constexpr Neighbourhood neighbourhood_of_cell(Cell cell) { return Neighbourhood(cell / cells_per_neighbourhood); }
constexpr Slot slot_in(Cell cell, std::uint32_t place) { return Slot(cell * places_per_cell + place); }

constexpr IdRange<Slot> slots_of(Cell cell) { return {slot_in(cell, 0), slot_in(cell, places_per_cell)}; }
constexpr IdRange<Slot> slots_of(Neighbourhood neighbourhood) {
  const Slot first(neighbourhood * slots_per_neighbourhood);
  return {first, first + slots_per_neighbourhood};
}
constexpr IdRange<Cell> cells_of(Neighbourhood neighbourhood) {
  const Cell first(neighbourhood * cells_per_neighbourhood);
  return {first, first + cells_per_neighbourhood};
}

/// Who shares a dwelling: two slots, (2 m, 2 m + 1).
constexpr Slot other_of_dwelling(Slot slot) { return Slot(slot ^ 1u); }
/// Four, (4 m .. 4 m + 3).
constexpr IdRange<Slot> household_of(Slot slot) {
  const Slot first(slot & ~3u);
  return {first, first + 4u};
}

}  // namespace salus::model
