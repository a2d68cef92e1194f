#pragma once
/// How many further events one event leads to, by cause: Poisson numbers.
#include "model/city/city_parameters.hpp"
#include "model/city/processes.hpp"

namespace salus::model {

/// Mean number of further events by cause that one event of a process leads to, and the probability of none.
struct Cascades {
  struct Step {
    double mean = 0.0;
    double none = 1.0;
    Step() = default;
    explicit Step(double of);
  };
  explicit Cascades(const CityParameters& parameters);
  EnumArray<Step, Process> near;
  EnumArray<Step, Process> repeat;
  Step retaliation;
  Step follow_up;
  Step retaliation_person;
};

}  // namespace salus::model
