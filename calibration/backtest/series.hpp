#pragma once
/// Yearly series of countries for back-tests: read from a long table of any countries, or taken from the bundled tables.
#include <map>
#include <string>
#include <string_view>

#include "calibration/tables.hpp"
#include "model/core/diagnostic.hpp"

namespace salus::calibration {

/// Homicides per 100,000 person-years by year; of one country and one source.
using RateSeries = std::map<int, double>;
/// By ISO 3166-1 alpha-3 code, so alphabetical.
using RatePanel = std::map<std::string, RateSeries>;

/// The police series of the bundled tables, one source: the first choice of calibration/data/README.md.
RatePanel rate_panel(const Tables& tables);

/// Reads a long table with columns iso3, year, indicator, value, unit, source_id; rows of other indicators than homicide_rate are left out.
/// A country-year may stand once: sources are chosen, never pooled. Faults go to `findings` with file, line, column and a fix.
RatePanel read_rate_panel(std::string_view text, const std::string& file, model::Diagnostics& findings);

}  // namespace salus::calibration
