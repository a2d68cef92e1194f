#include "model/run/indicators.hpp"

#include <algorithm>

namespace salus::model {
namespace {

constexpr auto records = std::to_array<IndicatorRecord>({
    // Who takes part (paras 11, 18 h, 20-22, 25 c).
    {Indicator::countries_first_review, "countries_first_review", "1",
     "countries in the first review; none without money for global functions"},
    {Indicator::countries_volunteering, "countries_volunteering", "1", "countries that take part from the first year"},
    {Indicator::countries_reviewed, "countries_reviewed", "1",
     "countries that take part when a review reports, at least once; none without money for global functions"},
    {Indicator::countries_joined, "countries_joined", "1",
     "countries that joined, the first review included; those that left again count"},
    {Indicator::countries_taking_part, "countries_taking_part", "1",
     "countries that take part in the last year of the budget"},
    {Indicator::countries_improved, "countries_improved", "1",
     "countries with measurable improvement of capacity: they acted on recommendations of a review (para 18 h); none "
     "without money for global functions"},
    {Indicator::cities_reached, "cities_reached", "1",
     "cities that money of the programme, or own money it brought forth, reached"},
    {Indicator::people_reached, "people_reached", "1",
     "inhabitants of reached cities whose country takes part in the last year of the budget"},
    // The four numbers over reached cities, from police records of homicide (para 18 g).
    {Indicator::cities_fell, "cities_fell", "1",
     "reached cities whose true homicide rate fell by more than 10 % against the three years before they joined"},
    {Indicator::cities_fell_without, "cities_fell_without", "1", "the same cities, had there been the first scenario"},
    {Indicator::cities_shown, "cities_shown", "1",
     "reached cities whose fall can be proven from records, false discovery controlled over cities"},
    {Indicator::cities_shown_without, "cities_shown_without", "1",
     "the same cities, had there been the first scenario"},
    {Indicator::cities_attributable, "cities_attributable", "1",
     "reached cities that fell by more than 10 % and would not have in the first scenario"},
    {Indicator::cities_kept_from_falling, "cities_kept_from_falling", "1",
     "reached cities that did not fall by more than 10 % and would have in the first scenario"},
    {Indicator::cities_falsely_shown, "cities_falsely_shown", "1",
     "reached cities proven to have fallen whose true rate did not fall"},
    {Indicator::cities_falsely_shown_without, "cities_falsely_shown_without", "1",
     "the same, had there been the first scenario"},
    {Indicator::cities_halved, "cities_halved", "1", "reached cities whose true homicide rate halved"},
    {Indicator::cities_halved_without, "cities_halved_without", "1",
     "the same cities, had there been the first scenario"},
    // The same from crime surveys, where money for interviews is in the budget.
    {Indicator::cities_surveyed, "cities_surveyed", "1", "reached cities with two survey waves"},
    {Indicator::cities_survey_fell, "cities_survey_fell", "1",
     "surveyed cities whose true prevalence of violence fell by more than 10 %"},
    {Indicator::cities_survey_shown, "cities_survey_shown", "1",
     "surveyed cities whose fall can be proven from the surveys"},
    {Indicator::cities_survey_falsely_shown, "cities_survey_falsely_shown", "1",
     "surveyed cities proven to have fallen whose true prevalence did not fall"},
    // By vulnerability of planning, design and services.
    {Indicator::cities_reached_lower, "cities_reached_lower", "1", "reached cities of lower vulnerability"},
    {Indicator::cities_reached_middle, "cities_reached_middle", "1", "reached cities of middle vulnerability"},
    {Indicator::cities_reached_higher, "cities_reached_higher", "1", "reached cities of higher vulnerability"},
    {Indicator::cities_fell_lower, "cities_fell_lower", "1", "of lower vulnerability: fell by more than 10 %"},
    {Indicator::cities_fell_middle, "cities_fell_middle", "1", "of middle vulnerability: fell by more than 10 %"},
    {Indicator::cities_fell_higher, "cities_fell_higher", "1", "of higher vulnerability: fell by more than 10 %"},
    {Indicator::cities_fell_without_lower, "cities_fell_without_lower", "1",
     "of lower vulnerability: would have fallen by more than 10 % in the first scenario"},
    {Indicator::cities_fell_without_middle, "cities_fell_without_middle", "1",
     "of middle vulnerability: would have fallen by more than 10 % in the first scenario"},
    {Indicator::cities_fell_without_higher, "cities_fell_without_higher", "1",
     "of higher vulnerability: would have fallen by more than 10 % in the first scenario"},
    {Indicator::cities_shown_lower, "cities_shown_lower", "1", "of lower vulnerability: fall proven from records"},
    {Indicator::cities_shown_middle, "cities_shown_middle", "1", "of middle vulnerability: fall proven from records"},
    {Indicator::cities_shown_higher, "cities_shown_higher", "1", "of higher vulnerability: fall proven from records"},
    // Money (paras 25 d, 26).
    {Indicator::planned_usd, "planned_usd", "USD", "the scenario's budget"},
    {Indicator::received_usd, "received_usd", "USD", "what donors gave of it"},
    {Indicator::paid_usd, "paid_usd", "USD", "direct cost paid, both halves"},
    {Indicator::support_usd, "support_usd", "USD", "support cost paid"},
    {Indicator::lapsed_usd, "lapsed_usd", "USD", "received and not spent: nobody took part yet, or odd cents"},
    {Indicator::unabsorbed_usd, "unabsorbed_usd", "USD",
     "for measures in cities, own money included, beyond what they could use"},
    {Indicator::fixed_usd, "fixed_usd", "USD",
     "of the money for measures, own money included, what taking part costs a city: coordination, reporting"},
    {Indicator::own_usd, "own_usd", "USD",
     "additional domestic money that the global half brought forth; outside the budget"},
    {Indicator::transfers_usd, "transfers_usd", "USD",
     "cash and wages handed on to participants: part of what a measure costs, and no cost to society"},
    {Indicator::posts, "posts", "1", "posts implied by the money received, mean over the budget years (para 26)"},
    // What global functions did.
    {Indicator::total_multiplier, "total_multiplier", "1",
     "violent incidents averted in reached cities over those with every effect of global functions at none, on the "
     "same random numbers: who joins and stays, scale-up, unit cost, own money, saturation; runs of the spread only"},
    {Indicator::dollar_multiplier, "dollar_multiplier", "1",
     "effect of a local dollar with the global half over that without it: scale-up, unit cost and own money "
     "together, before saturation"},
    {Indicator::adoption_hazard, "adoption_hazard", "year-1",
     "hazard with which countries joined after the first review, mean over years and countries"},
    {Indicator::exit_hazard, "exit_hazard", "year-1", "hazard with which countries left, mean over years"},
    {Indicator::stock_advocacy, "stock_advocacy", "1",
     "completeness of the stock in the last budget year, 0 to 1: advocacy"},
    {Indicator::stock_knowledge, "stock_knowledge", "1", "the same: knowledge base"},
    {Indicator::stock_monitoring, "stock_monitoring", "1", "the same: monitoring"},
    {Indicator::stock_network, "stock_network", "1", "the same: network"},
    {Indicator::stock_peer_review, "stock_peer_review", "1", "the same: peer review"},
    {Indicator::stock_tools, "stock_tools", "1", "the same: tools and capacity"},
    {Indicator::tools_shared, "tools_shared", "1", "joint tools shared (para 25 a)"},
    {Indicator::tools_piloted, "tools_piloted", "1", "joint tools piloted (para 25 b)"},
    {Indicator::partners, "partners", "1", "substantive partners in the peer review (para 25 f)"},
    // What it is worth, against the first scenario, over the ten budget years, undiscounted.
    {Indicator::violent_averted, "violent_averted", "1", "violent incidents averted"},
    {Indicator::homicides_averted, "homicides_averted", "1", "homicides averted"},
    {Indicator::dalys_averted, "dalys_averted", "year", "disability-adjusted life years averted"},
    {Indicator::benefit_common_usd, "benefit_common_usd", "USD",
     "value of the harm averted, one value for all countries (at the mean income of the 48)"},
    {Indicator::benefit_scaled_usd, "benefit_scaled_usd", "USD",
     "value of the harm averted, scaled to each country's income"},
    {Indicator::social_cost_usd, "social_cost_usd", "USD",
     "cost to society: what was received, and own money, less what is handed on to participants"},
});

static_assert(records.size() == indicator_count, "one row for each indicator");
static_assert(std::is_sorted(records.begin(), records.end(),
                             [](const auto& a, const auto& b) { return a.id < b.id; }) &&
                  records.back().id == Indicator::social_cost_usd,
              "rows in the order of the indicators, none twice");
static_assert(records[index(of_class(Indicator::cities_shown_lower, Vulnerability::higher))].name ==
              "cities_shown_higher");
static_assert(records[index(stock_of(Function::tools))].name == "stock_tools");

}  // namespace

const std::array<IndicatorRecord, indicator_count>& indicators() { return records; }

std::optional<Indicator> indicator_named(std::string_view name) {
  const auto found = std::find_if(records.begin(), records.end(), [&](const auto& r) { return r.name == name; });
  return found == records.end() ? std::nullopt : std::optional(found->id);
}

}  // namespace salus::model
