#pragma once
/// What scenario files may name.
#include <string>
#include <vector>

#include "model/core/city_names.hpp"
#include "model/core/ids.hpp"
#include "model/programme/evidence.hpp"

namespace salus::scenarios {

struct CountryEntry {
  std::string iso3;
  std::string name;
  model::Region region{};
  model::Income income{};
};

/// A parameter, with its unit as the model has it and the bounds of its prior.
struct ParameterEntry {
  std::string name;
  std::string unit;
  double lower = 0.0;
  double upper = 0.0;
  bool settable = true;  ///< false: it shapes noise that all scenarios share
};

struct Vocabulary {
  std::vector<CountryEntry> countries;
  const model::Evidence* evidence = nullptr;  ///< interventions and global functions; none where null
  std::vector<ParameterEntry> parameters;
  std::vector<model::CityName> cities;  ///< that may be named under `fidelity`
};

}  // namespace salus::scenarios
