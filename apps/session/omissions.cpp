#include "apps/session/omissions.hpp"

#include <algorithm>

#include "apps/session/plan.hpp"
#include "apps/session/start.hpp"
#include "model/run/evaluator.hpp"

namespace salus::session {
namespace {

using model::Single;

/// Life years averted in each draw by the second scenario of a request against its first.
class Again {
 public:
  Again(const Inputs& inputs, const model::RunPlan& plan, const model::Executor& executor)
      : inputs_(inputs), executor_(executor), isa_(plan.isa), draws_(std::min(plan.draws, omission_draws)) {}

  std::uint32_t draws() const { return draws_; }

  std::vector<Single> dalys_averted(const Request& request) const {
    model::RunPlan plan = make_plan(request, inputs_);
    plan.isa = isa_;
    plan.draws = draws_;
    plan.probed = false;
    for (auto& scenario : plan.scenarios) scenario.fidelity = {};
    const model::Scenario scenario = plan.scenarios.back();
    plan.scenarios.pop_back();
    model::Evaluator evaluator(std::move(plan), executor_, 0);
    const auto evaluation = evaluator.evaluate(scenario, {.proofs = false, .spread = false, .quantiles = false});
    if (!evaluation.refused.empty()) return std::vector<Single>(draws_, model::not_a_number);
    const auto averted = evaluation.indicators.row(model::Indicator::dalys_averted);
    return {averted.begin(), averted.end()};
  }

 private:
  const Inputs& inputs_;
  const model::Executor& executor_;
  model::Isa isa_;
  std::uint32_t draws_;
};

bool all_loops_off(const Request& request, const model::Scenario& one, const model::Scenario& other) {
  for (const auto loop : model::every<model::Loop>)
    if (!request.without[loop] && !(one.without[loop] && other.without[loop])) return false;
  return true;
}

}  // namespace

std::optional<model::Omissions> omissions_of(const Request& request, const Inputs& inputs, const model::RunPlan& plan,
                                             const model::Results& results, model::ScenarioIndex scenario,
                                             const model::Executor& executor) {
  if (scenario == 0) return std::nullopt;
  Request pair = request;
  pair.scenarios = {request.scenarios.front(), request.scenarios[scenario]};
  const Again again(inputs, plan, executor);
  model::Omissions out;
  out.scenario = scenario;
  if (results.agents.empty()) {
    const auto averted = results.indicators.row(model::Indicator::dalys_averted, scenario);
    out.as_it_is.assign(averted.begin(), averted.begin() + again.draws());
  } else {
    out.as_it_is = again.dalys_averted(pair);
  }
  if (!all_loops_off(request, plan.scenarios.front(), plan.scenarios[scenario])) {
    Request changed = pair;
    changed.without.fill(true);
    out.without[model::Omission::loops] = again.dalys_averted(changed);
  }
  if (posterior_for(request, inputs, plan.scenarios.front().view, plan.start_year()) != nullptr) {
    Request changed = pair;
    changed.posterior = first_estimates;
    out.without[model::Omission::posterior] = again.dalys_averted(changed);
  }
  return out;
}

}  // namespace salus::session
