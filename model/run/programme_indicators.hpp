#pragma once
/// Indicators that do not depend on single cities: who takes part, money, what global functions did, what it is worth.
#include "model/run/results.hpp"
#include "model/run/shared.hpp"

namespace salus::model {

using SummedFigures = DrawGrid<double, CountrySum, ScenarioIndex>;
using Probes = Grid<double, ScenarioIndex, Variant, DrawIndex>;

/// Fills those of the draws of `shared`. @param sums, probes over all countries. @pre the results' aggregate series are
/// filled in these draws.
void add_programme_indicators(const RunPlan& plan, const SharedDraws& shared, const SummedFigures& sums,
                              const Probes& probes, Results& results);

}  // namespace salus::model
