#pragma once
/// Reads and checks the bundled country tables.
#include <map>
#include <string>
#include <vector>

#include "calibration/tables.hpp"

namespace salus::calibration {

/// Contents of the tables by file name relative to calibration/data/ (`homicide.csv`, `noncommercial/alcohol.csv`).
struct TableTexts {
  std::map<std::string, std::string> by_name;
};

/// File names of all tables, relative to calibration/data/; those under noncommercial/ may be missing.
std::vector<std::string> table_names();

/// Of these the ones that fits read: another edition of one is another posterior.
std::vector<std::string> fitted_table_names();

/// Reads and checks all tables.
/// @throws model::InputError with every finding of every table: fields, keys, gaps, jumps, contradictions, missing
/// tables.
Tables read_tables(const TableTexts& texts);

}  // namespace salus::calibration
