#pragma once
/// Numbers that describe a whole scenario, one a draw: cities that fell, money received, benefit and cost.
#include <array>
#include <optional>
#include <string_view>

#include "model/core/axes.hpp"
#include "model/core/unit.hpp"
#include "model/country/city.hpp"
#include "model/programme/discount.hpp"
#include "model/programme/evidence.hpp"

namespace salus::model {

/// In the order of every result. Those by vulnerability, by size and by global function stand in the order of these.
enum class Indicator : std::uint8_t {
  countries_first_review,
  countries_volunteering,
  countries_reviewed,
  countries_joined,
  countries_taking_part,
  countries_improved,
  cities_reached,
  cities_judged,
  cities_compared,
  people_reached,
  cities_fell,
  cities_fell_without,
  cities_shown,
  cities_shown_without,
  cities_attributable,
  cities_kept_from_falling,
  cities_falsely_shown,
  cities_falsely_shown_without,
  cities_credited,
  cities_credited_without,
  cities_falsely_credited,
  cities_halved,
  cities_halved_without,
  cities_surveyed,
  cities_survey_fell,
  cities_survey_shown,
  cities_survey_falsely_shown,
  cities_reached_lower,
  cities_reached_middle,
  cities_reached_higher,
  cities_judged_lower,
  cities_judged_middle,
  cities_judged_higher,
  cities_fell_lower,
  cities_fell_middle,
  cities_fell_higher,
  cities_fell_without_lower,
  cities_fell_without_middle,
  cities_fell_without_higher,
  cities_shown_lower,
  cities_shown_middle,
  cities_shown_higher,
  cities_reached_small,
  cities_reached_medium,
  cities_reached_large,
  cities_judged_small,
  cities_judged_medium,
  cities_judged_large,
  cities_fell_small,
  cities_fell_medium,
  cities_fell_large,
  cities_fell_without_small,
  cities_fell_without_medium,
  cities_fell_without_large,
  cities_shown_small,
  cities_shown_medium,
  cities_shown_large,
  urban_homicides_base,
  urban_violent_base,
  planned_usd,
  received_usd,
  paid_usd,
  support_usd,
  lapsed_usd,
  unabsorbed_usd,
  fixed_usd,
  too_small_usd,
  too_small_share,
  own_usd,
  transfers_usd,
  posts,
  global_dalys_averted,
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
  dalys_of_first_type,  ///< of an incident of the first crime type
  dalys_discounted = dalys_of_first_type + crime_type_count,
  dalys_averted,
  dalys_averted_3,
  dalys_averted_5,
  benefit_common_usd,
  benefit_common_0_usd,
  benefit_common_3_usd,
  benefit_common_5_usd,
  benefit_scaled_usd,
  benefit_scaled_0_usd,
  benefit_scaled_3_usd,
  benefit_scaled_5_usd,
  funds_usd,
  funds_0_usd,
  funds_3_usd,
  funds_5_usd,
  social_cost_usd,
  social_cost_0_usd,
  social_cost_3_usd,
  social_cost_5_usd,
  discount_rate,
  public_funds_usd,
  cash_instead_usd,
  health_instead_dalys
};
inline constexpr std::size_t indicator_count = index(Indicator::health_instead_dalys) + 1;
template <>
inline constexpr std::size_t count_of<Indicator> = indicator_count;

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
/// The indicator of a class of size, given that of the smallest.
constexpr Indicator of_size(Indicator small, CitySize of) { return enumerator_after(small, of); }

/// An indicator of worth at another discount rate, given that at the scenario's own.
constexpr Indicator at_rate(Indicator stated, DiscountCase of) { return enumerator_after(stated, of); }
static_assert(at_rate(Indicator::dalys_discounted, DiscountCase::none) == Indicator::dalys_averted);
static_assert(at_rate(Indicator::social_cost_usd, DiscountCase::five) == Indicator::social_cost_5_usd);
constexpr Indicator dalys_of_one(CrimeType type) { return enumerator_after(Indicator::dalys_of_first_type, type); }
constexpr Indicator stock_of(Function function) { return enumerator_after(Indicator::stock_advocacy, function); }

}  // namespace salus::model
