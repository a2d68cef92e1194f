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
  std::string runs{};           ///< file of an earlier output whose agents and own curves are taken; empty: none
};

/// Prints what is averted of a thousand incidents, pair by pair of city and programme and crime type, by agents (on
/// each map, mean, error) and by the panel: in the mean over what it draws of the city's luck (with drawn laws: of luck
/// and laws), at the middle of all, without the echo, with curves of the city's own targets, and the ends of its 90 %;
/// then sums by crime type.
/// @param table file of a response surface. @return 0, or 1 where a file cannot be read
int compare_with_agents(const std::string& table, const Comparison& comparison, const model::Executor& executor);

}  // namespace salus::bench
