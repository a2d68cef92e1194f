#pragma once
/// The data of a fit: yearly readings of countries on one axis of years.
#include <string>

#include "calibration/fit/filter.hpp"
#include "calibration/rate_series.hpp"
#include "model/core/calendar.hpp"
#include "model/core/grid.hpp"

namespace salus::calibration {

/// Positions among the countries of a panel, and on its axis of years.
using FitCountry = model::Position<struct FitCountryAxis>;
using FitYear = model::Position<struct FitYearAxis>;

struct PanelCountry {
  std::string iso3;
  std::uint32_t region = 0;       ///< by model::Region; one more than these where it is in none
  std::vector<Reading> readings;  ///< by year; log of the rate per 100,000
  double exposure = 0.0;  ///< victims a year at a rate of 1, at the last police reading; 0 where counts are not known:
                          ///< noise holds theirs
  double quality = 1.0;   ///< of the register (register_quality.hpp); 1 where nothing speaks against it
  model::EnumArray<std::vector<double>, model::Driver>
      driver;  ///< [years + horizon] change from the year before, pooled sd; empty where none is known

  /// Variance of the log of a figure to come from counting its victims alone, at the log rate it would have without.
  double counting_variance(double log_rate) const {
    return exposure > 0.0 ? model::exponential(-log_rate) / exposure : 0.0;
  }
};

struct FitPanel {
  /// of the axis; at most 64 years
  int first_year = 0;
  int last_year = 0;

  std::uint32_t regions = 1;
  std::vector<PanelCountry> countries;  ///< alphabetical by code

  /// Position of a year on the axis, and back.
  std::uint32_t position(int year) const { return static_cast<std::uint32_t>(year - first_year); }
  int year(std::uint32_t position) const { return first_year + static_cast<int>(position); }
  std::uint32_t years() const { return position(last_year) + 1; }
  model::Positions<FitYear> every_year() const { return model::Positions<FitYear>(years()); }
  model::Positions<FitCountry> every_country() const { return model::positions_in<FitCountry>(countries); }
};

/// Longest axis; older readings are dropped.
inline constexpr int most_years = 64;

/// Which years a panel has.
struct PanelYears {
  int last_known = 0;  ///< last year whose figures are read
  int end = 0;         ///< last year of the axis, or `last_known` if that is later; nothing is known in between
};
constexpr PanelYears known_to(int year) { return {.last_known = year, .end = year}; }

/// A panel of a user's own figures: rates with the noise of their counts where these are given,
/// drivers where they are.
/// @param like the bundled tables: regions and quality of registers by code (countries that are not in them share one
/// region, and their figures are taken as good), units of the drivers.
FitPanel fit_panel(const OwnFigures& own, const PanelYears& years, const Tables& like);

/// The bundled countries: police series with the noise of their counts, WHO estimates as second
/// source, drivers. All countries stand in it, those without any reading too.
FitPanel fit_panel(const Tables& tables, const PanelYears& years);

}  // namespace salus::calibration
