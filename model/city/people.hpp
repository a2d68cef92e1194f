#pragma once
/// The people of a city as arrays, one slot a dwelling place, sorted by place: slot = neighbourhood * 4096 + cell * 64
/// + place.
///
/// A slot outlives its occupants: who dies or moves away is followed by another person in the same slot, with a new
/// generation number. Two slots (2 m, 2 m + 1) may be a couple; four (4 m .. 4 m + 3) are a household. Eight bytes a
/// slot.
#include <cstdint>
#include <vector>

#include "model/city/processes.hpp"

namespace salus::model {

inline constexpr std::uint32_t places_per_cell = 64;
inline constexpr std::uint32_t cells_per_side = 8;
inline constexpr std::uint32_t cells_per_neighbourhood = cells_per_side * cells_per_side;
inline constexpr std::uint32_t slots_per_neighbourhood = cells_per_neighbourhood * places_per_cell;
inline constexpr std::uint32_t nobody = 0xFFFFFFFFu;
inline constexpr std::uint16_t born_offset = 1600;  ///< `born` counts months from this long before the start

/// Bits of `People::flags`.
namespace person {
inline constexpr std::uint16_t present = 1;
inline constexpr std::uint16_t banned = 2;
inline constexpr std::uint16_t woman = 4;
inline constexpr std::uint16_t couple = 8;
inline constexpr std::uint16_t disabled = 16;
inline constexpr std::uint16_t poor = 32;
inline constexpr std::uint16_t carrier = 64;
inline constexpr unsigned career_shift = 7;
inline constexpr unsigned group_shift = 10;
inline constexpr std::uint16_t career_bits = 7u << career_shift;
inline constexpr std::uint16_t group_bits = 7u << group_shift;
inline constexpr std::uint16_t gone = 1u << 13;  ///< killed or imprisoned in the month under way
}  // namespace person

inline constexpr unsigned propensity_classes = 32;
inline constexpr unsigned vulnerability_classes = 8;

struct People {
  std::vector<std::uint16_t> born;  ///< month of birth + born_offset
  std::vector<std::uint16_t> flags;
  std::vector<std::uint8_t> hazard;  ///< code of an upper bound of everything the person may do in a month (hazard.hpp)
  std::vector<std::uint8_t> traits;  ///< propensity class (5 bits), vulnerability class (3 bits)
  std::vector<std::uint8_t> generation;  ///< counts occupants of the slot
  std::vector<std::uint8_t> record;      ///< offences on record; stays at 255

  explicit People(std::size_t slots = 0)
      : born(slots), flags(slots), hazard(slots), traits(slots), generation(slots), record(slots) {}
  std::size_t size() const { return flags.size(); }

  /// Asks the memory for what is most read of a person, some time before it is read: in a city of millions persons met
  /// at random are in no cache.
  void fetch(std::uint32_t slot) const {
    __builtin_prefetch(&flags[slot]);
    __builtin_prefetch(&born[slot]);
    __builtin_prefetch(&traits[slot]);
  }

  bool is(std::uint32_t slot, std::uint16_t bit) const { return (flags[slot] & bit) != 0; }
  /// Lives here and may act or suffer.
  bool here(std::uint32_t slot) const { return (flags[slot] & (person::present | person::banned)) == person::present; }
  Career career(std::uint32_t slot) const {
    return static_cast<Career>((flags[slot] & person::career_bits) >> person::career_shift);
  }
  void set_career(std::uint32_t slot, Career c) {
    flags[slot] = static_cast<std::uint16_t>((flags[slot] & static_cast<std::uint16_t>(~person::career_bits)) |
                                             (static_cast<unsigned>(c) << person::career_shift));
  }
  unsigned group(std::uint32_t slot) const { return (flags[slot] & person::group_bits) >> person::group_shift; }
  void set_group(std::uint32_t slot, unsigned group) {
    flags[slot] = static_cast<std::uint16_t>((flags[slot] & static_cast<std::uint16_t>(~person::group_bits)) |
                                             (group << person::group_shift));
  }
  unsigned propensity(std::uint32_t slot) const { return traits[slot] & 31u; }
  unsigned vulnerability(std::uint32_t slot) const { return traits[slot] >> 5; }
  std::size_t sex(std::uint32_t slot) const { return (flags[slot] & person::woman) ? 1 : 0; }
  std::uint32_t age_months(std::uint32_t slot, std::uint32_t month) const { return month + born_offset - born[slot]; }
  std::size_t age_band(std::uint32_t slot, std::uint32_t month) const {
    const std::uint32_t band = age_months(slot, month) / 60;
    return band < age_bands ? band : age_bands - 1;
  }
};

inline std::uint32_t neighbourhood_of_slot(std::uint32_t slot) { return slot / slots_per_neighbourhood; }
inline std::uint32_t cell_of_slot(std::uint32_t slot) { return slot / places_per_cell; }

/// Persons by neighbourhood.
std::vector<double> persons_by_neighbourhood(const People& people);

}  // namespace salus::model
