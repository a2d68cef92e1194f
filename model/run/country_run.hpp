#pragma once
/// All draws of one country: block by block of eight, every scenario on the same noise.
#include <optional>

#include "model/run/agent_plan.hpp"
#include "model/run/observer.hpp"

namespace salus::model {

/// @return nullopt where the observer asked to stop.
std::optional<CountryResult> run_country(const RunPlan& plan, const SharedDraws& shared, const AgentPlan& agents,
                                         const Executor& executor, CountryIndex country, const RunObserver& observer);

}  // namespace salus::model
