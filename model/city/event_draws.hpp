#pragma once
/// Random words of an event, keyed by its number.
#include <array>
#include <cstdint>

#include "model/city/event.hpp"
#include "model/random/philox.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {

using Words = std::array<std::uint32_t, 4>;

/// What is drawn of an event: n of its counter. The first four are drawn together.
namespace event_draw {
enum : std::uint32_t {
  where = 0,
  when = 1,
  end = 2,
  whom = 3,
  who_goes_on = 4,
  whether_hunts = 5,
  whether_on_record = 6,
  seek_first = 16,
  seek_second = 48,
  company = 96,
  search = 128
};
}  // namespace event_draw

/// The first four, [where, when, end, whom].
using EventDraws = std::array<Words, 4>;

inline EventDraws draws_of(RandomKey key, EventNumber number) {
  return philox_row(key, draw_of_event(number, purpose::city_event, event_draw::where));
}
inline Words words_of(RandomKey key, EventNumber number, std::uint32_t n) {
  return philox(key, draw_of_event(number, purpose::city_event, n));
}

/// A place of a cell from six bits of a word, and a uniform in (0, 1) from the others.
inline std::uint32_t place_of_word(std::uint32_t word) { return word >> 26; }
inline double unit_of_rest(std::uint32_t word) { return ((word & 0x3FFFFFFu) + 0.5) * 0x1p-26; }

}  // namespace salus::model
