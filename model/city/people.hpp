#pragma once
/// The people of a city as arrays, one slot a dwelling place, sorted by place (city_ids.hpp).
///
/// A slot outlives its occupants: who dies or moves away is followed by another person in the same slot, with a new
/// generation number. The two of a dwelling may be a couple. Eight bytes a slot.
#include <cstdint>
#include <vector>

#include "model/city/city_ids.hpp"
#include "model/city/processes.hpp"
#include "model/core/executor.hpp"

namespace salus::model {

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
  Positions<Slot> slots() const { return Positions<Slot>(slots_); }

  /// Prefetches what is most read of a person: in a city of millions persons met at random are in no cache.
  void fetch(Slot slot) const {
    __builtin_prefetch(&flags[slot]);
    __builtin_prefetch(&born[slot]);
    __builtin_prefetch(&traits[slot]);
  }

  bool is(Slot slot, std::uint16_t bit) const { return (flags[slot] & bit) != 0; }
  void set(Slot slot, std::uint16_t bit) { flags[slot] |= bit; }
  void clear(Slot slot, std::uint16_t bit) { flags[slot] &= ~bit; }
  void set(Slot slot, std::uint16_t bit, bool on) {
    clear(slot, bit);
    if (on) set(slot, bit);
  }
  /// Lives here and may act or suffer.
  bool here(Slot slot) const { return (flags[slot] & (person::present | person::banned)) == person::present; }
  Career career(Slot slot) const {
    return static_cast<Career>((flags[slot] & person::career_bits) >> person::career_shift);
  }
  void set_career(Slot slot, Career c) {
    clear(slot, person::career_bits);
    flags[slot] |= static_cast<std::uint16_t>(index(c) << person::career_shift);
  }
  std::uint8_t group(Slot slot) const {
    return static_cast<std::uint8_t>((flags[slot] & person::group_bits) >> person::group_shift);
  }
  void set_group(Slot slot, unsigned group) {
    clear(slot, person::group_bits);
    flags[slot] |= static_cast<std::uint16_t>(group << person::group_shift);
  }
  unsigned propensity(Slot slot) const { return traits[slot] & 31u; }
  unsigned vulnerability(Slot slot) const { return traits[slot] >> 5; }
  void set_traits(Slot slot, unsigned propensity, unsigned vulnerability) {
    traits[slot] = static_cast<std::uint8_t>(vulnerability << 5 | propensity);
  }
  Sex sex(Slot slot) const { return is(slot, person::woman) ? Sex::woman : Sex::man; }
  std::uint32_t age_months(Slot slot, Month month) const { return month + born_offset - born[slot]; }
  void set_age(Slot slot, Month month, std::uint32_t age_months) {
    born[slot] = static_cast<std::uint16_t>(month + born_offset - age_months);
  }
  AgeBand age_band(Slot slot, Month month) const { return band_of_age(age_months(slot, month)); }

 private:
  std::uint32_t slots_;
};

/// Persons by neighbourhood.
std::vector<double> persons_by_neighbourhood(const People& people);
/// Persons by career, counted anew: the check of conservation rests on no running sum.
EnumArray<std::uint32_t, Career> persons_by_career(const People& people, const Executor& executor);

}  // namespace salus::model
