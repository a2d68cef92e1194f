#pragma once
/// What happens beside a treated hot spot: evaluations as the literature makes them, and what truly moved.
#include "model/coupling/measure_trial.hpp"

namespace salus::calibration {

/// Hot spots that are evaluated, each on its own, and how far apart they lie at least, in cells, so that no catchment
/// belongs to two.
inline constexpr std::size_t evaluated_spots = 200;
inline constexpr int spots_apart = 6;
static_assert(spots_apart > 2 * model::catchment_blocks);

struct SpillOver {
  /// share of evaluations whose catchment rose or fell against control cells by more than one standard error
  double displacement_seen = 0.0;
  double diffusion_seen = 0.0;

  double moved = 0.0;  ///< incidents added in catchments over incidents averted in treated cells, both against the same
                       ///< city without treatment
  std::uint32_t evaluations = 0;
};

/// Hottest cells by counts, each at least `spots_apart` from the others, at most `evaluated_spots`. Ties by cell.
std::vector<std::uint32_t> hot_spots_apart(const std::vector<std::uint32_t>& counts, const model::Ground& ground);

/// Treats the hottest cells of the year before for a year. @param from state at the start of treatment; @param before
/// counts in public by cell of the year before; @param factor on every process in public.
SpillOver spill_over(const model::CityPlan& plan, const model::Executor& executor, const model::CityState& from,
                     const std::vector<std::uint32_t>& before, const model::Ground& ground, double factor);

}  // namespace salus::calibration
