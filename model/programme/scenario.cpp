#include "model/programme/scenario.hpp"

namespace salus::model {

Fidelity FidelityPlan::of(std::string_view iso3, std::uint32_t city_code) const {
  if (const auto city = cities.find(city_code); city != cities.end()) return city->second;
  if (const auto country = countries.find(iso3); country != countries.end()) return country->second;
  return all.value_or(Fidelity::panel);
}

}  // namespace salus::model
