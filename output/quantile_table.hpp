#pragma once
/// Quantiles as a table for other modellers and for spreadsheets.
#include <string>
#include <string_view>

#include "model/run/results.hpp"

namespace salus::output {

/// `location,target,scenario,horizon,quantile,value`: countries alphabetical by name, regions, total; horizon is the calendar year.
/// Undefined cells (a stock at a region) have no row. Numbers have seven significant digits (single precision).
std::string quantile_table(const model::Results& results);

/// A text as a field of a comma-separated table (RFC 4180). A text that a spreadsheet would take for a formula gets a leading '.
std::string csv_text(std::string_view text);

}  // namespace salus::output
