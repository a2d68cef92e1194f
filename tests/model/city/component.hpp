#pragma once
/// What a ban of one person can reach, read off the logs of two runs.
#include <algorithm>
#include <set>
#include <tuple>
#include <vector>

#include "model/city/event.hpp"

namespace salus::tests {

using model::Cause, model::CityEvent, model::EventNumber, model::Minute, model::nobody, model::Process;

/// Events by number, with everything about them.
using Key = std::tuple<EventNumber, Minute, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t, Process, Cause,
                       std::uint8_t>;
inline Key key_of(const CityEvent& e) {
  return {e.number, e.minute, e.offender, e.victim, e.companion, e.cell, e.process, e.cause, e.flags.bits()};
}

/// Everybody whom a ban can reach: through events of either run, in the order of time, from the banned person on. An
/// event is reached where somebody in it is, in either run, or the event before it; the two of a dwelling count as one,
/// since who lives with whom changes with them.
inline std::set<std::uint32_t> component(const std::vector<CityEvent>& with, const std::vector<CityEvent>& without,
                                         std::uint32_t banned) {
  std::vector<CityEvent> all = with;
  all.insert(all.end(), without.begin(), without.end());
  std::sort(all.begin(), all.end(), [](const CityEvent& a, const CityEvent& b) {
    return std::pair(a.minute, a.number) < std::pair(b.minute, b.number);
  });
  std::set<std::uint32_t> persons{banned, banned ^ 1u};
  std::set<EventNumber> events;
  const auto in = [&](const CityEvent& e) {
    return persons.contains(e.offender) || persons.contains(e.victim) ||
           (e.companion != nobody && persons.contains(e.companion)) || events.contains(e.before);
  };
  for (std::size_t i = 0, next = 0; i < all.size(); i = next) {
    for (next = i + 1; next < all.size() && all[next].number == all[i].number && all[next].minute == all[i].minute;)
      ++next;
    if (!std::any_of(all.begin() + static_cast<std::ptrdiff_t>(i), all.begin() + static_cast<std::ptrdiff_t>(next), in))
      continue;
    for (std::size_t k = i; k < next; ++k) {
      events.insert(all[k].number);
      for (const model::Slot slot : {all[k].offender, all[k].victim, all[k].companion})
        if (slot != nobody) {
          persons.insert(slot);
          persons.insert(model::other_of_dwelling(slot));
        }
    }
  }
  return persons;
}

/// Events of a log that nobody of a component has a part in, sorted.
inline std::vector<Key> outside(const std::vector<CityEvent>& log, const std::set<std::uint32_t>& reached) {
  std::vector<Key> keys;
  for (const auto& e : log)
    if (!reached.contains(e.offender) && !reached.contains(e.victim)) keys.push_back(key_of(e));
  std::sort(keys.begin(), keys.end());
  return keys;
}

}  // namespace salus::tests
