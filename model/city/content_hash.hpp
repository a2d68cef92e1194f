#pragma once
/// Hashes by which two runs of a city are compared: the same for the same events and people, whatever the threads.
#include <cstdint>

#include "model/city/event.hpp"
#include "model/city/people.hpp"

namespace salus::model {

/// A hash that goes on with one more value: order matters.
inline std::uint64_t mixed_in(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

/// A hash that goes on with everything about an event but what led to it.
std::uint64_t mixed_in(std::uint64_t hash, const CityEvent& event);
/// A hash that goes on with everybody, in slot order.
std::uint64_t mixed_in(std::uint64_t hash, const People& people);

}  // namespace salus::model
