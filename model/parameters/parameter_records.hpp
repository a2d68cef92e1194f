#pragma once
/// The records of the uncertain numbers of the model but for the city layer's.
#include <cstdint>
#include <string_view>

#include "model/core/ids.hpp"
#include "model/core/parameter_ids.hpp"
#include "model/parameters/registry.hpp"

namespace salus::model {

/// The effect of each driver.
inline constexpr EnumArray<Parameter, Driver> driver_parameters{
    {Parameter::driver_youth_share, Parameter::driver_inequality, Parameter::driver_unemployment,
     Parameter::driver_slum_share, Parameter::driver_rule_of_law, Parameter::driver_alcohol}};

/// Whether all countries share one value in a draw (what we do not know about the world), or each has its own.
enum class Scope : std::uint8_t { pooled, country };

/// Whether a scenario may set it. `noise`: it shapes levels, noise or the city panel, which are drawn once and shared
/// by all scenarios, so that their difference is the programme; a scenario's own value would have no effect.
enum class Part : std::uint8_t { scenario, noise };

template <>
struct Record<Parameter> {
  Parameter id;
  std::uint32_t number;  ///< keys its draws; never reused
  std::string_view name;
  std::string_view symbol;
  Unit unit;
  Scope scope;
  Knowledge knowledge;
  Prior prior;
  std::string_view meaning;
  std::string_view source;
  Part part = Part::scenario;
};

const Registry<Parameter>& registry();

}  // namespace salus::model
