#include "model/run/indicators.hpp"

#include <algorithm>

namespace salus::model {
namespace {

/// All but those of each crime type.
constexpr auto written = std::to_array<IndicatorRecord>({
    // Who takes part (paras 11, 18 h, 20-22, 25 c).
    {Indicator::countries_first_review, "countries_first_review", Unit::one,
     "countries in the first review; none without money for global functions"},
    {Indicator::countries_volunteering, "countries_volunteering", Unit::one,
     "countries that take part from the first year"},
    {Indicator::countries_reviewed, "countries_reviewed", Unit::one,
     "countries that take part when a review reports, at least once; none without money for global functions"},
    {Indicator::countries_joined, "countries_joined", Unit::one,
     "countries that joined, the first review included; those that left again count"},
    {Indicator::countries_taking_part, "countries_taking_part", Unit::one,
     "countries that take part in the last year of the budget"},
    {Indicator::countries_improved, "countries_improved", Unit::one,
     "countries with measurable improvement of capacity: they acted on recommendations of a review (para 18 h); none "
     "without money for global functions"},
    {Indicator::cities_reached, "cities_reached", Unit::one,
     "cities that money of the programme, or own money it brought forth, reached"},
    {Indicator::cities_judged, "cities_judged", Unit::one,
     "reached cities whose fall can be told: their country joined before the three years at the end began; whatever is "
     "said of falls is of these"},
    {Indicator::cities_compared, "cities_compared", Unit::one,
     "judged cities with three or more control cities: cities of their country that the programme did not reach"},
    {Indicator::people_reached, "people_reached", Unit::one,
     "inhabitants of reached cities whose country takes part in the last year of the budget"},
    // The four numbers over reached cities, from police records of homicide (para 18 g).
    {Indicator::cities_fell, "cities_fell", Unit::one,
     "judged cities whose true homicide rate fell by more than 10 % against the three years before they joined"},
    {Indicator::cities_fell_without, "cities_fell_without", Unit::one,
     "the same cities, had there been the first scenario"},
    {Indicator::cities_shown, "cities_shown", Unit::one,
     "compared cities whose homicide rate fell by 10 % more than that of their control cities, as records prove: "
     "difference in differences, false discovery controlled over cities"},
    {Indicator::cities_shown_without, "cities_shown_without", Unit::one,
     "the same cities, had there been the first scenario"},
    {Indicator::cities_attributable, "cities_attributable", Unit::one,
     "judged cities that fell by more than 10 % and would not have in the first scenario"},
    {Indicator::cities_kept_from_falling, "cities_kept_from_falling", Unit::one,
     "judged cities that did not fall by more than 10 % and would have in the first scenario"},
    {Indicator::cities_falsely_shown, "cities_falsely_shown", Unit::one,
     "cities so proven whose true rate did not fall by 10 % more than that of their control cities"},
    {Indicator::cities_falsely_shown_without, "cities_falsely_shown_without", Unit::one,
     "the same, had there been the first scenario"},
    {Indicator::cities_credited, "cities_credited", Unit::one,
     "compared cities that fell by 10 % more than their control cities beyond how cities part by themselves, as "
     "records "
     "prove: a proof that the programme did it"},
    {Indicator::cities_credited_without, "cities_credited_without", Unit::one,
     "the same cities, had there been the first scenario"},
    {Indicator::cities_falsely_credited, "cities_falsely_credited", Unit::one,
     "cities so proven whose true rate the programme did not lower by 10 %"},
    {Indicator::cities_halved, "cities_halved", Unit::one, "judged cities whose true homicide rate halved"},
    {Indicator::cities_halved_without, "cities_halved_without", Unit::one,
     "the same cities, had there been the first scenario"},
    // The same from crime surveys, where money for interviews is in the budget.
    {Indicator::cities_surveyed, "cities_surveyed", Unit::one, "reached cities with two survey waves"},
    {Indicator::cities_survey_fell, "cities_survey_fell", Unit::one,
     "surveyed cities whose true prevalence of violence fell by more than 10 %"},
    {Indicator::cities_survey_shown, "cities_survey_shown", Unit::one,
     "surveyed cities whose fall by 10 % can be proven from the surveys"},
    {Indicator::cities_survey_falsely_shown, "cities_survey_falsely_shown", Unit::one,
     "surveyed cities so proven whose true prevalence did not fall by 10 %"},
    // By vulnerability of planning, design and services.
    {Indicator::cities_reached_lower, "cities_reached_lower", Unit::one, "reached cities of lower vulnerability"},
    {Indicator::cities_reached_middle, "cities_reached_middle", Unit::one, "reached cities of middle vulnerability"},
    {Indicator::cities_reached_higher, "cities_reached_higher", Unit::one, "reached cities of higher vulnerability"},
    {Indicator::cities_judged_lower, "cities_judged_lower", Unit::one, "judged cities of lower vulnerability"},
    {Indicator::cities_judged_middle, "cities_judged_middle", Unit::one, "judged cities of middle vulnerability"},
    {Indicator::cities_judged_higher, "cities_judged_higher", Unit::one, "judged cities of higher vulnerability"},
    {Indicator::cities_fell_lower, "cities_fell_lower", Unit::one, "of lower vulnerability: fell by more than 10 %"},
    {Indicator::cities_fell_middle, "cities_fell_middle", Unit::one, "of middle vulnerability: fell by more than 10 %"},
    {Indicator::cities_fell_higher, "cities_fell_higher", Unit::one, "of higher vulnerability: fell by more than 10 %"},
    {Indicator::cities_fell_without_lower, "cities_fell_without_lower", Unit::one,
     "of lower vulnerability: would have fallen by more than 10 % in the first scenario"},
    {Indicator::cities_fell_without_middle, "cities_fell_without_middle", Unit::one,
     "of middle vulnerability: would have fallen by more than 10 % in the first scenario"},
    {Indicator::cities_fell_without_higher, "cities_fell_without_higher", Unit::one,
     "of higher vulnerability: would have fallen by more than 10 % in the first scenario"},
    {Indicator::cities_shown_lower, "cities_shown_lower", Unit::one,
     "of lower vulnerability: fall beyond the control cities proven from records"},
    {Indicator::cities_shown_middle, "cities_shown_middle", Unit::one,
     "of middle vulnerability: fall beyond the control cities proven from records"},
    {Indicator::cities_shown_higher, "cities_shown_higher", Unit::one,
     "of higher vulnerability: fall beyond the control cities proven from records"},
    // By size, people at the start (para 1).
    {Indicator::cities_reached_small, "cities_reached_small", Unit::one, "reached cities of fewer than 500,000 people"},
    {Indicator::cities_reached_medium, "cities_reached_medium", Unit::one,
     "reached cities of 500,000 to 1 million people"},
    {Indicator::cities_reached_large, "cities_reached_large", Unit::one, "reached cities of 1 million people and more"},
    {Indicator::cities_judged_small, "cities_judged_small", Unit::one, "judged cities of fewer than 500,000 people"},
    {Indicator::cities_judged_medium, "cities_judged_medium", Unit::one,
     "judged cities of 500,000 to 1 million people"},
    {Indicator::cities_judged_large, "cities_judged_large", Unit::one, "judged cities of 1 million people and more"},
    {Indicator::cities_fell_small, "cities_fell_small", Unit::one,
     "of fewer than 500,000 people: fell by more than 10 %"},
    {Indicator::cities_fell_medium, "cities_fell_medium", Unit::one,
     "of 500,000 to 1 million people: fell by more than 10 %"},
    {Indicator::cities_fell_large, "cities_fell_large", Unit::one,
     "of 1 million people and more: fell by more than 10 %"},
    {Indicator::cities_fell_without_small, "cities_fell_without_small", Unit::one,
     "of fewer than 500,000 people: would have fallen by more than 10 % in the first scenario"},
    {Indicator::cities_fell_without_medium, "cities_fell_without_medium", Unit::one,
     "of 500,000 to 1 million people: would have fallen by more than 10 % in the first scenario"},
    {Indicator::cities_fell_without_large, "cities_fell_without_large", Unit::one,
     "of 1 million people and more: would have fallen by more than 10 % in the first scenario"},
    {Indicator::cities_shown_small, "cities_shown_small", Unit::one,
     "of fewer than 500,000 people: fall beyond the control cities proven from records"},
    {Indicator::cities_shown_medium, "cities_shown_medium", Unit::one,
     "of 500,000 to 1 million people: fall beyond the control cities proven from records"},
    {Indicator::cities_shown_large, "cities_shown_large", Unit::one,
     "of 1 million people and more: fall beyond the control cities proven from records"},
    // Base of the target of halving urban violence (para 18 e), the same in every scenario.
    {Indicator::urban_homicides_base, "urban_homicides_base", Unit::per_year,
     "homicides a year in the cities of the panel, 2017-19"},
    {Indicator::urban_violent_base, "urban_violent_base", Unit::per_year,
     "violent incidents a year in the cities of the panel: homicide of 2017-19, other types at the draw's own level"},
    // Money (paras 25 d, 26).
    {Indicator::planned_usd, "planned_usd", Unit::usd, "the scenario's budget"},
    {Indicator::received_usd, "received_usd", Unit::usd, "what donors gave of it for good: without what lapsed"},
    {Indicator::paid_usd, "paid_usd", Unit::usd, "direct cost paid, both halves"},
    {Indicator::support_usd, "support_usd", Unit::usd, "support cost paid"},
    {Indicator::lapsed_usd, "lapsed_usd", Unit::usd,
     "given and not spent, so returned to donors: nobody took part, or odd cents"},
    {Indicator::unabsorbed_usd, "unabsorbed_usd", Unit::usd,
     "for measures in cities, own money included, beyond what they could use"},
    {Indicator::fixed_usd, "fixed_usd", Unit::usd,
     "of the money for measures, own money included, what taking part costs a city: coordination, reporting"},
    {Indicator::too_small_usd, "too_small_usd", Unit::usd,
     "for measures in cities, own money included, in lines below their smallest useful size: it bought process only"},
    {Indicator::too_small_share, "too_small_share", Unit::one,
     "the same over all money for measures in cities, own money included; no number where there is none"},
    {Indicator::own_usd, "own_usd", Unit::usd,
     "additional domestic money that the global half brought forth; outside the budget"},
    {Indicator::transfers_usd, "transfers_usd", Unit::usd,
     "cash and wages handed on to participants: part of what a measure costs, and no cost to society"},
    {Indicator::posts, "posts", Unit::one, "posts implied by the money received, mean over the budget years (para 26)"},
    // What global functions did.
    {Indicator::global_dalys_averted, "global_dalys_averted", Unit::year,
     "life years (DALYs) averted in reached cities beyond those with every effect of global functions at none, on the "
     "same random numbers: who joins and stays, scale-up, unit cost, own money, saturation; in the draws in which the "
     "spread is split (the first ones), no number in others"},
    {Indicator::dollar_multiplier, "dollar_multiplier", Unit::one,
     "effect of a local dollar with the global half over that without it: scale-up, unit cost and own money "
     "together, before saturation and smallest sizes"},
    {Indicator::adoption_hazard_outside, "adoption_hazard_outside", Unit::per_year,
     "hazard of joining after the first review, mean over years and over the countries still outside in each: those "
     "that "
     "are drawn most join early and are not in it, so it lies below that of a country taken at random",
     "adoption_hazard"},
    {Indicator::exit_hazard_inside, "exit_hazard_inside", Unit::per_year,
     "hazard of leaving of a country that takes part, mean over years; alike for all, so nobody is selected",
     "exit_hazard"},
    {Indicator::stock_advocacy, "stock_advocacy", Unit::one,
     "completeness of the stock in the last budget year, 0 to 1: advocacy"},
    {Indicator::stock_knowledge, "stock_knowledge", Unit::one, "the same: knowledge base"},
    {Indicator::stock_monitoring, "stock_monitoring", Unit::one, "the same: monitoring"},
    {Indicator::stock_network, "stock_network", Unit::one, "the same: network"},
    {Indicator::stock_peer_review, "stock_peer_review", Unit::one, "the same: peer review"},
    {Indicator::stock_tools, "stock_tools", Unit::one, "the same: tools and capacity"},
    {Indicator::tools_shared, "tools_shared", Unit::one, "joint tools shared (para 25 a)"},
    {Indicator::tools_piloted, "tools_piloted", Unit::one, "joint tools piloted (para 25 b)"},
    {Indicator::partners, "partners", Unit::one, "substantive partners in the peer review (para 25 f)"},
    // What it is worth, against the first scenario, over the ten budget years. Money in dollars of the price year; each
    // at the scenario's own discount rate, then at 0, 3 and 5 % a year.
    {Indicator::violent_averted, "violent_averted", Unit::one,
     "sum of unlike violent incidents averted (woman-years, robberies, murders); for no comparison"},
    {Indicator::homicides_averted, "homicides_averted", Unit::one, "homicides averted"},
    {Indicator::dalys_discounted, "dalys_discounted", Unit::year,
     "disability-adjusted life years averted, discounted to the start at the scenario's rate"},
    {Indicator::dalys_averted, "dalys_averted", Unit::year, "disability-adjusted life years averted, not discounted"},
    {Indicator::dalys_averted_3, "dalys_averted_3", Unit::year, "the same, discounted at 3 % a year"},
    {Indicator::dalys_averted_5, "dalys_averted_5", Unit::year, "the same, discounted at 5 % a year"},
    {Indicator::benefit_common_usd, "benefit_common_usd", Unit::usd_2019,
     "value of the harm averted, one value for all countries (at the mean income of the 48), at the scenario's "
     "discount "
     "rate"},
    {Indicator::benefit_common_0_usd, "benefit_common_0_usd", Unit::usd_2019, "the same, not discounted"},
    {Indicator::benefit_common_3_usd, "benefit_common_3_usd", Unit::usd_2019, "the same, at 3 % a year"},
    {Indicator::benefit_common_5_usd, "benefit_common_5_usd", Unit::usd_2019, "the same, at 5 % a year"},
    {Indicator::benefit_scaled_usd, "benefit_scaled_usd", Unit::usd_2019,
     "value of the harm averted, scaled to each country's market income, at the scenario's discount rate"},
    {Indicator::benefit_scaled_0_usd, "benefit_scaled_0_usd", Unit::usd_2019, "the same, not discounted"},
    {Indicator::benefit_scaled_3_usd, "benefit_scaled_3_usd", Unit::usd_2019, "the same, at 3 % a year"},
    {Indicator::benefit_scaled_5_usd, "benefit_scaled_5_usd", Unit::usd_2019, "the same, at 5 % a year"},
    {Indicator::funds_usd, "funds_usd", Unit::usd_2019, "what donors gave, at the scenario's discount rate"},
    {Indicator::funds_0_usd, "funds_0_usd", Unit::usd_2019, "the same, not discounted"},
    {Indicator::funds_3_usd, "funds_3_usd", Unit::usd_2019, "the same, at 3 % a year"},
    {Indicator::funds_5_usd, "funds_5_usd", Unit::usd_2019, "the same, at 5 % a year"},
    {Indicator::social_cost_usd, "social_cost_usd", Unit::usd_2019,
     "cost to society: what donors gave, and own money, less what is handed on to participants; at the scenario's "
     "discount rate"},
    {Indicator::social_cost_0_usd, "social_cost_0_usd", Unit::usd_2019, "the same, not discounted"},
    {Indicator::social_cost_3_usd, "social_cost_3_usd", Unit::usd_2019, "the same, at 3 % a year"},
    {Indicator::social_cost_5_usd, "social_cost_5_usd", Unit::usd_2019, "the same, at 5 % a year"},
    {Indicator::discount_rate, "discount_rate", Unit::per_year, "the scenario's own discount rate, real"},
    // Sensitivities, at the scenario's discount rate.
    {Indicator::public_funds_usd, "public_funds_usd", Unit::usd_2019,
     "sensitivity: cost to society where each dollar of public money costs those who are taxed `cost_of_funds`"},
    {Indicator::cash_instead_usd, "cash_instead_usd", Unit::usd_2019,
     "sensitivity, another use of the same money: what would reach people if it were given away as cash"},
    {Indicator::health_instead_dalys, "health_instead_dalys", Unit::year,
     "sensitivity, another use of the same money: disability-adjusted life years that health care would avert with it, "
     "discounted alike"},
});

using Name = std::array<char, 48>;
constexpr std::string_view dalys_prefix = "dalys_of_one_";
constexpr auto dalys_names = [] {
  EnumArray<Name, CrimeType> names{};
  for (const auto k : every<CrimeType>) {
    auto end = std::copy(dalys_prefix.begin(), dalys_prefix.end(), names[k].begin());
    std::copy(crime_type_names[k].begin(), crime_type_names[k].end(), end);
  }
  return names;
}();

/// In the order of the indicators.
constexpr auto records = [] {
  std::array<IndicatorRecord, indicator_count> all{};
  auto to = all.begin();
  for (const auto& record : written) {
    if (record.id == Indicator::dalys_discounted)
      for (const auto k : every<CrimeType>)
        *to++ = {dalys_of_one(k),
                 {dalys_names[k].data(), dalys_prefix.size() + crime_type_names[k].size()},
                 Unit::year,
                 "life years (DALYs) that an incident of this crime type costs, the same in every scenario"};
    *to++ = record;
  }
  return all;
}();

static_assert(written.size() + crime_type_count == indicator_count, "one row for each indicator");
static_assert(std::is_sorted(records.begin(), records.end(),
                             [](const auto& a, const auto& b) { return a.id < b.id; }) &&
                  records.back().id == Indicator::health_instead_dalys,
              "rows in the order of the indicators, none twice");
static_assert(records[index(of_class(Indicator::cities_shown_lower, Vulnerability::higher))].name ==
              "cities_shown_higher");
static_assert(records[index(of_size(Indicator::cities_shown_small, CitySize::large))].name == "cities_shown_large");
static_assert(records[index(stock_of(Function::tools))].name == "stock_tools");
static_assert(records[index(dalys_of_one(CrimeType::property))].name == "dalys_of_one_property");

}  // namespace

const std::array<IndicatorRecord, indicator_count>& indicators() { return records; }

std::optional<Indicator> indicator_named(std::string_view name) {
  const auto found = std::find_if(records.begin(), records.end(), [&](const auto& r) { return r.name == name; });
  return found == records.end() ? std::nullopt : std::optional(found->id);
}

}  // namespace salus::model
