#pragma once
/// What an event leads to: near repeats, repeats on the same victim, retaliation, follow-up, each after a lag of its
/// own. A linear Hawkes process by its clusters.
#include <vector>

#include "model/city/city_scene.hpp"
#include "model/city/event.hpp"

namespace salus::model {

/// Appends what an event leads to, in this month or later. @param at position of the event in its block.
void append_consequences(const CityScene& scene, const CityEvent& event, std::uint32_t at,
                         std::vector<Consequence>& out);

}  // namespace salus::model
