#pragma once
/// What scenario files may name besides the model's parameters.
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

struct Vocabulary {
  std::vector<CountryEntry> countries;
  const model::Evidence* evidence = nullptr;  ///< interventions and global functions; none where null
  std::vector<model::CityName> cities;        ///< that may be named under `fidelity`
};

}  // namespace salus::scenarios
