#pragma once
/// Which falls of cities can be proven: the cities of all countries of a draw and scenario tested together, and
/// counted.
#include <vector>

#include "model/run/plan.hpp"
#include "model/run/results.hpp"

namespace salus::model {

/// Entries of the cities of all countries in some draws, by country.
using EntriesByCountry = std::vector<std::vector<CityEntry>>;

/// Fills the indicators of cities in these draws and, for each city, adds the number of draws in which it was reached,
/// fell and was shown to have fallen. @param failed draws of the run that are left out. @param cities of all countries,
/// by country, with series of a scenario an entry.
void prove(const RunPlan& plan, DrawRange draws, const EntriesByCountry& entries, const std::vector<bool>& failed,
           Grid<Single, Indicator, ScenarioIndex, DrawIndex>& indicators, std::vector<CityResult>& cities);

}  // namespace salus::model
