#include "apps/session/line_spreads.hpp"

namespace salus::session {

std::vector<model::PlanSpread> line_spreads_of(const model::RunPlan& plan, model::ScenarioIndex shown,
                                               const model::Executor& executor) {
  std::vector<model::PlanSpread> spreads;
  for (const auto s : plan.every_scenario()) {
    if (s == 0 || (s != shown && plan.scenarios[s].id != "concept-note")) continue;
    model::RunPlan pair = plan;
    pair.scenarios = {plan.scenarios.front(), plan.scenarios[s]};
    for (auto& scenario : pair.scenarios) scenario.fidelity = {};
    model::PlanSpread spread = model::line_spread(std::move(pair), executor);
    spread.scenario = s;
    if (!spread.lines.empty()) spreads.push_back(std::move(spread));
  }
  return spreads;
}

}  // namespace salus::session
