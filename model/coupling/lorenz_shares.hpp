#pragma once
/// Lorenz shares of a city of agents: what part of its crime happens at, or is done by, the first targets of a kind.
#include <array>
#include <vector>

#include "model/city/targeting.hpp"

namespace salus::model {

/// Parts of all targets of a kind at which shares are taken; in a city they are whole numbers of targets.
inline constexpr auto curve_parts = std::to_array<double>(
    {1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0});

/// What the targets of one kind account for in a city.
struct LorenzShares {
  MeasureTarget target{};
  double all_targets = 0.0;                          ///< of the kind
  std::array<double, curve_parts.size()> targets{};  ///< reached at each part; 0 where not even one
  EnumArray<std::array<double, curve_parts.size()>, CrimeType> touched{};  ///< events by part
  EnumArray<double, CrimeType> events{};                                   ///< all there were

  double part(std::size_t i) const { return targets[i] / all_targets; }
  double share(std::size_t i, CrimeType type) const {
    return events[type] > 0.0 ? touched[type][i] / events[type] : 0.0;
  }
};

/// Names targets of each kind as the city stands and remembers the year before, follows the year after, and counts what
/// a measure on them would touch (for measures of the night: by night): so a target that was hot by chance has cooled
/// down by then. They are named anew in each of the years. The city given is left as it is.
/// @return by kind, in the given order; kinds of which the city has none are left out.
std::vector<LorenzShares> lorenz_shares(const std::vector<MeasureTarget>& kinds, Targeting how, std::size_t years,
                                        const CityPlan& plan, const CityRun& city, const CityMemory& memory,
                                        const Executor& executor);

}  // namespace salus::model
