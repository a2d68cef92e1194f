#pragma once
/// Levels: what impulses and how deadly an assault must be for the city's own incidents to come out.
///
/// Incidents follow from impulses through what stops them, what they lead to, who is there to suffer them, and who is
/// in prison; none of it has a closed form. A pilot city of the same law (at most `pilot_persons`) runs a year and a
/// half; impulses are scaled by wanted over found, thrice. The relation is nearly linear, so what is left is the
/// pilot's own counting noise.
#include "model/city/city_run.hpp"

namespace salus::model {

inline constexpr double pilot_persons = 400'000.0;
inline constexpr std::uint32_t pilot_months = 54;  ///< simulated, all rounds together

/// @return the scale; `persons` of the pilot are as many as the city's, or fewer. Keyed by run 0 whatever the plan's
/// run.
CityScale solve_scale(const CityInput& input, const CityParameters& parameters, std::uint64_t seed, Isa isa,
                      const Executor& executor);

}  // namespace salus::model
