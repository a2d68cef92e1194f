#pragma once
/// What the columns of the evidence tables must hold.
#include "model/core/csv.hpp"
#include "model/programme/evidence.hpp"

namespace salus::scenarios {

/// How a programme finds its targets; none where it has no target in a city.
enum class CityTargeting : std::uint8_t { best, random, none };
inline constexpr auto city_targeting_names = model::enumerator_names<CityTargeting>;

enum class OfIntervention : std::uint8_t {
  id,
  title,
  unit,
  unit_cost,
  currency,
  price_year,
  unit_cost_log_sd,
  unit_cost_verified,
  transfer_share,
  eligible_per_person,
  eligible_log_sd,
  ramp_months,
  decay_months,
  delay_months,
  fatigue_months,
  political,
  displacement,
  displacement_sd,
  mechanism,
  decay_class,
  verified,
  process_only,
  city_target,
  city_targeting,
  city_targets_a_unit,
  effect_of,
  start_up,
  least_usd_a_year,
  least_log_sd,
  least_source,
  source
};
enum class OfCell : std::uint8_t { intervention, crime_type, share, share_logit_sd, measured, source };
enum class OfEffect : std::uint8_t {
  intervention,
  crime_type,
  log_rr,
  common_sd,
  row_sd,
  cell_sd,
  between_sd,
  trials,
  outcomes,
  source
};
enum class OfLaw : std::uint8_t { id, title, city_target, crime_type, verified, source };
enum class OfFunction : std::uint8_t { id, title, half_life_months, source };
enum class OfValue : std::uint8_t {
  crime_type,
  dalys,
  dalys_log_sd,
  cost,
  currency,
  price_year,
  cost_log_sd,
  verified,
  source
};
enum class OfInitiative : std::uint8_t { id, title, process_only, items, note };

/// Empty tables that know their columns.
model::NamedTable<OfIntervention> intervention_table();
model::NamedTable<OfCell> cell_table();
model::NamedTable<OfEffect> effect_table();
model::NamedTable<OfLaw> law_table();
model::NamedTable<OfFunction> function_table();
model::NamedTable<OfValue> value_table();
model::NamedTable<OfInitiative> initiative_table();

}  // namespace salus::scenarios
