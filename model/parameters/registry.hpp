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
  active_share, at_risk_share, violent_prisoner_share, prison_stay, return_share, career_length, relapse_rate, desisted_memory,
  exposure_on_initiation, exposure_on_entry, exposure_memory,
  trust_level, violence_on_trust, trust_memory, guardianship,
  capacity_level, strain_on_capacity, capacity_memory,
  active_loading_homicide, active_loading_assault, active_loading_robbery, active_loading_sexual, active_loading_property,
  exposure_loading_partner, exposure_loading_sexual, exposure_loading_child,
  volatility_scale, country_persistence, factor_persistence, global_variance_share, regional_variance_share, lethality_variance_share,
  jump_rate, jump_size, household_volatility, property_volatility, forced_year_shock,
  driver_youth_share, driver_inequality, driver_unemployment, driver_slum_share, driver_rule_of_law, driver_alcohol,
  scale_up, joint_effect, global_half_stock, leverage, take_up_ceiling, reached_people,
  perceived_safety_level, fear_of_violence
};
inline constexpr std::size_t parameter_count = static_cast<std::size_t>(Parameter::fear_of_violence) + 1;

/// Whether all countries share one value in a draw (what we do not know about the world), or each has its own.
enum class Scope : std::uint8_t { pooled, country };

struct ParameterRecord {
  Parameter id;
  std::uint32_t number;       ///< keys its draws; never reused
  std::string_view name, symbol, unit;
  Scope scope;
  Prior prior;
  std::string_view meaning, source;
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

/// Every parameter at its prior's centre.
ParameterDraw central_parameters();

}  // namespace salus::model
