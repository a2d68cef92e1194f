#pragma once
/// How far the panel with curves of coverage is from agents, in cities that the curves were not made of.
#include <cstddef>
#include <string>

#include "bench/coverage/designed_cities.hpp"

namespace salus::bench {

struct Comparison {
  CitySet set = CitySet::held_out_at_centre;
  std::size_t cities = 12;
  std::size_t geographies = 4;  ///< of each city: maps drawn anew, levels solved again
};

/// Prints what is averted of a thousand incidents, pair by pair of city and programme and crime type, by agents (mean
/// over geographies) and by the panel: with the curves of the table, and with those of the city's own targets; then
/// sums by crime type.
/// @param table file of a response surface. @return 0, or 1 where it cannot be read
int compare_with_agents(const std::string& table, const Comparison& comparison, const model::Executor& executor);

}  // namespace salus::bench
