#pragma once
/// Rules that span the rows of a table, or two tables.
#include <map>

#include "calibration/table_columns.hpp"
#include "model/core/csv.hpp"

namespace salus::calibration {

/// Number of countries that the concept note lists (paragraph 22).
inline constexpr std::size_t country_count = 48;

/// The tables whose fields are good; the others are absent.
using ParsedTables = std::map<TableId, model::CsvTable>;

/// Appends every breach: doubled keys, unknown countries, missing countries, gaps and jumps, units, counts and rates
/// that contradict one another, ages or cities that exceed the population.
void check_tables(const ParsedTables& tables, model::Diagnostics& findings);

}  // namespace salus::calibration
