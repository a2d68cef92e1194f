#pragma once
/// Indicators that do not depend on single cities: who takes part, money, what global functions did, what it is worth.
#include "model/run/results.hpp"
#include "model/run/shared.hpp"

namespace salus::model {

using CountrySums = Grid<double, CountrySum, ScenarioIndex, DrawIndex>;
using Probes = Grid<double, ScenarioIndex, Variant, DrawIndex>;

/// @param sums, probes over all countries. @pre aggregate series of the results are filled.
void add_programme_indicators(const RunPlan& plan, const SharedDraws& shared, const CountrySums& sums,
                              const Probes& probes, Results& results);

}  // namespace salus::model
