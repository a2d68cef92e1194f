#include <stdexcept>

#include "model/run/results.hpp"

namespace salus::model {
namespace {

std::vector<Indicator> make_indicators() {
  return {
      // Who takes part (paras 11, 18 h, 20-22, 25 c).
      {"countries_first_review", "1", "countries in the first review; none without money for global functions"},
      {"countries_volunteering", "1", "countries that take part from the first year"},
      {"countries_reviewed", "1",
       "countries that take part when a review reports, at least once; none without money for global functions"},
      {"countries_joined", "1", "countries that joined, the first review included; those that left again count"},
      {"countries_taking_part", "1", "countries that take part in the last year of the budget"},
      {"countries_improved", "1",
       "countries with measurable improvement of capacity: they acted on recommendations of a review (para 18 h); none "
       "without money for global functions"},
      {"cities_reached", "1", "cities that money of the programme, or own money it brought forth, reached"},
      {"people_reached", "1", "inhabitants of reached cities whose country takes part in the last year of the budget"},
      // The four numbers over reached cities, from police records of homicide (para 18 g).
      {"cities_fell", "1",
       "reached cities whose true homicide rate fell by more than 10 % against the three years before they joined"},
      {"cities_fell_without", "1", "the same cities, had there been the first scenario"},
      {"cities_shown", "1",
       "reached cities whose fall can be proven from records, false discovery controlled over cities"},
      {"cities_shown_without", "1", "the same cities, had there been the first scenario"},
      {"cities_attributable", "1",
       "reached cities that fell by more than 10 % and would not have in the first scenario"},
      {"cities_kept_from_falling", "1",
       "reached cities that did not fall by more than 10 % and would have in the first scenario"},
      {"cities_falsely_shown", "1", "reached cities proven to have fallen whose true rate did not fall"},
      {"cities_falsely_shown_without", "1", "the same, had there been the first scenario"},
      {"cities_halved", "1", "reached cities whose true homicide rate halved"},
      {"cities_halved_without", "1", "the same cities, had there been the first scenario"},
      // The same from crime surveys, where money for interviews is in the budget.
      {"cities_surveyed", "1", "reached cities with two survey waves"},
      {"cities_survey_fell", "1", "surveyed cities whose true prevalence of violence fell by more than 10 %"},
      {"cities_survey_shown", "1", "surveyed cities whose fall can be proven from the surveys"},
      {"cities_survey_falsely_shown", "1", "surveyed cities proven to have fallen whose true prevalence did not fall"},
      // By vulnerability of planning, design and services.
      {"cities_reached_lower", "1", "reached cities of lower vulnerability"},
      {"cities_reached_middle", "1", "reached cities of middle vulnerability"},
      {"cities_reached_higher", "1", "reached cities of higher vulnerability"},
      {"cities_fell_lower", "1", "of lower vulnerability: fell by more than 10 %"},
      {"cities_fell_middle", "1", "of middle vulnerability: fell by more than 10 %"},
      {"cities_fell_higher", "1", "of higher vulnerability: fell by more than 10 %"},
      {"cities_fell_without_lower", "1",
       "of lower vulnerability: would have fallen by more than 10 % in the first scenario"},
      {"cities_fell_without_middle", "1",
       "of middle vulnerability: would have fallen by more than 10 % in the first scenario"},
      {"cities_fell_without_higher", "1",
       "of higher vulnerability: would have fallen by more than 10 % in the first scenario"},
      {"cities_shown_lower", "1", "of lower vulnerability: fall proven from records"},
      {"cities_shown_middle", "1", "of middle vulnerability: fall proven from records"},
      {"cities_shown_higher", "1", "of higher vulnerability: fall proven from records"},
      // Money (paras 25 d, 26).
      {"planned_usd", "USD", "the scenario's budget"},
      {"received_usd", "USD", "what donors gave of it"},
      {"paid_usd", "USD", "direct cost paid, both halves"},
      {"support_usd", "USD", "support cost paid"},
      {"lapsed_usd", "USD", "received and not spent: nobody took part yet, or odd cents"},
      {"unabsorbed_usd", "USD", "for measures in cities, own money included, beyond what they could use"},
      {"fixed_usd", "USD",
       "of the money for measures, own money included, what taking part costs a city: coordination, reporting"},
      {"own_usd", "USD", "additional domestic money that the global half brought forth; outside the budget"},
      {"transfers_usd", "USD",
       "cash and wages handed on to participants: part of what a measure costs, and no cost to society"},
      {"posts", "1", "posts implied by the money received, mean over the budget years (para 26)"},
      // What global functions did.
      {"total_multiplier", "1",
       "violent incidents averted in reached cities over those with every effect of global functions at none, on the "
       "same random numbers: who joins and stays, scale-up, unit cost, own money, saturation; runs of the spread only"},
      {"dollar_multiplier", "1",
       "effect of a local dollar with the global half over that without it: scale-up, unit cost and own money "
       "together, before saturation"},
      {"adoption_hazard", "year-1",
       "hazard with which countries joined after the first review, mean over years and countries"},
      {"exit_hazard", "year-1", "hazard with which countries left, mean over years"},
      {"stock_advocacy", "1", "completeness of the stock in the last budget year, 0 to 1: advocacy"},
      {"stock_knowledge", "1", "the same: knowledge base"},
      {"stock_monitoring", "1", "the same: monitoring"},
      {"stock_network", "1", "the same: network"},
      {"stock_peer_review", "1", "the same: peer review"},
      {"stock_tools", "1", "the same: tools and capacity"},
      {"tools_shared", "1", "joint tools shared (para 25 a)"},
      {"tools_piloted", "1", "joint tools piloted (para 25 b)"},
      {"partners", "1", "substantive partners in the peer review (para 25 f)"},
      // What it is worth, against the first scenario, over the ten budget years, undiscounted.
      {"violent_averted", "1", "violent incidents averted"},
      {"homicides_averted", "1", "homicides averted"},
      {"dalys_averted", "year", "disability-adjusted life years averted"},
      {"benefit_common_usd", "USD",
       "value of the harm averted, one value for all countries (at the mean income of the 48)"},
      {"benefit_scaled_usd", "USD", "value of the harm averted, scaled to each country's income"},
      {"social_cost_usd", "USD",
       "cost to society: what was received, and own money, less what is handed on to participants"},
  };
}

}  // namespace

const std::vector<Indicator>& indicators() {
  static const std::vector<Indicator> all = make_indicators();
  return all;
}

std::size_t indicator_index(std::string_view name) {
  const auto& all = indicators();
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].name == name) return i;
  throw std::out_of_range("no indicator is named '" + std::string(name) + "'");
}

}  // namespace salus::model
