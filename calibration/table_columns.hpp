#pragma once
/// What each table's columns must hold.
#include <string>
#include <vector>

#include "model/core/csv.hpp"
#include "model/core/ids.hpp"

namespace salus::calibration {

/// The bundled tables, in the order in which they are read.
enum class TableId {
  countries,
  homicide,
  homicide_modelled,
  alcohol,
  population,
  age_structure,
  urban,
  cities,
  drivers,
  prison,
  crime_levels,
  victims,
  register_quality,
  gdp,
  gdp_market,
  prices,
  city_series,
  districts
};

/// Columns of all tables, by their headers; one header means one thing in every table.
enum class TableColumn : std::uint8_t {
  iso3,
  m49,
  name,
  region,
  income,
  year,
  rate_per_100k,
  count,
  basis,
  source_id,
  count_source_id,
  low,
  high,
  litres,
  persons,
  vintage,
  a0_4,
  a5_9,
  a10_14,
  a15_19,
  a20_24,
  a25_29,
  a30_34,
  a35_39,
  a40_44,
  a45_49,
  a50_54,
  a55_59,
  a60_64,
  a65_69,
  a70_74,
  a75_79,
  a80plus,
  women_15_49,
  urban_share,
  un_city_code,
  city,
  lat,
  lon,
  driver,
  value,
  unit,
  crime_type,
  measure,
  family,
  share,
  victims,
  gdp_per_head,
  gdp_market_per_head,
  currency,
  series,
  area_type,
  population,
  district,
  violence_per_100k,
  homicide_per_100k
};
inline constexpr auto table_column_names = model::enumerator_names<TableColumn>;

/// The column of an age band, from the youngest.
constexpr TableColumn age_column(std::size_t band) { return model::enumerator_after(TableColumn::a0_4, band); }

struct TableRule {
  TableId id;
  std::string name;                                     ///< file name relative to calibration/data/
  bool optional = false;                                ///< the file may be missing
  std::vector<model::ColumnRule<TableColumn>> columns;  ///< as in the file
  std::vector<TableColumn> key;                         ///< columns that together are unique
};

const std::vector<TableRule>& table_rules();
const TableRule& rule_of(TableId id);

/// Position of a column in its table. @throws std::out_of_range for one that is not there.
std::size_t column_of(const TableRule& rule, TableColumn column);

/// Unit that tables must give for a driver.
std::string driver_unit(model::Driver driver);

}  // namespace salus::calibration
