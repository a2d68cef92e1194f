#include "calibration/table_columns.hpp"

#include <algorithm>
#include <stdexcept>

#include "calibration/level_rules.hpp"
#include "calibration/tables.hpp"
#include "model/core/grid.hpp"

namespace salus::calibration {
namespace {

using model::Column;
using Kind = Column::Kind;

constexpr double infinity = std::numeric_limits<double>::infinity();
// Highest figures accepted. Rates: the highest national homicide rate on record is about 150 (El Salvador 1995); prison
// 650 (El Salvador 2021 and later up to 1,700); recorded theft 8,000 (Denmark, Sweden). Persons: India stays below 1.8
// thousand million. A town's homicide: 528 (Colombia 1991-2013, in the table). Product per head: 90,000 is the highest
// of the 48, 580 the lowest, in dollars of 2021.
constexpr double highest_homicide = 500;
constexpr double highest_prison = 2500;
constexpr double highest_recorded = 20000;
constexpr double highest_persons = 2e9;
constexpr double highest_town_homicide = 1000;
constexpr double lowest_product = 200;
constexpr double lowest_market_product = 50;  // Democratic Republic of the Congo 2000: 100
constexpr double highest_product = 250000;

using C = TableColumn;
using Rule = model::ColumnRule<C>;

Rule text(C column, bool required = true) { return {column, {{}, Kind::text, required}}; }
Rule iso3() { return text(C::iso3); }
Rule source() { return text(C::source_id); }
Rule year() { return {C::year, {{}, Kind::integer, true, 1950, 2100}}; }
Rule number(C column, double low, double high, bool required = true) {
  return {column, {{}, Kind::number, required, low, high}};
}
Rule whole(C column, double low, double high, bool required = true) {
  return {column, {{}, Kind::integer, required, low, high}};
}

template <class Names>
Rule choice(C column, const Names& names) {
  return {column, {{}, Kind::text, true, -infinity, infinity, {names.begin(), names.end()}}};
}

static_assert(age_column(last_age_band) == C::a80plus);

std::vector<Rule> age_columns() {
  std::vector<Rule> columns{iso3(), year()};
  for (std::size_t band = 0; band < age_band_count; ++band)
    columns.push_back(whole(age_column(band), 1, highest_persons));
  columns.push_back(whole(C::women_15_49, 1, highest_persons));
  columns.push_back(source());
  return columns;
}

std::vector<TableRule> make_rules() {
  constexpr auto observed = std::to_array<std::string_view>({"observed"});
  constexpr auto units = std::to_array<std::string_view>({"per_100k", "percent"});
  constexpr auto register_units = std::to_array<std::string_view>({"percent", "1_yes_0_no"});
  std::vector<std::string_view> drivers;
  for (const auto driver : model::every<model::Driver>)
    if (driver != model::Driver::alcohol) drivers.push_back(model::driver_names[driver]);  // it has a table of its own
  std::vector<std::string_view> types;
  for (const auto type : model::every<model::CrimeType>)
    if (level_rules[type].tabled) types.push_back(model::crime_type_names[type]);
  return {
      {TableId::countries,
       "countries.csv",
       false,
       {iso3(), whole(C::m49, 1, 999), text(C::name), choice(C::region, model::region_names),
        choice(C::income, model::income_names)},
       {C::iso3}},
      {TableId::homicide,
       "homicide.csv",
       false,
       {iso3(), year(), number(C::rate_per_100k, 0, highest_homicide), whole(C::count, 0, 1e6, false),
        choice(C::basis, observed), source(), text(C::count_source_id, false)},
       {C::iso3, C::year}},
      {TableId::homicide_modelled,
       "noncommercial/homicide_modelled.csv",
       true,
       {iso3(), year(), number(C::rate_per_100k, 0, highest_homicide), number(C::low, 0, highest_homicide, false),
        number(C::high, 0, highest_homicide, false), source()},
       {C::iso3, C::year, C::source_id}},
      {TableId::alcohol,
       "noncommercial/alcohol.csv",
       true,
       {iso3(), year(), number(C::litres, 0, 50), source()},
       {C::iso3, C::year}},
      {TableId::population,
       "population.csv",
       false,
       {iso3(), year(), whole(C::persons, 1000, highest_persons), source(), choice(C::vintage, vintage_names)},
       {C::iso3, C::year, C::vintage}},
      {TableId::age_structure, "age_structure.csv", false, age_columns(), {C::iso3, C::year}},
      {TableId::urban,
       "urban.csv",
       false,
       {iso3(), year(), number(C::urban_share, 0, 1), source()},
       {C::iso3, C::year}},
      {TableId::cities,
       "cities.csv",
       false,
       {iso3(), whole(C::un_city_code, 1, 999999999), text(C::city), number(C::lat, -90, 90), number(C::lon, -180, 180),
        year(), whole(C::persons, 1, 1e8), source()},
       {C::un_city_code, C::year}},
      {TableId::drivers,
       "drivers.csv",
       false,
       {iso3(), year(), choice(C::driver, drivers), number(C::value, -5, 100), text(C::unit), source()},
       {C::iso3, C::year, C::driver}},
      {TableId::prison,
       "prison.csv",
       false,
       {iso3(), year(), number(C::rate_per_100k, 0, highest_prison), source()},
       {C::iso3, C::year}},
      {TableId::crime_levels,
       "crime_levels.csv",
       false,
       {iso3(), year(), choice(C::crime_type, types), choice(C::measure, measure_names),
        choice(C::family, family_names), number(C::value, 0, highest_recorded), choice(C::unit, units), source()},
       {C::iso3, C::year, C::crime_type, C::measure, C::family}},
      {TableId::victims,
       "victims.csv",
       false,
       {iso3(), year(), choice(C::measure, victim_measure_names), number(C::share, 0, 1), number(C::victims, 1, 1e6),
        source()},
       {C::iso3, C::year, C::measure}},
      {TableId::register_quality,
       "register_quality.csv",
       false,
       {iso3(), year(), choice(C::measure, register_measure_names), number(C::value, 0, 100),
        choice(C::unit, register_units), source()},
       {C::iso3, C::year, C::measure}},
      {TableId::gdp,
       "gdp.csv",
       false,
       {iso3(), year(), number(C::gdp_per_head, lowest_product, highest_product), source()},
       {C::iso3, C::year}},
      {TableId::gdp_market,
       "gdp_market.csv",
       false,
       {iso3(), year(), number(C::gdp_market_per_head, lowest_market_product, highest_product), source()},
       {C::iso3, C::year}},
      {TableId::prices,
       "prices.csv",
       false,
       {iso3(), year(), choice(C::measure, price_measure_names), text(C::currency), number(C::value, 1e-4, 1e6),
        source()},
       {C::iso3, C::year, C::measure}},
      {TableId::city_series,
       "city_series.csv",
       false,
       {iso3(), text(C::series), choice(C::area_type, area_type_names), year(),
        number(C::rate_per_100k, 0, highest_town_homicide), whole(C::population, 1000, 1e8, false), source()},
       {C::iso3, C::series, C::year}},
      {TableId::districts,
       "districts.csv",
       false,
       {iso3(), whole(C::un_city_code, 1, 1e6), text(C::district), whole(C::persons, 1000, 1e7),
        number(C::violence_per_100k, 0.1, 1e5), number(C::homicide_per_100k, 0, highest_town_homicide), source()},
       {C::iso3, C::un_city_code, C::district}},
  };
}

}  // namespace

const std::vector<TableRule>& table_rules() {
  static const std::vector<TableRule> rules = make_rules();
  return rules;
}

const TableRule& rule_of(TableId id) {
  return *std::find_if(table_rules().begin(), table_rules().end(), [id](const auto& rule) { return rule.id == id; });
}

std::size_t column_of(const TableRule& rule, TableColumn column) {
  for (std::size_t i = 0; i < rule.columns.size(); ++i)
    if (rule.columns[i].column == column) return i;
  throw std::out_of_range("table " + rule.name + " has no column " + std::string(table_column_names[column]));
}

std::string driver_unit(model::Driver driver) {
  using Of = model::Driver;
  static constexpr auto units = model::for_each_of<Of, std::string_view>({
      {Of::youth_share, "percent_of_total_population"},
      {Of::inequality, "index_0_100"},
      {Of::unemployment, "percent_of_labour_force"},
      {Of::slum_share, "percent_of_urban_population"},
      {Of::rule_of_law, "std_normal_score"},
      {Of::alcohol, "litres_pure_alcohol"},
  });
  return std::string(units[driver]);
}

}  // namespace salus::calibration
