#pragma once
/// From the parts of a run to results.
#include "model/run/agent_plan.hpp"
#include "model/run/observer.hpp"
#include "model/run/outcomes.hpp"

namespace salus::model {

/// Folds all parts into results, in two passes: block of draws by block of draws over all countries (sums, proofs,
/// indicators), then country by country over all blocks (quantiles). In memory are the results, one block of draws of
/// all countries' sums, and one country's series. Sums run over countries in the plan's order, in double, draw by draw,
/// so that results do not depend on the grain.
/// @throws RunFailure where more than 1 % of the draws failed; std::invalid_argument where a part is missing or does
/// not fit the plan.
Results fold(const RunPlan& plan, SharedBlocks& shared, const AgentPlan& agents, PartStore& store,
             const Executor& executor);

}  // namespace salus::model
