#pragma once
/// Quantiles as a table for other modellers and for spreadsheets.
#include <array>
#include <string>
#include <string_view>

#include "model/run/results.hpp"

namespace salus::output {

/// The levels in the table.
/// All 23 levels, and the stocks, are in results.h5: a spreadsheet holds 1,048,576 rows.
inline constexpr auto table_levels = std::to_array<model::QuantileIndex>(
    {model::at_level(0.05), model::at_level(0.25), model::at_level(0.5), model::at_level(0.75), model::at_level(0.95)});

/// `location,target,scenario,horizon,quantile,value`: countries alphabetical by name, regions, total; horizon is the
/// calendar year. Targets are those that are defined at every location. Numbers are the shortest text that reads back
/// to the same single-precision value.
std::string quantile_table(const model::Results& results);

/// A text as a field of a comma-separated table (RFC 4180). A text that a spreadsheet would take for a formula gets a
/// leading '.
std::string csv_text(std::string_view text);

}  // namespace salus::output
