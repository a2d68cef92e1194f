#include "calibration/table_columns.hpp"

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
constexpr double highest_product = 250000;

Column text(std::string name) { return {std::move(name), Kind::text}; }
Column iso3() { return text("iso3"); }
Column source() { return text("source_id"); }
Column year() { return {"year", Kind::integer, true, 1950, 2100}; }
Column number(std::string name, double low, double high, bool required = true) {
  return {std::move(name), Kind::number, required, low, high};
}
Column whole(std::string name, double low, double high, bool required = true) {
  return {std::move(name), Kind::integer, required, low, high};
}

template <class Names>
Column choice(std::string name, const Names& names) {
  return {std::move(name), Kind::text, true, -infinity, infinity, {names.begin(), names.end()}};
}

std::vector<Column> age_columns() {
  std::vector<Column> columns{iso3(), year()};
  for (std::size_t i = 0; i + 1 < age_band_count; ++i)
    columns.push_back(whole("a" + std::to_string(5 * i) + "_" + std::to_string(5 * i + 4), 1, highest_persons));
  columns.push_back(whole("a80plus", 1, highest_persons));
  columns.push_back(whole("women_15_49", 1, highest_persons));
  columns.push_back(source());
  return columns;
}

std::vector<TableRule> make_rules() {
  constexpr auto observed = std::to_array<std::string_view>({"observed"});
  constexpr auto vintages = std::to_array<std::string_view>({"as_of_note", "now"});
  constexpr auto units = std::to_array<std::string_view>({"per_100k", "percent"});
  std::vector<std::string_view> drivers;
  for (const auto driver : model::every<model::Driver>)
    if (driver != model::Driver::alcohol) drivers.push_back(model::driver_names[driver]);  // it has a table of its own
  std::vector<std::string_view> types;
  for (const auto type : model::every<model::CrimeType>)
    if (level_rules[type].tabled) types.push_back(model::crime_type_names[type]);
  constexpr auto area_types = std::to_array<std::string_view>(
      {"city", "city_province", "municipality", "municipality_state_capital", "province", "state", "state_city"});
  return {
      {TableId::countries,
       "countries.csv",
       false,
       {iso3(), whole("m49", 1, 999), text("name"), choice("region", model::region_names),
        choice("income", model::income_names)},
       {"iso3"}},
      {TableId::homicide,
       "homicide.csv",
       false,
       {iso3(),
        year(),
        number("rate_per_100k", 0, highest_homicide),
        whole("count", 0, 1e6, false),
        choice("basis", observed),
        source(),
        {"count_source_id", Kind::text, false}},
       {"iso3", "year"}},
      {TableId::homicide_modelled,
       "noncommercial/homicide_modelled.csv",
       true,
       {iso3(), year(), number("rate_per_100k", 0, highest_homicide), number("low", 0, highest_homicide, false),
        number("high", 0, highest_homicide, false), source()},
       {"iso3", "year", "source_id"}},
      {TableId::alcohol,
       "noncommercial/alcohol.csv",
       true,
       {iso3(), year(), number("litres", 0, 50), source()},
       {"iso3", "year"}},
      {TableId::population,
       "population.csv",
       false,
       {iso3(), year(), whole("persons", 1000, highest_persons), source(), choice("vintage", vintages)},
       {"iso3", "year", "vintage"}},
      {TableId::age_structure, "age_structure.csv", false, age_columns(), {"iso3", "year"}},
      {TableId::urban, "urban.csv", false, {iso3(), year(), number("urban_share", 0, 1), source()}, {"iso3", "year"}},
      {TableId::cities,
       "cities.csv",
       false,
       {iso3(), whole("un_city_code", 1, 999999999), text("city"), number("lat", -90, 90), number("lon", -180, 180),
        year(), whole("persons", 1, 1e8), source()},
       {"un_city_code", "year"}},
      {TableId::drivers,
       "drivers.csv",
       false,
       {iso3(), year(), choice("driver", drivers), number("value", -5, 100), text("unit"), source()},
       {"iso3", "year", "driver"}},
      {TableId::prison,
       "prison.csv",
       false,
       {iso3(), year(), number("rate_per_100k", 0, highest_prison), source()},
       {"iso3", "year"}},
      {TableId::crime_levels,
       "crime_levels.csv",
       false,
       {iso3(), year(), choice("crime_type", types), choice("measure", measure_names),
        number("value", 0, highest_recorded), choice("unit", units), source()},
       {"iso3", "year", "crime_type", "measure"}},
      {TableId::victims,
       "victims.csv",
       false,
       {iso3(), year(), choice("measure", victim_measure_names), number("share", 0, 1), number("victims", 1, 1e6),
        source()},
       {"iso3", "year", "measure"}},
      {TableId::gdp,
       "gdp.csv",
       false,
       {iso3(), year(), number("gdp_per_head", lowest_product, highest_product), source()},
       {"iso3", "year"}},
      {TableId::city_series,
       "city_series.csv",
       false,
       {iso3(), text("series"), choice("area_type", area_types), year(),
        number("rate_per_100k", 0, highest_town_homicide), whole("population", 1000, 1e8, false), source()},
       {"iso3", "series", "year"}},
      {TableId::districts,
       "districts.csv",
       false,
       {iso3(), whole("un_city_code", 1, 1e6), text("district"), whole("persons", 1000, 1e7),
        number("violence_per_100k", 0.1, 1e5), number("homicide_per_100k", 0, highest_town_homicide), source()},
       {"iso3", "un_city_code", "district"}},
  };
}

}  // namespace

const std::vector<TableRule>& table_rules() {
  static const std::vector<TableRule> rules = make_rules();
  return rules;
}

std::size_t column_of(const TableRule& rule, const std::string& name) {
  for (std::size_t i = 0; i < rule.columns.size(); ++i)
    if (rule.columns[i].name == name) return i;
  throw std::out_of_range("table " + rule.name + " has no column " + name);
}

std::string driver_unit(const std::string& driver) {
  if (driver == "youth_share") return "percent_of_total_population";
  if (driver == "inequality") return "index_0_100";
  if (driver == "unemployment") return "percent_of_labour_force";
  if (driver == "slum_share") return "percent_of_urban_population";
  if (driver == "alcohol") return "litres_pure_alcohol";
  return "std_normal_score";
}

}  // namespace salus::calibration
