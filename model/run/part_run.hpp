#pragma once
/// Some countries in one block of draws: eight draws at a time, every scenario on the same noise.
#include <optional>
#include <span>

#include "model/run/agent_plan.hpp"
#include "model/run/observer.hpp"

namespace salus::model {

/// Runs the draws of `shared` in these countries. @return a part a country, in order; nullopt where the observer asked
/// to stop.
std::optional<std::vector<CountryPart>> run_parts(const RunPlan& plan, const SharedDraws& shared,
                                                  const AgentPlan& agents, const Executor& executor,
                                                  std::span<const CountryIndex> countries, const RunObserver& observer);

}  // namespace salus::model
