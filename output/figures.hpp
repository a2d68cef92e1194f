#pragma once
/// Figures taken from draws, the same way for every table and page. A failed draw is not a number and is left out.
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/core/interval.hpp"
#include "model/run/results.hpp"

namespace salus::output {

using model::Interval;
inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
inline constexpr Interval unknown_interval{unknown, unknown, unknown};

/// Quantile with linear interpolation (type 7) of the values that are numbers; not a number where there is none.
/// Infinities sort last.
double quantile_of(std::vector<double> values, double level);
/// An interval from fewer values than this would say more than they do.
inline constexpr double least_values_of_interval = 30.0;
/// How many values are numbers.
std::uint32_t number_of_known(const std::vector<double>& values);
/// Of the values that are numbers; its ends are not numbers where there are too few.
Interval interval_of(const std::vector<double>& values);
/// Mean of the values that are numbers.
double mean_of(std::vector<double> values);

/// Of the sum of their sizes, the largest one's: near 1 a mean is one draw's accident. 0 where all are nothing, not a
/// number where there is none.
double largest_draw_share(std::vector<double> values);

/// Share of the values that are numbers for which `holds` is true.
template <class Holds>
double share_where(const std::vector<double>& values, Holds holds) {
  double yes = 0.0;
  double all = 0.0;
  for (const double v : values)
    if (!std::isnan(v)) {
      yes += holds(v) ? 1.0 : 0.0;
      all += 1.0;
    }
  return all > 0.0 ? yes / all : unknown;
}
inline double share_at_least(const std::vector<double>& values, double goal) {
  return share_where(values, [goal](double v) { return v >= goal; });
}

/// `f` of each pair of draws; not a number where either is.
template <class F>
std::vector<double> paired(const std::vector<double>& a, const std::vector<double>& b, F f) {
  std::vector<double> out;
  for (std::size_t d = 0; d < a.size() && d < b.size(); ++d)
    out.push_back(std::isnan(a[d]) || std::isnan(b[d]) ? unknown : f(a[d], b[d]));
  return out;
}

/// The scenario with which all others are compared.
inline constexpr model::ScenarioIndex first_scenario(0u);

/// One indicator of one scenario, a draw an entry; empty where the results have none (files of format 1).
std::vector<double> indicator_draws(const model::Results& results, model::Indicator which,
                                    model::ScenarioIndex scenario);

/// Whether the first scenario, with which all others are compared, is no programme. If not, costs and lines of a
/// scenario are whole and its effects are differences: they are not set against each other.
bool against_nothing(const model::Results& results);

/// Draws that did not fail.
double draws_kept(const model::Results& results);
/// Whether so few draws are left of a run that no interval is shown.
bool too_few_draws(const model::Results& results);
/// What stands in place of an interval then.
std::string too_few_draws_in_words();

/// Position of the total among the locations, and among the aggregates.
model::LocationIndex total_location(const model::Results& results);
model::AggregateIndex total_aggregate(const model::Results& results);
/// Position of 2030 among the years, where it is one.
std::optional<model::YearIndex> year_2030(const model::Results& results);
/// Last of the three years at whose end falls of cities are measured: 2030 where the start allows it, else the last
/// year.
int cities_end_year(const model::Results& results);
std::optional<model::ScenarioIndex> scenario_named(const model::Results& results, std::string_view id);
/// The scenario that the page is about: the one that was chosen; where none was, 'concept-note' where it was run and is
/// not the first, else the second, else the first.
model::ScenarioIndex shown_scenario(const model::Results& results);

/// Years [from, to).
struct YearSpan {
  model::YearIndex from;
  model::YearIndex to;
};
inline constexpr YearSpan over_budget{model::YearIndex(0u), model::YearIndex(model::budget_years)};
constexpr YearSpan one_year(model::YearIndex year) { return {year, year + 1u}; }

/// Sum of headlines at an aggregate over some years, a draw an entry: values of the first scenario, or what `scenario`
/// averts of them.
std::vector<double> first_draws(const model::Results& results, model::AggregateIndex aggregate,
                                const std::vector<model::Headline>& headlines, const YearSpan& years);
std::vector<double> averted_draws(const model::Results& results, model::AggregateIndex aggregate,
                                  const std::vector<model::Headline>& headlines, model::ScenarioIndex scenario,
                                  const YearSpan& years);
inline constexpr model::Headline homicide = model::headline_of(model::CrimeType::homicide);
/// Incidents weighed by the life years (DALYs) that one costs in a draw; types beyond `which` are left out. Not a
/// number where the results do not know what one costs. @param incidents of a type, a draw an entry
std::vector<double> in_life_years(const model::Results& results, const model::EnumArray<bool, model::CrimeType>& which,
                                  const std::function<std::vector<double>(model::CrimeType)>& incidents);
/// Headlines whose sum is "violent incidents", unlike things.
std::vector<model::Headline> violent_headlines();

/// Homicides a year and people of all countries, mean of 2017-19: published rates, else the level at the start.
struct HomicideBase {
  double homicides = 0.0;
  double people = 0.0;
  std::size_t published = 0;  ///< countries with a published rate
};
HomicideBase homicide_base(const model::Results& results);

/// Title of a budget item: a global function in words; an intervention by id and title (`I19 Title`), by its id alone
/// where the results do not know it.
std::string item_label(const model::Results& results, model::Half half, const std::string& item);

/// What is known of a city before anything is drawn; null where the results do not say.
const model::City* city_of(const model::Results& results, const model::CityResult& city);
using CityResultIndex = model::Position<struct CityResultAxis>;  ///< in `results.cities`
/// By country (alphabetical by name), then code; never by a value.
std::vector<CityResultIndex> cities_in_order(const model::Results& results);

}  // namespace salus::output
