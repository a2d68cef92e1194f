#pragma once
/// Lorenz shares of a city of agents: what part of its crime happens at, or is done by, those whom interventions are
/// aimed at.
#include <vector>

#include "model/city/targeting.hpp"
#include "model/programme/response_surface.hpp"

namespace salus::model {

/// Coverages at which shares are taken.
inline constexpr auto surface_coverages = std::to_array<double>({0.1, 0.25, 0.5, 1.0});
/// Spread of a share's logit between cities, beside that of counting: judgement, since no city's inner geography is
/// known.
inline constexpr double share_spread_between_cities = 0.5;

/// Names targets as the city stands and remembers the year before, follows the year after, and counts what a measure on
/// them would touch: so a target that was hot by chance has cooled down by then. Targets of a row are
/// `eligible_per_person` (its median) x persons x targets a unit x coverage, at most those there are. Rows without a
/// target in a city are left out.
/// @return points by row, best targets before random ones, coverage, crime type; shares of nothing are left out.
std::vector<SurfacePoint> lorenz_shares(const std::vector<const Intervention*>& rows, const CityPlan& plan,
                                        const CityRun& city, const CityMemory& memory, const Executor& executor);

}  // namespace salus::model
