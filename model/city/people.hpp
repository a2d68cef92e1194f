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
#include "model/core/executor.hpp"

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

  explicit People(std::uint32_t slots = 0)
      : born(slots), flags(slots), hazard(slots), traits(slots), generation(slots), record(slots), slots_(slots) {}
  std::uint32_t size() const { return slots_; }

  /// Prefetches what is most read of a person: in a city of millions persons met at random are in no cache.
  void fetch(std::uint32_t slot) const {
    __builtin_prefetch(&flags[slot]);
    __builtin_prefetch(&born[slot]);
    __builtin_prefetch(&traits[slot]);
  }

  bool is(std::uint32_t slot, std::uint16_t bit) const { return (flags[slot] & bit) != 0; }
  void set(std::uint32_t slot, std::uint16_t bit) { flags[slot] |= bit; }
  void clear(std::uint32_t slot, std::uint16_t bit) { flags[slot] &= ~bit; }
  void set(std::uint32_t slot, std::uint16_t bit, bool on) {
    clear(slot, bit);
    if (on) set(slot, bit);
  }
  /// Lives here and may act or suffer.
  bool here(std::uint32_t slot) const { return (flags[slot] & (person::present | person::banned)) == person::present; }
  Career career(std::uint32_t slot) const {
    return static_cast<Career>((flags[slot] & person::career_bits) >> person::career_shift);
  }
  void set_career(std::uint32_t slot, Career c) {
    clear(slot, person::career_bits);
    flags[slot] |= static_cast<std::uint16_t>(index(c) << person::career_shift);
  }
  std::uint8_t group(std::uint32_t slot) const {
    return static_cast<std::uint8_t>((flags[slot] & person::group_bits) >> person::group_shift);
  }
  void set_group(std::uint32_t slot, unsigned group) {
    clear(slot, person::group_bits);
    flags[slot] |= static_cast<std::uint16_t>(group << person::group_shift);
  }
  unsigned propensity(std::uint32_t slot) const { return traits[slot] & 31u; }
  unsigned vulnerability(std::uint32_t slot) const { return traits[slot] >> 5; }
  void set_traits(std::uint32_t slot, unsigned propensity, unsigned vulnerability) {
    traits[slot] = static_cast<std::uint8_t>(vulnerability << 5 | propensity);
  }
  Sex sex(std::uint32_t slot) const { return is(slot, person::woman) ? Sex::woman : Sex::man; }
  std::uint32_t age_months(std::uint32_t slot, std::uint32_t month) const { return month + born_offset - born[slot]; }
  void set_age(std::uint32_t slot, std::uint32_t month, std::uint32_t age_months) {
    born[slot] = static_cast<std::uint16_t>(month + born_offset - age_months);
  }
  AgeBand age_band(std::uint32_t slot, std::uint32_t month) const { return band_of_age(age_months(slot, month)); }

 private:
  std::uint32_t slots_;
};

inline std::uint32_t neighbourhood_of_slot(std::uint32_t slot) { return slot / slots_per_neighbourhood; }
inline std::uint32_t cell_of_slot(std::uint32_t slot) { return slot / places_per_cell; }

/// Persons by neighbourhood.
std::vector<double> persons_by_neighbourhood(const People& people);
/// Persons by career, counted anew: the check of conservation rests on no running sum.
EnumArray<std::uint32_t, Career> persons_by_career(const People& people, const Executor& executor);

}  // namespace salus::model
