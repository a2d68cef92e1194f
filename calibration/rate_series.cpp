#include "calibration/rate_series.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

#include "calibration/statistics.hpp"
#include "calibration/table_columns.hpp"
#include "calibration/users_table.hpp"
#include "model/core/csv.hpp"
#include "model/core/world_countries.hpp"

namespace salus::calibration {

namespace {
/// The edition that the panel is taken from: one alone, since editions revise each other's years.
constexpr std::string_view panel_edition = "unodc_owid_2025";
}  // namespace

RatePanel rate_panel(const Tables& tables) {
  RatePanel panel;
  for (const auto& country : tables.by_country)
    for (const auto& row : country.homicide)
      if (row.source_id == panel_edition && row.rate > least_rate) panel[country.name.iso3][row.year] = row.rate;
  return panel;
}

namespace {

enum class OwnColumn : std::uint8_t { iso3, year, indicator, value, unit, source_id };
using OwnTable = model::NamedTable<OwnColumn>;

/// What is read beside drivers; other indicators are left out.
enum class HomicideFigure : std::uint8_t { homicide_rate, homicide_count };
constexpr auto homicide_figure_names = model::enumerator_names<HomicideFigure>;

OwnTable own_table() {
  using model::Column;
  const Column text{{}, Column::Kind::text, true, 0, 0, {}};
  return OwnTable({{OwnColumn::iso3, text},
                   {OwnColumn::year, {{}, Column::Kind::integer, true, 1900, 2100, {}}},
                   {OwnColumn::indicator, text},
                   {OwnColumn::value, {{}, Column::Kind::number, true}},
                   {OwnColumn::unit, text},
                   {OwnColumn::source_id, text}});
}

/// Count and rate together say how many people live there; where that jumps by more than a factor of two, one of them
/// is wrong.
void check_counts(const OwnTable& table, const OwnFigures& own, model::Diagnostics& findings) {
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
    if (model::find(homicide_figure_names, table.text(r, OwnColumn::indicator)) != HomicideFigure::homicide_count)
      continue;
    const std::string& iso3 = table.text(r, OwnColumn::iso3);
    const double n = implied(iso3, table.whole(r, OwnColumn::year), table.number(r, OwnColumn::value));
    if (!(n > 0.0) || people[iso3].size() < 3) continue;
    const double usual = median(people[iso3]);
    // A few victims scatter by themselves.
    if (std::abs(std::log(n / usual)) > std::log(2.0) + 3.0 / std::sqrt(table.number(r, OwnColumn::value)))
      findings.push_back(table.at(
          r, OwnColumn::value, "count and rate of this year speak of another population than those of the other years",
          "count / rate within a factor of two of its median", "check both, or leave the count out"));
  }
}

/// A row of a user's table.
struct Figure {
  std::string iso3;
  std::string indicator;
  std::string unit;
  int year = 0;
  double value = 0.0;
  bool rate = false;
  bool count = false;
  std::optional<model::Driver> driver;  ///< of the structural ones
};

Figure figure_of(const OwnTable& table, std::size_t r) {
  Figure f;
  f.iso3 = table.text(r, OwnColumn::iso3);
  f.indicator = table.text(r, OwnColumn::indicator);
  f.unit = table.text(r, OwnColumn::unit);
  f.year = table.whole(r, OwnColumn::year);
  f.value = table.number(r, OwnColumn::value);
  const auto homicide = model::find(homicide_figure_names, f.indicator);
  f.rate = homicide == HomicideFigure::homicide_rate;
  f.count = homicide == HomicideFigure::homicide_count;
  f.driver = model::find(model::driver_names, f.indicator);
  return f;
}

std::string unit_of(const Figure& f) {
  if (f.rate) return "per_100k";
  return f.driver ? driver_unit(*f.driver) : "victims";
}

void check_figure(const Figure& f, const OwnTable& table, std::size_t r, model::Diagnostics& findings) {
  const auto refuse = [&](OwnColumn column, const std::string& what, const std::string& wanted,
                          const std::string& fix) { findings.push_back(table.at(r, column, what, wanted, fix)); };
  if (!model::is_country_code(f.iso3)) {
    std::vector<std::string> codes;
    for (const auto& country : model::countries_of_the_world()) codes.emplace_back(country.iso3);
    const auto remedy = model::remedy_for_country(f.iso3, codes);
    refuse(OwnColumn::iso3, remedy.what, "three capital letters (ISO 3166-1 alpha-3)", remedy.fix);
  }
  const std::string wanted = unit_of(f);
  if (f.unit != wanted)
    refuse(OwnColumn::unit, "'" + f.indicator + "' is read in another unit", wanted,
           "convert the values, or leave the rows out");
  if (f.rate && (!(f.value >= 0.0) || f.value > 1000.0))
    refuse(OwnColumn::value, "this is no homicide rate", "0 to 1000 per 100,000 people a year",
           "check the unit and the digits");
  if (f.count && (!(f.value >= 0.0) || f.value != std::floor(f.value)))
    refuse(OwnColumn::value, "this is no number of victims", "a whole number, zero or more",
           "check the sign and the unit");
  if (f.driver && !(std::abs(f.value) <= 100.0))
    refuse(OwnColumn::value, "this is no value of a driver", "-100 to 100", "check the unit and the digits");
}

void take(const Figure& f, OwnFigures& own) {
  if (f.rate && f.value > least_rate) own.rates[f.iso3][f.year] = f.value;
  if (f.rate && f.value <= least_rate) ++own.too_low[f.iso3];
  if (f.count && f.value > 0.0) own.victims[f.iso3][f.year] = f.value;
  if (f.driver) own.drivers[f.iso3][*f.driver].push_back({f.year, f.value, ""});
}

}  // namespace

OwnFigures read_own_figures(std::string_view text, const std::string& file, model::Diagnostics& findings) {
  const std::size_t before = findings.size();
  if (!accept_users_table(text, file, findings)) return {};
  auto table = own_table();
  table.parse(text, file, findings);
  OwnFigures own;
  if (findings.size() > before) return own;
  std::set<std::tuple<std::string, std::string, int>> seen;
  bool any_rate = false;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const Figure figure = figure_of(table, r);
    if (!figure.rate && !figure.count && !figure.driver) {
      own.not_read.insert(figure.indicator);
      continue;
    }
    if (model::is_group_code(figure.iso3)) {
      own.groups.insert(figure.iso3);
      continue;
    }
    any_rate = any_rate || figure.rate;
    check_figure(figure, table, r, findings);
    if (!seen.emplace(figure.iso3, figure.indicator, figure.year).second)
      findings.push_back(
          table.at(r, OwnColumn::year, "the country and year stand twice: " + figure.indicator + " of " + figure.iso3,
                   "each country and year once: sources are chosen, not pooled", "keep the rows of one source"));
    take(figure, own);
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
