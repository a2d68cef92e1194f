#pragma once
/// Yearly series of countries for back-tests: read from a long table of any countries, or taken from the bundled
/// tables.
#include <array>
#include <map>
#include <set>
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

/// A user's own figures.
struct OwnFigures {
  RatePanel rates;
  std::map<std::string, std::map<int, double>> victims;  ///< counts of the same years, where there are any
  std::map<std::string, model::EnumArray<std::vector<YearValue>, model::Driver>> drivers;  ///< by year
  std::set<std::string> not_read;              ///< indicators that are none of these
  std::set<std::string> groups;                ///< codes of groups of countries (WLD): left out
  std::map<std::string, std::size_t> too_low;  ///< rates of `least_rate` and less, by country: left out
};

/// Reads a long table with columns iso3, year, indicator, value, unit, source_id. Indicators: homicide_rate (per_100k),
/// homicide_count (victims), and the structural drivers by name, in the units of drivers.csv. Countries are
/// those of ISO 3166-1, the 48 or others. A country-year of an indicator may stand once: sources are chosen, never
/// pooled. Faults go to `findings` with file, line, column and a fix.
OwnFigures read_own_figures(std::string_view text, const std::string& file, model::Diagnostics& findings);

}  // namespace salus::calibration
