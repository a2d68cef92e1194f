#pragma once
/// What the figures of one plan owe to the feedback loops and to the posterior: both left out, on the same draws.
#include <optional>

#include "apps/session/inputs.hpp"
#include "apps/session/request.hpp"
#include "model/core/executor.hpp"
#include "model/run/results.hpp"

namespace salus::session {

/// Draws in which that is computed, at most: the first ones. Two runs of plan and baseline on these take a sixth of
/// the time of twelve scenarios on 1,000; twenty-five rounds of the scrambles, so that errors can be told.
inline constexpr std::uint32_t omission_draws = 400;

/// @param plan of the request. @param results of it. @param scenario one of its scenarios; none of it for the first
std::optional<model::Omissions> omissions_of(const Request& request, const Inputs& inputs, const model::RunPlan& plan,
                                             const model::Results& results, model::ScenarioIndex scenario,
                                             const model::Executor& executor);

}  // namespace salus::session
