#pragma once
/// The uncertain numbers of the city layer as records, and one value of each.
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/city/processes.hpp"
#include "model/parameters/registry.hpp"
#include "model/random/philox.hpp"

namespace salus::model {

enum class CityParameter : std::uint8_t {
  // people
  never_share,
  propensity_sd,
  vulnerability_sd,
  couple_share,
  moving,
  women_offending,
  situational_peak,
  home_propensity,
  // groups, weapons, sanction
  gang_share,
  groups,
  carrier_active,
  carrier_other,
  carrier_lethality,
  co_offending,
  recorded,
  partner_homicides,
  robbery_homicides,
  // places
  disadvantage_on_entry,
  disadvantage_on_household,
  disadvantage_on_guard,
  disadvantage_range,
  street_spread,
  robbery_spread,
  property_spread,
  attraction_shared,
  centre_pull,
  trip_length,
  local_trips,
  dark_share,
  dark_with_disadvantage,
  lit_effect,
  search_persistence,
  // victims
  resident_victims,
  acquaintance_assault,
  acquaintance_sexual,
  peer_years,
  other_sex,
  women_sexual,
  child_exposure,
  older_exposure,
  career_exposure,
  rivals,
  // what events lead to
  near_assault,
  near_robbery,
  near_property,
  near_lag,
  near_same_cell,
  near_same_offender,
  repeat_assault,
  repeat_robbery,
  repeat_sexual,
  repeat_property,
  repeat_lag,
  retaliation,
  follow_up,
  retaliation_lag,
  retaliation_person,
  // rhythm
  weekend_violence,
  night_violence,
  season,
  // what measures are aimed at
  bars_per_cell
};
inline constexpr std::size_t city_parameter_count = static_cast<std::size_t>(CityParameter::bars_per_cell) + 1;

struct CityParameterRecord {
  CityParameter id;
  std::uint32_t number;  ///< keys its draws; never reused
  std::string_view name;
  std::string_view unit;
  Knowledge knowledge;
  Prior prior;
  std::string_view meaning;
  std::string_view source;
};

/// All records, in the order of `CityParameter`.
const std::vector<CityParameterRecord>& city_registry();

class CityParameters {
 public:
  /// Ages, sexes and places make no difference, whatever the values: only `uniform_city_parameters` says so.
  bool all_alike = false;

  double operator[](CityParameter id) const { return values_[index(id)]; }
  double& operator[](CityParameter id) { return values_[index(id)]; }

 private:
  std::array<double, city_parameter_count> values_{};
};

/// Every parameter at its prior's centre.
CityParameters central_city_parameters();

/// Mean number of further events that one event of a process leads to, all causes; at 1 crime would not end.
double branching_ratio(const CityParameters& p, Process process);
inline constexpr double branching_limit = 0.95;  ///< higher ones are refused

/// One draw from the priors, drawn again until every process is below `branching_limit`. All cities of a draw share it.
/// @throws std::runtime_error where 64 draws in a row are refused.
CityParameters draw_city_parameters(RandomKey key);

/// Everybody alike, every place alike, no event leads to another, no rhythm: the city of the stock equations.
CityParameters uniform_city_parameters();

}  // namespace salus::model
