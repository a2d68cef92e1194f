#pragma once
/// Purposes of random draws: the third word of every counter. Each number is used in one place only and never used again
/// for something else; part of the result version. Parameters draw with `parameter_base + their own number`.
#include <cstdint>

namespace salus::model::purpose {

inline constexpr std::uint32_t country_noise = 1;      ///< step = month; n = 0: violence, lethality; 1: household, property; 2: jump
inline constexpr std::uint32_t global_factor = 2;      ///< entity = 0; step = month; forced year: n = 1
inline constexpr std::uint32_t regional_factor = 3;    ///< entity = region; step = month
inline constexpr std::uint32_t initial_noise = 4;      ///< stationary start of the noise processes
inline constexpr std::uint32_t level = 5;              ///< entity = country; n = crime type
inline constexpr std::uint32_t victim_share = 6;       ///< entity = country; n = group * 16 + crime type
inline constexpr std::uint32_t unit_cost = 7;          ///< entity = intervention
inline constexpr std::uint32_t eligible_units = 8;     ///< entity = intervention
inline constexpr std::uint32_t effect = 9;             ///< entity = intervention; n = crime type
inline constexpr std::uint32_t targeted_share = 10;    ///< entity = intervention; n = crime type
inline constexpr std::uint32_t parameter_base = 1000;  ///< + number of the parameter (model/parameters/registry.cpp)

}  // namespace salus::model::purpose
