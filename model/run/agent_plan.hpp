#pragma once
/// Which reached cities of which draws run as agents.
#include <compare>
#include <vector>

#include "model/run/results.hpp"
#include "model/run/shared.hpp"

namespace salus::model {

/// A reached city of one draw and scenario that is to run as agents.
struct AgentPair {
  DrawIndex draw;
  CityIndex city;
  ScenarioIndex scenario;
  friend auto operator<=>(const AgentPair&, const AgentPair&) = default;
};

struct AgentPlan {
  std::vector<std::vector<AgentPair>> by_country;  ///< sorted by draw, city, scenario
  std::vector<AgentCover> cover;                   ///< [scenario]
};

/// All that a programme reaches, of places under `city`; of those under `auto`, in the order of a random number that is
/// the same in every scenario, those that the budget still holds. Costs are reckoned from the city's people at the
/// start. Depends on the plan alone, so shards agree.
AgentPlan plan_agents(const RunPlan& plan, const std::shared_ptr<const Programmes>& programmes,
                      const Executor& executor);

}  // namespace salus::model
