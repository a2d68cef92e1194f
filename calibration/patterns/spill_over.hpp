#pragma once
/// Displacement and diffusion of benefits around treated hot spots: as evaluations estimate them, and as they are in
/// the simulation.
#include "model/coupling/measure_trial.hpp"

namespace salus::calibration {

/// Number of hot spots, each with an evaluation of its own, and the least distance between them, in cells, at which
/// their catchment areas do not overlap.
inline constexpr std::size_t evaluated_spots = 200;
inline constexpr int spots_apart = 6;
static_assert(spots_apart > 2 * model::catchment_blocks);

struct SpillOver {
  /// share of evaluations in which crime in the catchment area rose (displacement) or fell (diffusion of benefits)
  /// relative to control cells by more than one standard error
  double displacement_seen = 0.0;
  double diffusion_seen = 0.0;

  /// True displacement: incidents added in catchment areas over incidents averted in treated cells, both relative to
  /// the same city without treatment.
  double moved = 0.0;
  std::uint32_t evaluations = 0;
};

/// Hottest cells by counts, each at least `spots_apart` from the others, at most `evaluated_spots`. Ties are broken by
/// the number of the cell.
std::vector<std::uint32_t> hot_spots_apart(const std::vector<std::uint32_t>& counts, const model::Ground& ground);

/// Treats the hottest cells of the year before for a year. @param from state at the start of treatment; @param before
/// offences in public by cell in the year before; @param factor on the rate of every process in public.
SpillOver spill_over(const model::CityPlan& plan, const model::Executor& executor, const model::CityState& from,
                     const std::vector<std::uint32_t>& before, const model::Ground& ground, double factor);

}  // namespace salus::calibration
