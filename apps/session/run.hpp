#pragma once
/// From a plan to results that say what they were made from.
#include "apps/session/plan.hpp"

namespace salus::session {

/// Folds the parts that a store holds, as `model::fold`.
std::optional<model::Results> fold_results(const model::RunPlan& plan, const Request& request, const Inputs& inputs,
                                           model::Ensemble& ensemble, model::PartStore& store,
                                           const model::RunObserver& observer);

/// Runs a plan from begin to end, its parts kept in memory. @throws model::RunFailure
model::Results run(const model::RunPlan& plan, const Request& request, const Inputs& inputs,
                   const model::Executor& executor);

}  // namespace salus::session
