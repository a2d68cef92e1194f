#pragma once
/// The spread of what each line of a plan averts, split by question.
#include "model/core/executor.hpp"
#include "model/run/plan.hpp"
#include "model/run/plan_spread.hpp"

namespace salus::model {

/// Draws in which that is computed, at most: the first ones.
inline constexpr std::uint32_t line_spread_draws = 256;
/// Fewer tell nothing.
inline constexpr std::uint32_t least_line_spread_draws = 64;

/// Runs no kernel but the baseline's: of its pick-freeze partners each draw takes one group from the other of its pair
/// (`partner_of`), and cities are delivered to anew.
/// @param plan baseline and one scenario. @return lines in the order of the portfolio's rows; its scenario is the
/// second. @throws what `draw_shared` throws
PlanSpread line_spread(RunPlan plan, const Executor& executor);

}  // namespace salus::model
