#pragma once
/// Before a run: what a plan gives each city of each line in a year, against the line's smallest useful size.
#include "model/run/shared.hpp"

namespace salus::model {

/// One acting line of a plan; none of global functions and own money is in it.
struct LineSize {
  InterventionIndex intervention;
  Usd middle;           ///< of a city and year after support and fixed cost, dollars of the price year: the median
  double below = 0.0;   ///< part of the cities and years in which that is less than the draw's smallest useful size
  double cities = 0.0;  ///< that run it in a year, mean over draws and budget years
};

/// @return by row of the scenario's portfolio; empty where no money goes to acting lines. Middle 0 where no city ever
/// runs the line.
std::vector<LineSize> line_sizes(const RunPlan& plan, ScenarioIndex scenario, const Executor& executor);

}  // namespace salus::model
