#pragma once
/// Variants of a draw from which the spread of results is split by what is known (pick-freeze).
#include "model/run/block_run.hpp"
#include "model/run/country_part.hpp"

namespace salus::model {

/// Life years (DALYs) averted in reached cities, for every variant of one draw under the scenario that the block ran
/// last. @pre the draw is one of the probes.
void probe(const CountryTask& task, const BlockRun& block, Lane lane, ScenarioIndex scenario, CountryPart& out);

}  // namespace salus::model
