#pragma once
/// What a fit sees: yearly readings of countries on one axis of years.
#include <string>

#include "calibration/backtest/series.hpp"
#include "calibration/fit/filter.hpp"
#include "model/core/calendar.hpp"

namespace salus::calibration {

struct PanelCountry {
  std::string iso3;
  std::size_t region = 0;
  std::vector<Reading> readings;  ///< by year; log of the rate per 100,000
  double exposure = 0.0;          ///< victims a year at a rate of 1, at the last police reading; 0 where counts are not known: noise holds theirs
  std::array<std::vector<double>, model::driver_count> driver;  ///< [years + horizon] change from the year before, pooled sd; empty where none is known

  /// Variance of the log of a figure to come from counting its victims alone, at the log rate it would have without.
  double counting_variance(double log_rate) const { return exposure > 0.0 ? model::exponential(-log_rate) / exposure : 0.0; }
};

struct FitPanel {
  int first_year = 0, last_year = 0;  ///< at most 64 years
  std::size_t regions = 1;
  std::vector<PanelCountry> countries;  ///< alphabetical by code
  std::size_t years() const { return static_cast<std::size_t>(last_year - first_year + 1); }
};

/// Longest axis; older readings are dropped.
inline constexpr std::size_t most_years = 64;

/// A panel of rates alone, to `last_year`. @param region_of by code; a country that is not in it shares one region with all such.
FitPanel fit_panel(const RatePanel& rates, int last_year, const std::map<std::string, model::Region>& region_of);

/// The bundled countries up to `last_year`: police series with the noise of their counts, WHO estimates as second source, drivers.
/// All countries stand in it, those without any reading too.
FitPanel fit_panel(const Tables& tables, int last_year);

}  // namespace salus::calibration
