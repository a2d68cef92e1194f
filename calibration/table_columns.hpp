#pragma once
/// What each table's columns must hold.
#include <string>
#include <vector>

#include "model/core/csv.hpp"

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
  gdp,
  city_series,
  districts
};

struct TableRule {
  TableId id;
  std::string name;                    ///< file name relative to calibration/data/
  bool optional = false;               ///< the file may be missing
  std::vector<model::Column> columns;  ///< as in the file
  std::vector<std::string> key;        ///< columns that together are unique
};

const std::vector<TableRule>& table_rules();

/// Position of a column in its table. @throws std::out_of_range for a name that is not there.
std::size_t column_of(const TableRule& rule, const std::string& name);

/// Unit that drivers.csv must give for a driver.
std::string driver_unit(const std::string& driver);

}  // namespace salus::calibration
