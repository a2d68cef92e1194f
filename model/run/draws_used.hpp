#pragma once
/// The draws of a run themselves, beside what they were drawn from.
#include <vector>

#include "model/run/parameters_used.hpp"
#include "model/run/shared.hpp"

namespace salus::model {

/// Fills in what was drawn, and what scenarios set in its place. @param parameters all records, in their order
void add_draws_used(const RunPlan& plan, const SharedDraws& shared, std::vector<ParameterUsed>& parameters);

}  // namespace salus::model
