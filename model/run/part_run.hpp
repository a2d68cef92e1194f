#pragma once
/// Some countries in one block of draws: eight draws at a time, every scenario on the same noise.
#include <optional>
#include <span>

#include "model/run/agent_plan.hpp"
#include "model/run/block_cache.hpp"
#include "model/run/objectives.hpp"
#include "model/run/observer.hpp"

namespace salus::model {

/// What parts are run with.
struct PartSetting {
  const RunPlan& plan;
  const SharedDraws& shared;
  const AgentPlan& agents;
  const Executor& executor;
  const Objectives& objectives;
  BlockCache& cache;
};

/// Runs the draws of the shared ones in these countries. @return a part a country, in order; nullopt where the observer
/// asked to stop.
std::optional<std::vector<CountryPart>> run_parts(const PartSetting& setting, std::span<const CountryIndex> countries,
                                                  const RunObserver& observer);

}  // namespace salus::model
