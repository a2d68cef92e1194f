#include "model/programme/scenario.hpp"

#include <algorithm>

namespace salus::model {

Fidelity FidelityPlan::of(std::string_view iso3, std::uint32_t city_code) const {
  const std::string code = std::to_string(city_code);
  for (const std::string_view place : {std::string_view(code), iso3, all_places}) {
    const auto found = std::find_if(places.begin(), places.end(), [&](const auto& p) { return p.first == place; });
    if (found != places.end()) return found->second;
  }
  return Fidelity::panel;
}

}  // namespace salus::model
