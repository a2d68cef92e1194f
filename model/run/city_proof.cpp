#include "model/run/city_proof.hpp"

#include <cmath>
#include <span>

#include "model/core/elementary.hpp"
#include "model/observation/proof.hpp"
#include "model/observation/records.hpp"

namespace salus::model {
namespace {

const double fell_by_tenth = -least_fall();
const double halved = logarithm(0.5);

/// A reached city of one draw and scenario, with what all draws say of it.
struct Place {
  const CityEntry* entry;
  Vulnerability vulnerability;
  CitySize size;
  CityResult* result;
};

/// Tested class by class, so that the rate of false discovery holds within each.
std::vector<bool> proven(const std::vector<Place>& places, Single CityEntry::*statistic) {
  std::vector<bool> all(places.size(), false);
  for (const auto v : every<Vulnerability>) {
    std::vector<double> own;
    for (const Place& place : places)
      own.push_back(place.vulnerability == v ? place.entry->*statistic : Single(not_a_number));
    const auto found = proven_falls(own);
    for (std::size_t i = 0; i < places.size(); ++i) all[i] = all[i] || found[i];
  }
  return all;
}

/// Tested all together: nearly every null may be true, and classes apart would each have their share of false ones.
std::vector<bool> proven_together(const std::vector<Place>& places, Single CityEntry::*statistic) {
  std::vector<double> all;
  for (const Place& place : places) all.push_back(place.entry->*statistic);
  return proven_falls(all);
}

/// What the tests say of one place.
struct Shown {
  bool records = false;
  bool records_without = false;
  bool credit = false;
  bool credit_without = false;
  bool survey = false;
};

bool judged(const CityEntry& e) { return !std::isnan(e.log_ratio); }
/// Of one that is shown: whether it did not fall by 10 % more than its control cities.
bool no_more(Single ratio, Single controls) { return ratio - controls >= fell_by_tenth; }

/// Counts one place. @param count (indicator, whether it counts).
template <class Count>
void count_place(const Place& place, const Shown& shown, Count count) {
  const CityEntry& e = *place.entry;
  const bool fell = e.log_ratio < fell_by_tenth;
  const bool fell_without = e.log_ratio_without < fell_by_tenth;
  struct Cuts {
    Indicator lower;
    Indicator small;
  };
  const auto count_all = [&](Indicator all, const Cuts& cuts, bool yes) {
    count(all, yes);
    count(of_class(cuts.lower, place.vulnerability), yes);
    count(of_size(cuts.small, place.size), yes);
  };
  using I = Indicator;
  count_all(I::cities_reached, {I::cities_reached_lower, I::cities_reached_small}, true);
  count_all(I::cities_judged, {I::cities_judged_lower, I::cities_judged_small}, judged(e));
  count_all(I::cities_fell, {I::cities_fell_lower, I::cities_fell_small}, fell);
  count_all(I::cities_fell_without, {I::cities_fell_without_lower, I::cities_fell_without_small}, fell_without);
  count_all(I::cities_shown, {I::cities_shown_lower, I::cities_shown_small}, shown.records);
  count(I::cities_compared, !std::isnan(e.z));
  count(I::cities_shown_without, shown.records_without);
  count(I::cities_attributable, fell && !fell_without);
  count(I::cities_kept_from_falling, !fell && fell_without);
  count(I::cities_falsely_shown, shown.records && no_more(e.log_ratio, e.log_ratio_controls));
  count(I::cities_falsely_shown_without,
        shown.records_without && no_more(e.log_ratio_without, e.log_ratio_controls_without));
  count(I::cities_credited, shown.credit);
  count(I::cities_credited_without, shown.credit_without);
  count(I::cities_falsely_credited, shown.credit && no_more(e.log_ratio, e.log_ratio_without));
  count(I::cities_halved, e.log_ratio <= halved);
  count(I::cities_halved_without, e.log_ratio_without <= halved);
  count(I::cities_surveyed, !std::isnan(e.survey_z));
  count(I::cities_survey_fell, e.survey_log_ratio < fell_by_tenth);
  count(I::cities_survey_shown, shown.survey);
  count(I::cities_survey_falsely_shown, shown.survey && e.survey_log_ratio >= fell_by_tenth);
}

void count_city(const Place& place, const Shown& shown) {
  const CityEntry& e = *place.entry;
  const ScenarioIndex s = e.scenario;
  CityResult& city = *place.result;
  city.reached[s] += 1.0;
  if (judged(e)) city.judged[s] += 1.0;
  if (e.log_ratio < fell_by_tenth) city.fell[s] += 1.0;
  if (e.log_ratio_without < fell_by_tenth) city.fell_without[s] += 1.0;
  if (shown.records) city.shown[s] += 1.0;
  if (shown.records && no_more(e.log_ratio, e.log_ratio_controls)) city.falsely_shown[s] += 1.0;
}

using Places = DrawGrid<std::vector<Place>, ScenarioIndex>;

/// In the order of the countries, so that ties are broken the same way always.
Places places_of(const RunPlan& plan, DrawRange draws, const EntriesByCountry& entries,
                 std::vector<CityResult>& cities) {
  Places places(plan.every_scenario(), draws);
  std::span<CityResult> rest(cities);
  for (const auto c : plan.every_country()) {
    const auto& of_country = plan.countries[c].cities;
    for (const auto& entry : entries[c])
      places(entry.scenario, entry.draw)
          .push_back(
              {&entry, of_country[entry.city].vulnerability, size_of(of_country[entry.city]), &rest[entry.city]});
    rest = rest.subspan(of_country.size());
  }
  return places;
}

}  // namespace

void prove(const RunPlan& plan, DrawRange draws, const EntriesByCountry& entries, const std::vector<bool>& failed,
           Grid<Single, Indicator, ScenarioIndex, DrawIndex>& indicators, std::vector<CityResult>& cities) {
  const Places all = places_of(plan, draws, entries, cities);
  for (const auto s : plan.every_scenario())
    for (const auto d : draws) {
      if (failed[d]) continue;
      const auto& places = all(s, d);
      const auto records = proven(places, &CityEntry::z);
      const auto records_without = proven(places, &CityEntry::z_without);
      const auto credit = proven_together(places, &CityEntry::credit_z);
      const auto credit_without = proven_together(places, &CityEntry::credit_z_without);
      const auto survey = proven(places, &CityEntry::survey_z);
      const auto count = [&](Indicator which, bool yes) {
        if (yes) indicators(which, s, d) += 1.0;
      };
      for (std::size_t i = 0; i < places.size(); ++i) {
        const Shown shown{.records = records[i],
                          .records_without = records_without[i],
                          .credit = credit[i],
                          .credit_without = credit_without[i],
                          .survey = survey[i]};
        count_place(places[i], shown, count);
        count_city(places[i], shown);
      }
    }
}

}  // namespace salus::model
