#pragma once
/// Names of the uncertain numbers of the city layer; their records stand in city_parameter_records.cpp.
#include <cstdint>

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
  bars_per_cell,
  named_by_record
};

}  // namespace salus::model
