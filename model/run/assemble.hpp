#pragma once
/// From the shards of all countries to results.
#include <stdexcept>

#include "model/run/agent_plan.hpp"
#include "model/run/observer.hpp"

namespace salus::model {

/// A run whose draws failed more often than one in a hundred.
class RunFailure : public std::runtime_error {
 public:
  RunFailure(std::size_t failed_draws, std::uint32_t all_draws, Failure first_failure)
      : std::runtime_error("too many draws failed"),
        failed(failed_draws),
        draws(all_draws),
        first(std::move(first_failure)) {}
  std::size_t failed;
  std::uint32_t draws;  ///< of the run
  Failure first;
};

/// Joins the shards of all countries (in the plan's order) into results. Sums run over countries in that order, in
/// double.
/// @throws RunFailure where more than 1 % of the draws failed.
Results assemble(const RunPlan& plan, const SharedDraws& shared, const AgentPlan& agents, ShardStore& store);

}  // namespace salus::model
