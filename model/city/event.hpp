#pragma once
/// One event of the city layer, and what it will lead to later.
#include <cstdint>

#include "model/city/people.hpp"
#include "model/city/processes.hpp"
#include "model/city/rhythm.hpp"
#include "model/random/philox.hpp"

namespace salus::model {

/// Number of an event, the same in every run in which it happens: for a spontaneous one the slot of its offender and 64
/// x month + point + 1; for the others a hash of the number of the event before, the cause and which of its
/// consequences it is.
using EventNumber = std::uint64_t;
constexpr EventNumber event_number(std::uint64_t high, std::uint32_t low) { return high << 32 | low; }
/// Draw n of a purpose that is keyed by an event.
constexpr DrawId draw_of_event(EventNumber number, std::uint32_t purpose, std::uint32_t n) {
  return {static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(number >> 32), purpose, n};
}

/// A position in a list where there is none.
inline constexpr std::uint32_t no_position = 0xFFFFFFFFu;

/// What becomes of an event. `impossible`: it does not happen, as somebody in it, or the event before, was gone by
/// then.
enum class EventFlag : std::uint8_t { lethal = 1, armed = 2, recorded = 4, imprisoned = 8, impossible = 16 };

class EventFlags {
 public:
  constexpr bool has(EventFlag flag) const { return (bits_ & static_cast<std::uint8_t>(flag)) != 0; }
  constexpr void set(EventFlag flag) { bits_ |= static_cast<std::uint8_t>(flag); }
  constexpr std::uint8_t bits() const { return bits_; }

 private:
  std::uint8_t bits_ = 0;
};

struct CityEvent {
  /// `before`: the event that led to it; 0 for spontaneous ones
  EventNumber number = 0;
  EventNumber before = 0;

  Minute minute = 0;

  /// slots
  Slot offender = nobody;
  Slot victim = nobody;
  Slot companion = nobody;

  Cell cell;
  std::uint32_t before_at = no_position;  ///< of the event before, if it is of the same block and month
  Process process{};
  Cause cause{};
  EventFlags flags;
  bool has(EventFlag flag) const { return flags.has(flag); }
  CrimeType type() const { return has(EventFlag::lethal) ? CrimeType::homicide : type_of_process[process]; }
};

/// An event that another one leads to, before it is known who is in it: made when the other happens, filled in when it
/// is due.
struct Consequence {
  EventNumber number = 0;
  EventNumber before = 0;
  Minute minute = 0;

  /// of the event before
  Slot offender = nobody;
  Slot victim = nobody;

  Cell cell;
  std::uint32_t before_at = no_position;  ///< in the month in which the event before happened
  std::uint8_t offender_generation = 0;
  std::uint8_t victim_generation = 0;

  /// of their neighbourhoods; 0 none
  std::uint8_t offender_group = 0;
  std::uint8_t victim_group = 0;

  Process process{};
  Cause cause{};
};

}  // namespace salus::model
