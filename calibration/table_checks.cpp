#include "calibration/table_checks.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <tuple>

#include "calibration/money_checks.hpp"
#include "calibration/table_view.hpp"
#include "calibration/tables.hpp"
#include "model/core/number.hpp"
#include "model/core/world_countries.hpp"

namespace salus::calibration {
namespace {

using model::Diagnostics;
using model::Driver;
using C = TableColumn;
using Place = std::pair<std::string, int>;               ///< iso3 and year
using PeopleOf = std::tuple<std::string, Vintage, int>;  ///< iso3, edition and year
using People = std::map<PeopleOf, double>;
/// A series by country and, where the table has several, edition.
using Series = std::pair<std::string, std::optional<Vintage>>;
using YearRange = std::pair<int, int>;

using View = TableView;

void check_keys(const View& view) {
  std::map<std::vector<std::string>, std::size_t> seen;
  std::string names;
  for (const auto column : view.rule.key)
    names += (names.empty() ? "" : ", ") + std::string(table_column_names[column]);
  for (std::size_t row = 0; row < view.table.rows(); ++row) {
    std::vector<std::string> key;
    for (const auto column : view.rule.key) key.push_back(view.text(row, column));
    if (!seen.emplace(std::move(key), row).second)
      view.refuse(row, view.rule.key.front(), "the row's key stands twice", "each (" + names + ") once",
                  "remove one of the two rows: sources are never pooled");
  }
}

void check_countries(const View& view) {
  std::set<std::string> numbers;
  std::set<std::string> names;
  for (std::size_t row = 0; row < view.table.rows(); ++row) {
    const auto& iso3 = view.text(row, C::iso3);
    if (iso3.size() != 3 || std::any_of(iso3.begin(), iso3.end(), [](char c) { return c < 'A' || c > 'Z'; }))
      view.refuse(row, C::iso3, "the code is not an ISO 3166-1 alpha-3 code", "three capital letters",
                  "write the three-letter code");
    if (!numbers.insert(view.text(row, C::m49)).second)
      view.refuse(row, C::m49, "the number stands twice", "each country's own UN M49 number",
                  "look the number up: it keys the country's random draws");
    if (!names.insert(view.text(row, C::name)).second)
      view.refuse(row, C::name, "the name stands twice", "each name once", "correct one of the two");
  }
  if (view.table.rows() != country_count)
    view.findings.push_back({view.rule.name, 1, 1, "iso3", "the list of countries is not complete",
                             std::to_string(view.table.rows()) + " countries",
                             std::to_string(country_count) + " countries",
                             "list every country of the concept note, paragraph 22, once"});
}

/// Every country of a row must be in countries.csv; where `complete`, every country must have a row.
void check_members(const View& view, const std::vector<std::string>& countries, bool complete) {
  std::set<std::string> present;
  for (std::size_t row = 0; row < view.table.rows(); ++row) {
    const auto& iso3 = view.text(row, C::iso3);
    // One finding for each unknown code, at its first row.
    if (!present.insert(iso3).second || std::find(countries.begin(), countries.end(), iso3) != countries.end())
      continue;
    const auto remedy = model::remedy_for_country(iso3, countries);
    view.refuse(row, C::iso3, remedy.what, "a code of countries.csv", remedy.fix);
  }
  if (!complete) return;
  std::string missing;
  std::size_t count = 0;
  for (const auto& iso3 : countries)
    if (present.count(iso3) == 0 && ++count <= 5) missing += (missing.empty() ? "" : ", ") + iso3;
  if (count > 0)
    view.findings.push_back({view.rule.name, 1, 1, "iso3",
                             std::to_string(count) + (count == 1 ? " country has" : " countries have") + " no rows",
                             missing + (count > 5 ? ", ..." : ""), "rows for every country", "add the missing rows"});
}

Vintage vintage_of(const View& view, std::size_t row) {
  return model::find(vintage_names, view.text(row, C::vintage)).value();
}

/// Yearly series (grouped by iso3 and, where there is one, vintage) must have no gap, no jump, and reach over the years
/// needed.
void check_series(const View& view, TableColumn value, double largest_jump,
                  const std::map<std::optional<Vintage>, YearRange>& needed) {
  std::map<Series, std::map<int, std::size_t>> all;
  const bool vintage = std::any_of(view.rule.columns.begin(), view.rule.columns.end(),
                                   [](const auto& c) { return c.column == C::vintage; });
  for (std::size_t row = 0; row < view.table.rows(); ++row)
    all[{view.text(row, C::iso3), vintage ? std::optional(vintage_of(view, row)) : std::nullopt}].emplace(
        view.year(row), row);
  for (const auto& [series, years] : all) {
    const auto& [iso3, edition] = series;
    const std::string name = edition ? iso3 + " " + std::string(vintage_names[*edition]) : iso3;
    for (auto it = std::next(years.begin()); it != years.end(); ++it) {
      const auto& [year, row] = *it;
      const auto& [before, row_before] = *std::prev(it);
      if (year != before + 1) {
        view.refuse(row, C::year, "the series of " + name + " has a gap", "the year " + std::to_string(before + 1),
                    "add the missing years");
      } else if (const double ratio = view.number(row, value) / view.number(row_before, value);
                 largest_jump > 0 && std::abs(ratio - 1.0) > largest_jump) {
        view.refuse(row, value,
                    "the series of " + name + " jumps by more than " + model::format_fixed(100 * largest_jump, 0) +
                        " % in a year",
                    "a value near that of " + std::to_string(before) + " (" +
                        model::format_number(view.number(row_before, value)) + ")",
                    "check the digits and the unit");
      }
    }
    const auto range = needed.find(edition);
    if (range == needed.end()) continue;
    if (years.begin()->first > range->second.first || years.rbegin()->first < range->second.second)
      view.refuse(years.begin()->second, C::year, "the series of " + name + " is too short",
                  "the years " + std::to_string(range->second.first) + " to " + std::to_string(range->second.second),
                  "add the missing years");
  }
}

People population_by_year(const View& view) {
  People people;
  for (std::size_t row = 0; row < view.table.rows(); ++row)
    people[{view.text(row, C::iso3), vintage_of(view, row), view.year(row)}] = view.number(row, C::persons);
  return people;
}

void check_homicide(const View& view, const People& people) {
  for (std::size_t row = 0; row < view.table.rows(); ++row) {
    if (view.empty(row, C::count) != view.empty(row, C::count_source_id)) {
      view.refuse(row, C::count_source_id, "a count and its source go together", "both or neither",
                  "add the missing one, or remove both");
      continue;
    }
    if (view.empty(row, C::count)) continue;
    const auto persons = people.find({view.text(row, C::iso3), Vintage::now, view.year(row)});
    if (persons == people.end()) continue;
    // Published rates rest on other population tables than ours: 25 % (Serbia with and without Kosovo), or five
    // victims.
    const double count = view.number(row, C::count);
    const double implied = view.number(row, C::rate_per_100k) * persons->second / 1e5;
    if (std::abs(count - implied) > std::max(5.0, 0.25 * implied))
      view.refuse(row, C::count, "the count contradicts the rate",
                  "about " + model::format_fixed(implied, 0) + " victims, from the rate and the population",
                  "check both figures, or leave the count empty");
  }
}

void check_modelled(const View& view) {
  for (std::size_t row = 0; row < view.table.rows(); ++row) {
    const double rate = view.number(row, C::rate_per_100k);
    if (!view.empty(row, C::low) && view.number(row, C::low) > rate)
      view.refuse(row, C::low, "the lower limit is above the estimate", "at most " + model::format_number(rate),
                  "check the three figures");
    if (!view.empty(row, C::high) && view.number(row, C::high) < rate)
      view.refuse(row, C::high, "the upper limit is below the estimate", "at least " + model::format_number(rate),
                  "check the three figures");
    if (!publisher_of(view.text(row, C::source_id)))
      view.refuse(row, C::source_id, "the source is neither WHO nor IHME", "a name that starts with who_ or ihme_",
                  "put figures of other publishers into homicide.csv");
  }
}

void check_ages(const View& view, const People& people) {
  for (std::size_t row = 0; row < view.table.rows(); ++row) {
    double all = 0;
    double fertile = 0;
    for (std::size_t band = 0; band < age_band_count; ++band) {
      const double persons = view.number(row, age_column(band));
      all += persons;
      if (band >= 3 && band <= 9) fertile += persons;
    }
    if (view.number(row, C::women_15_49) > fertile)
      view.refuse(row, C::women_15_49, "there are more women of 15 to 49 than persons of that age",
                  "at most " + model::format_fixed(fertile, 0), "check the bands");
    const auto total = people.find({view.text(row, C::iso3), Vintage::as_of_note, view.year(row)});
    if (total != people.end() && std::abs(all / total->second - 1.0) > 0.001)
      view.refuse(
          row, C::a0_4,
          all > total->second ? "the age bands exceed the population" : "the age bands fall short of the population",
          "a sum of " + model::format_fixed(total->second, 0) + " (population.csv, as_of_note), not " +
              model::format_fixed(all, 0),
          "take both from one edition");
  }
}

void check_cities(const View& view, const People& people) {
  std::map<std::string, std::tuple<std::string, std::string>> owner;
  std::map<Place, double> sum;
  std::map<Place, std::size_t> first;
  for (std::size_t row = 0; row < view.table.rows(); ++row) {
    const auto [it, fresh] =
        owner.emplace(view.text(row, C::un_city_code), std::tuple(view.text(row, C::iso3), view.text(row, C::city)));
    if (!fresh && it->second != std::tuple(view.text(row, C::iso3), view.text(row, C::city)))
      view.refuse(row, C::un_city_code, "two cities share a code",
                  "the code of " + std::get<1>(it->second) + " (" + std::get<0>(it->second) + ") only",
                  "correct the code, the name or the country");
    const Place place{view.text(row, C::iso3), view.year(row)};
    sum[place] += view.number(row, C::persons);
    first.emplace(place, row);
  }
  for (const auto& [place, persons] : sum) {
    const auto total = people.find({place.first, Vintage::as_of_note, place.second});
    if (total != people.end() && persons > total->second)
      view.refuse(
          first[place], C::persons,
          "the cities of " + place.first + " exceed the population in " + std::to_string(place.second),
          "a sum of at most " + model::format_fixed(total->second, 0) + ", not " + model::format_fixed(persons, 0),
          "check the unit");
  }
}

/// The panel interpolates between the five-year points, from three years before the earliest start on.
void check_city_points(const View& view) {
  std::map<std::string, std::pair<std::size_t, std::set<int>>> points;
  for (std::size_t row = 0; row < view.table.rows(); ++row)
    points.emplace(view.text(row, C::un_city_code), std::pair(row, std::set<int>{}))
        .first->second.second.insert(view.year(row));
  for (const auto& [code, found] : points)
    for (int year = 2015; year <= 2035; year += 5)
      if (found.second.count(year) == 0) {
        view.refuse(found.first, C::year, "the city " + view.text(found.first, C::city) + " lacks a point",
                    "a row for " + std::to_string(year) + " (2015, 2020 ... 2035)", "add the missing years");
        break;
      }
}

void check_city_series(const View& view) {
  std::map<std::string, std::map<int, std::size_t>> all;
  for (std::size_t row = 0; row < view.table.rows(); ++row) all[view.text(row, C::series)].emplace(view.year(row), row);
  for (const auto& [name, years] : all)
    for (auto it = std::next(years.begin()); it != years.end(); ++it) {
      const std::size_t row = it->second;
      const std::size_t before = std::prev(it)->second;
      for (const auto column : {C::iso3, C::area_type, C::source_id})
        if (view.text(row, column) != view.text(before, column))
          view.refuse(row, column, "the series " + name + " changes its " + std::string(table_column_names[column]),
                      "'" + view.text(before, column) + "', as in the year before",
                      "name the series apart: areas and sources are never pooled");
      if (view.empty(row, C::population) || view.empty(before, C::population)) continue;
      // A new census moves a town by up to a half (Quintana Roo 2010, Mosquera 2018).
      if (const double ratio = view.number(row, C::population) / view.number(before, C::population);
          ratio > 2.0 || ratio < 0.5)
        view.refuse(row, C::population, "the population of " + name + " more than doubles or halves",
                    "a value near that of " + std::to_string(std::prev(it)->first) + " (" +
                        view.text(before, C::population) + ")",
                    "check the digits and the unit");
    }
}

Driver driver_of(const View& view, std::size_t row) {
  return model::find(model::driver_names, view.text(row, C::driver)).value();
}

/// The youth share is a yearly projection: the model interpolates it, so it must not have gaps.
void check_youth_share(const View& view) {
  std::map<std::string, std::map<int, std::size_t>> series;
  for (std::size_t row = 0; row < view.table.rows(); ++row)
    if (driver_of(view, row) == Driver::youth_share) series[view.text(row, C::iso3)].emplace(view.year(row), row);
  for (const auto& [iso3, years] : series)
    for (auto it = std::next(years.begin()); it != years.end(); ++it)
      if (it->first != std::prev(it)->first + 1)
        view.refuse(it->second, C::year, "the youth share of " + iso3 + " has a gap",
                    "the year " + std::to_string(std::prev(it)->first + 1), "add the missing years");
}

void check_unit(const View& view, std::size_t row, const std::string& unit, const char* of) {
  if (view.text(row, C::unit) != unit)
    view.refuse(row, C::unit, std::string("the unit is not that of the ") + of, unit, "convert the value");
}

void check_drivers(const View& view) {
  check_youth_share(view);
  for (std::size_t row = 0; row < view.table.rows(); ++row) {
    const Driver driver = driver_of(view, row);
    check_unit(view, row, driver_unit(driver), "driver");
    if (driver != Driver::rule_of_law && view.number(row, C::value) < 0)
      view.refuse(row, C::value, "the share is negative", "0 to 100", "check the sign");
    if (driver == Driver::rule_of_law && view.number(row, C::value) > 5)
      view.refuse(row, C::value, "the score is out of range", "-5 to 5", "give the standard normal score");
  }
}

void check_levels(const View& view) {
  for (std::size_t row = 0; row < view.table.rows(); ++row) {
    const bool recorded = model::find(measure_names, view.text(row, C::measure)) == Measure::recorded_rate;
    check_unit(view, row, recorded ? "per_100k" : "percent", "measure");
    if (!recorded && view.number(row, C::value) > 100)
      view.refuse(row, C::value, "the percentage is above 100", "0 to 100", "check the unit");
    if (of_police(model::find(family_names, view.text(row, C::family)).value()) != recorded)
      view.refuse(row, C::family, "the family does not ask for this measure",
                  recorded ? "police_high_income or police_elsewhere" : "a family of surveys", "name who asked");
  }
}

void check_victims(const View& view) {
  const auto is = [&](std::size_t row, VictimMeasure measure) {
    return model::find(victim_measure_names, view.text(row, C::measure)) == measure;
  };
  std::map<Place, double> young;
  for (std::size_t row = 0; row < view.table.rows(); ++row)
    if (is(row, VictimMeasure::under_30)) young[{view.text(row, C::iso3), view.year(row)}] = view.number(row, C::share);
  for (std::size_t row = 0; row < view.table.rows(); ++row) {
    if (!is(row, VictimMeasure::aged_60_plus)) continue;
    const auto it = young.find({view.text(row, C::iso3), view.year(row)});
    if (it != young.end() && it->second + view.number(row, C::share) > 1.0 + 1e-6)
      view.refuse(row, C::share, "the shares of the young and the old exceed 1 together",
                  "at most " + model::format_fixed(1.0 - it->second, 4), "check both shares");
  }
}

void check_registers(const View& view) {
  for (std::size_t row = 0; row < view.table.rows(); ++row) {
    const bool share = model::find(register_measure_names, view.text(row, C::measure)) == RegisterMeasure::completeness;
    check_unit(view, row, share ? "percent" : "1_yes_0_no", "measure");
    if (const double value = view.number(row, C::value); !share && value != 0.0 && value != 1.0)
      view.refuse(row, C::value, "the answer is neither yes nor no", "1 or 0", "write 1 where the share is reached");
  }
}

/// The rules of one table beyond keys and membership.
void check_content(const View& view, const People& people) {
  switch (view.rule.id) {
    case TableId::homicide:
      return check_homicide(view, people);
    case TableId::homicide_modelled:
      return check_modelled(view);
    case TableId::population:
      return check_series(view, C::persons, 0.25, {{Vintage::as_of_note, {2015, 2035}}, {Vintage::now, {2015, 2019}}});
    case TableId::age_structure:
      check_series(view, C::a15_19, 0.25, {{std::nullopt, {2015, 2035}}});
      return check_ages(view, people);
    case TableId::urban:
      return check_series(view, C::urban_share, 0.25, {{std::nullopt, {2015, 2019}}});
    case TableId::cities:
      check_cities(view, people);
      return check_city_points(view);
    case TableId::drivers:
      return check_drivers(view);
    case TableId::crime_levels:
      return check_levels(view);
    case TableId::victims:
      return check_victims(view);
    case TableId::register_quality:
      return check_registers(view);
    case TableId::gdp:
      // Iraq 2003-04 moved by half.
      return check_series(view, C::gdp_per_head, 0.6, {{std::nullopt, {2015, 2019}}});
    case TableId::gdp_market:
      // Argentina fell by two thirds in 2002, the Democratic Republic of the Congo doubled in a year.
      return check_series(view, C::gdp_market_per_head, 2.0, {{std::nullopt, {2015, 2019}}});
    case TableId::prices:
      return check_prices(view);
    case TableId::city_series:
      return check_city_series(view);
    default:
      return;
  }
}

}  // namespace

void check_tables(const ParsedTables& tables, Diagnostics& findings) {
  std::vector<std::string> countries;
  const std::size_t before = findings.size();
  if (const auto list = tables.find(TableId::countries); list != tables.end()) {
    const View view{rule_of(TableId::countries), list->second, findings};
    check_countries(view);
    for (std::size_t row = 0; row < list->second.rows(); ++row) countries.push_back(view.text(row, C::iso3));
  }
  // Against a wrong list of countries the rows of every table would be findings.
  const bool list_is_good = !countries.empty() && findings.size() == before;
  People people;
  if (const auto table = tables.find(TableId::population); table != tables.end())
    people = population_by_year({rule_of(TableId::population), table->second, findings});
  const std::set<TableId> complete{TableId::population, TableId::age_structure, TableId::urban,
                                   TableId::drivers,    TableId::gdp,           TableId::gdp_market};
  for (const auto& [id, table] : tables) {
    const View view{rule_of(id), table, findings};
    check_keys(view);
    if (id != TableId::countries && list_is_good) check_members(view, countries, complete.count(id) > 0);
    check_content(view, people);
  }
  const auto incomes = tables.find(TableId::gdp_market);
  const auto prices = tables.find(TableId::prices);
  if (incomes != tables.end() && prices != tables.end())
    check_income_years({rule_of(TableId::gdp_market), incomes->second, findings},
                       {rule_of(TableId::prices), prices->second, findings});
}

}  // namespace salus::calibration
