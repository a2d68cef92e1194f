#include "calibration/rate_series.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "calibration/statistics.hpp"
#include "calibration/table_columns.hpp"
#include "calibration/users_table.hpp"
#include "model/core/csv.hpp"

namespace salus::calibration {

RatePanel rate_panel(const Tables& tables) {
  RatePanel panel;
  for (const auto& country : tables.by_country)
    for (const auto& row : country.homicide)
      if (row.source_id == "unodc_owid_2025" && row.rate > least_rate) panel[country.name.iso3][row.year] = row.rate;
  return panel;
}

namespace {

enum : std::size_t { iso3_at, year_at, indicator_at, value_at, unit_at };

/// Count and rate together say how many people live there; where that jumps by more than a factor of two, one of them
/// is wrong.
void check_counts(const model::CsvTable& table, const OwnFigures& own, model::Diagnostics& findings) {
  std::map<std::string, std::vector<double>> people;
  const auto implied = [&](const std::string& iso3, int year, double victims) {
    const auto series = own.rates.find(iso3);
    if (series == own.rates.end()) return 0.0;
    const auto rate = series->second.find(year);
    return rate == series->second.end() ? 0.0 : victims / rate->second;
  };
  for (const auto& [iso3, series] : own.victims)
    for (const auto& [year, victims] : series)
      if (const double n = implied(iso3, year, victims); n > 0.0) people[iso3].push_back(n);
  for (std::size_t r = 0; r < table.rows(); ++r) {
    if (table.text(r, indicator_at) != "homicide_count") continue;
    const std::string& iso3 = table.text(r, iso3_at);
    const double n = implied(iso3, static_cast<int>(table.integer(r, year_at)), table.number(r, value_at));
    if (!(n > 0.0) || people[iso3].size() < 3) continue;
    const double usual = median(people[iso3]);
    // A few victims scatter by themselves.
    if (std::abs(std::log(n / usual)) > std::log(2.0) + 3.0 / std::sqrt(table.number(r, value_at)))
      findings.push_back(
          table.at(r, value_at, "count and rate of this year speak of another population than those of the other years",
                   "count / rate within a factor of two of its median", "check both, or leave the count out"));
  }
}

}  // namespace

OwnFigures read_own_figures(std::string_view text, const std::string& file, model::Diagnostics& findings) {
  using model::Column;
  const std::vector<Column> columns{
      {"iso3", Column::Kind::text, true, 0, 0, {}},      {"year", Column::Kind::integer, true, 1900, 2100, {}},
      {"indicator", Column::Kind::text, true, 0, 0, {}}, {"value", Column::Kind::number, true},
      {"unit", Column::Kind::text, true, 0, 0, {}},      {"source_id", Column::Kind::text, true, 0, 0, {}}};
  const std::size_t before = findings.size();
  if (!accept_users_table(text, file, findings)) return {};
  const auto table = model::CsvTable::parse(text, file, columns, findings);
  OwnFigures own;
  if (findings.size() > before) return own;
  std::set<std::tuple<std::string, std::string, int>> seen;
  bool any_rate = false;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const std::string& iso3 = table.text(r, iso3_at);
    const std::string& indicator = table.text(r, indicator_at);
    const std::string& unit = table.text(r, unit_at);
    const int year = static_cast<int>(table.integer(r, year_at));
    const auto driver = model::find(model::driver_names, indicator);
    const double value = table.number(r, value_at);
    const bool rate = indicator == "homicide_rate";
    const bool count = indicator == "homicide_count";
    if (!rate && !count && !driver) {
      own.not_read.insert(indicator);
      continue;
    }
    any_rate = any_rate || rate;
    const auto refuse = [&](std::size_t column, const std::string& what, const std::string& wanted,
                            const std::string& fix) { findings.push_back(table.at(r, column, what, wanted, fix)); };
    if (iso3.size() != 3 || !std::all_of(iso3.begin(), iso3.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
      refuse(iso3_at, "this is not a country code", "three capital letters (ISO 3166-1 alpha-3)",
             "write the code, for instance KEN");
    const std::string wanted = rate ? "per_100k" : count ? "victims" : driver_unit(indicator);
    if (unit != wanted)
      refuse(unit_at, "'" + indicator + "' is read in another unit", wanted,
             "convert the values, or leave the rows out");
    if (rate && (!(value >= 0.0) || value > 1000.0))
      refuse(value_at, "this is no homicide rate", "0 to 1000 per 100,000 people a year",
             "check the unit and the digits");
    if (count && (!(value >= 0.0) || value != std::floor(value)))
      refuse(value_at, "this is no number of victims", "a whole number, zero or more", "check the sign and the unit");
    if (driver && !(std::abs(value) <= 100.0))
      refuse(value_at, "this is no value of a driver", "-100 to 100", "check the unit and the digits");
    if (!seen.emplace(iso3, indicator, year).second)
      refuse(year_at, "the country and year stand twice: " + indicator + " of " + iso3,
             "each country and year once: sources are chosen, not pooled", "keep the rows of one source");
    if (rate && value > least_rate) own.rates[iso3][year] = value;
    if (rate && value <= least_rate) ++own.too_low[iso3];
    if (count && value > 0.0) own.victims[iso3][year] = value;
    if (driver) own.drivers[iso3][*driver].push_back({year, value, ""});
  }
  if (!any_rate)
    findings.push_back({file, 1, 1, "indicator", "there is no row of the indicator 'homicide_rate'", "",
                        "rows with indicator homicide_rate", "name the indicator so"});
  if (findings.size() == before && own.rates.empty())
    findings.push_back({file, 1, 1, "value", "no rate is above 0.05 per 100,000", "", "rates above it",
                        "check the unit: a logarithm of next to nothing cannot be fitted"});
  if (findings.size() > before) return {};
  check_counts(table, own, findings);
  if (findings.size() > before) return {};
  for (auto& [iso3, all] : own.drivers)
    for (auto& series : all)
      std::sort(series.begin(), series.end(), [](const YearValue& a, const YearValue& b) { return a.year < b.year; });
  return own;
}

}  // namespace salus::calibration
