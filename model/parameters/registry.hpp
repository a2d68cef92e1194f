#pragma once
/// Every uncertain number of the model as a record, and one draw of all of them.
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/core/ids.hpp"
#include "model/parameters/prior.hpp"
#include "model/programme/scenario.hpp"
#include "model/random/philox.hpp"

namespace salus::model {

enum class Parameter : std::uint8_t {
  active_share,
  at_risk_share,
  violent_prisoner_share,
  prison_stay,
  return_share,
  career_length,
  relapse_rate,
  desisted_memory,
  exposure_on_initiation,
  exposure_on_entry,
  exposure_memory,
  trust_level,
  violence_on_trust,
  trust_memory,
  guardianship,
  capacity_level,
  strain_on_capacity,
  capacity_memory,
  active_loading_homicide,
  active_loading_assault,
  active_loading_robbery,
  active_loading_sexual,
  active_loading_property,
  exposure_loading_partner,
  exposure_loading_sexual,
  exposure_loading_child,
  volatility_scale,
  country_persistence,
  factor_persistence,
  global_variance_share,
  regional_variance_share,
  lethality_variance_share,
  jump_rate,
  jump_size,
  household_volatility,
  property_volatility,
  forced_year_shock,
  driver_youth_share,
  driver_inequality,
  driver_unemployment,
  driver_slum_share,
  driver_rule_of_law,
  driver_alcohol,
  secular_trend,
  trend_volatility,
  city_effect_sd,
  city_persistence,
  city_volatility,
  city_loading_half,
  city_loading_household,
  funding_share,
  funding_volatility,
  phasing_tilt,
  city_fixed_cost,
  absorption_limit,
  post_cost,
  staff_share,
  first_review_countries,
  adoption_hazard,
  political_change,
  exit_at_change,
  act_on_review,
  reached_cities,
  peak_selection,
  need_selection,
  means_selection,
  analysis_priority,
  analysis_selection,
  scale_up,
  take_up_ceiling,
  overlap,
  joint_effect,
  joint_cap,
  global_half_stock,
  knowledge_on_adoption,
  network_on_adoption,
  review_on_exit,
  tools_on_scale_up,
  knowledge_on_cost,
  advocacy_on_leverage,
  monitoring_on_power,
  leverage,
  tool_cost,
  tool_adoption,
  partner_cost,
  recorded_homicide,
  reported_assault,
  reported_robbery,
  reported_household,
  reporting_on_trust,
  recording_on_capacity,
  record_drift,
  record_noise,
  survey_design_effect,
  value_elasticity,
  perceived_safety_level,
  fear_of_violence
};
inline constexpr std::size_t parameter_count = static_cast<std::size_t>(Parameter::fear_of_violence) + 1;

/// Whether all countries share one value in a draw (what we do not know about the world), or each has its own.
enum class Scope : std::uint8_t { pooled, country };

/// Whether a scenario may set it. `noise`: it shapes levels, noise or the city panel, which are drawn once and shared
/// by all scenarios, so that their difference is the programme; a scenario's own value would have no effect.
enum class Part : std::uint8_t { scenario, noise };

/// What a prior rests on; the spread of results is split by it. data: estimated from figures of the kind it is used
/// for. analogy: carried over from other fields or places. assumption: judgement.
enum class Knowledge : std::uint8_t { data, analogy, assumption };
inline constexpr std::size_t knowledge_count = 3;
inline constexpr std::array<std::string_view, knowledge_count> knowledge_names{"data", "analogy", "assumption"};

struct ParameterRecord {
  Parameter id;
  std::uint32_t number;  ///< keys its draws; never reused
  std::string_view name;
  std::string_view symbol;
  std::string_view unit;
  Scope scope;
  Knowledge knowledge;
  Prior prior;
  std::string_view meaning;
  std::string_view source;
  Part part = Part::scenario;
};

/// All records, in the order of `Parameter`.
const std::vector<ParameterRecord>& registry();

/// One value of every parameter.
class ParameterDraw {
 public:
  double operator[](Parameter id) const { return values_[index(id)]; }
  double& operator[](Parameter id) { return values_[index(id)]; }

 private:
  std::array<double, parameter_count> values_{};
};

/// Which set of random numbers a draw takes: the next one where the last was rejected.
struct Attempt {
  std::uint32_t pooled = 0;   ///< for parameters that all countries share
  std::uint32_t country = 0;  ///< for the country's own
};

/// Parameters of one draw for one country. The pooled part does not depend on the country.
ParameterDraw draw_parameters(RandomKey key, CountryCode country, Attempt attempt);

/// Puts a scenario's settings in place of drawn values. @throws std::invalid_argument for an unknown parameter.
void apply_overrides(ParameterDraw& values, const std::vector<Override>& overrides);

/// Calibrated values of some pooled parameters, draw by draw; all empty where there was no calibration.
struct PosteriorDraws {
  std::vector<Parameter> parameters;
  std::vector<float> values;  ///< [draws][parameters]
};

/// Puts a calibrated draw, its number modulo how many there are, in place of drawn values.
void put_in(ParameterDraw& values, const PosteriorDraws& posterior, std::size_t draw);

/// `one` where a parameter's knowledge is `kept`, else `other`: the two halves of a pick-freeze pair.
ParameterDraw mixed(const ParameterDraw& one, const ParameterDraw& other, Knowledge kept);

/// Every parameter at its prior's centre.
ParameterDraw central_parameters();

}  // namespace salus::model
