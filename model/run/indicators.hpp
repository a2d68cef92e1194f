#pragma once
/// Numbers that describe a whole scenario, one a draw: cities that fell, money received, benefit and cost.
#include <array>
#include <optional>
#include <string_view>

#include "model/core/axes.hpp"
#include "model/core/unit.hpp"
#include "model/country/city.hpp"
#include "model/programme/evidence.hpp"

namespace salus::model {

/// In the order of every result. Those by vulnerability and by global function stand in the order of these.
enum class Indicator : std::uint8_t {
  countries_first_review,
  countries_volunteering,
  countries_reviewed,
  countries_joined,
  countries_taking_part,
  countries_improved,
  cities_reached,
  people_reached,
  cities_fell,
  cities_fell_without,
  cities_shown,
  cities_shown_without,
  cities_attributable,
  cities_kept_from_falling,
  cities_falsely_shown,
  cities_falsely_shown_without,
  cities_halved,
  cities_halved_without,
  cities_surveyed,
  cities_survey_fell,
  cities_survey_shown,
  cities_survey_falsely_shown,
  cities_reached_lower,
  cities_reached_middle,
  cities_reached_higher,
  cities_fell_lower,
  cities_fell_middle,
  cities_fell_higher,
  cities_fell_without_lower,
  cities_fell_without_middle,
  cities_fell_without_higher,
  cities_shown_lower,
  cities_shown_middle,
  cities_shown_higher,
  planned_usd,
  received_usd,
  paid_usd,
  support_usd,
  lapsed_usd,
  unabsorbed_usd,
  fixed_usd,
  own_usd,
  transfers_usd,
  posts,
  global_violent_averted,
  dollar_multiplier,
  adoption_hazard_outside,
  exit_hazard_inside,
  stock_advocacy,
  stock_knowledge,
  stock_monitoring,
  stock_network,
  stock_peer_review,
  stock_tools,
  tools_shared,
  tools_piloted,
  partners,
  violent_averted,
  homicides_averted,
  dalys_averted,
  benefit_common_usd,
  benefit_scaled_usd,
  social_cost_usd
};
inline constexpr std::size_t indicator_count = index(Indicator::social_cost_usd) + 1;

struct IndicatorRecord {
  Indicator id;
  std::string_view name;  ///< as in tables and files
  Unit unit;
  std::string_view description;
  std::string_view name_before = {};  ///< in files of before it was renamed
};

/// All of them, in their order.
const std::array<IndicatorRecord, indicator_count>& indicators();
std::optional<Indicator> indicator_named(std::string_view name);

/// The indicator of a class of vulnerability, given that of the lowest.
constexpr Indicator of_class(Indicator lower, Vulnerability of) { return enumerator_after(lower, of); }
constexpr Indicator stock_of(Function function) { return enumerator_after(Indicator::stock_advocacy, function); }

}  // namespace salus::model
