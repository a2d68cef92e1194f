#pragma once
/// What a run of a city is made from.
#include <cstdint>
#include <vector>

#include "model/city/city_input.hpp"
#include "model/city/city_parameters.hpp"
#include "model/city/people.hpp"
#include "model/core/isa.hpp"

namespace salus::model {

/// Levels that a pilot run solves for (scale.hpp).
struct CityScale {
  /// impulses a person and month that nothing else led to, before anybody stops them
  EnumArray<double, Process> spontaneous{};
  EnumArray<double, Process> lethality{};  ///< of an event without a weapon
  double prison = 0.0;                     ///< chance of prison for a recorded event in public of an active offender
};

struct CityPlan {
  CityInput input;
  CityParameters parameters;
  CityScale scale;
  std::uint64_t seed = 1;
  std::uint64_t run = 0;
  Isa isa = Isa::scalar;
  /// [month] factors from outside (the country's path); empty for none
  std::vector<EnumArray<double, Process>> forcing;
  Slot banned = nobody;       ///< a tombstone from the start
  double planted_leak = 0.0;  ///< share of the dying who are not counted; 0 but in the test of the check
};

}  // namespace salus::model
