#pragma once
/// From a plan to results that say what they were made from.
#include "apps/session/plan.hpp"

namespace salus::session {

/// Joins the countries that a store holds.
model::Results assemble_results(const model::RunPlan& plan, const Request& request, const Inputs& inputs,
                                const model::Ensemble& ensemble, model::ShardStore& store);

/// Runs a plan from begin to end, its countries kept in memory. @throws model::RunFailure
model::Results run(const model::RunPlan& plan, const Request& request, const Inputs& inputs,
                   const model::Executor& executor);

}  // namespace salus::session
