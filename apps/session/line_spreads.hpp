#pragma once
/// The spread of what the lines of some plans avert, split by question: on the baseline's kernel and the first draws
/// alone.
#include <vector>

#include "model/core/executor.hpp"
#include "model/run/line_spread.hpp"
#include "model/run/results.hpp"

namespace salus::session {

/// Of the plan that pages are about and, where the request has it, of the concept note's own.
/// @param plan of the request. @param shown scenario that pages are about; none of it where that is the first
std::vector<model::PlanSpread> line_spreads_of(const model::RunPlan& plan, model::ScenarioIndex shown,
                                               const model::Executor& executor);

}  // namespace salus::session
