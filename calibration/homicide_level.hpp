#pragma once
/// Level, volatility and long-run mean of homicide, from published yearly rates.
#include <set>
#include <string>
#include <vector>

#include "calibration/demography.hpp"
#include "calibration/tables.hpp"
#include "calibration/view_years.hpp"
#include "model/country/country_input.hpp"

namespace salus::calibration {

/// Variance of the log of a rate from counting alone: 1 / victims, by count, else by rate and people.
double counting_variance(const CountryTables& country, const HomicideYear& row);

/// Yearly changes of the log rate of one country.
struct YearlyChanges {
  std::vector<double> changes;  ///< log rate(t) - log rate(t - 1), in order
  double counting_noise = 0.0;  ///< mean of 1 / count(t) + 1 / count(t - 1)
  double lag_product = 0.0;     ///< sum of products of neighbouring changes
  double lags = 0.0;            ///< how many
};

/// Changes up to `last_year` between years exactly one apart, of one source, both rates above 0.05 per 100,000; changes
/// into and out of 2020 are left out (a forced year). Counts come from the table, else from rate x population.
YearlyChanges yearly_changes(const CountryTables& country, int last_year);
inline constexpr std::size_t least_changes = 6;  ///< for a country to count in what is pooled

/// What is pooled over all countries from data up to `last_year`.
struct HomicidePool {
  double typical_change = 0.0;  ///< m: median over countries with >= 6 changes of the root-mean-square change
  double noise_share =
      0.0;  ///< share of the variance of changes that one reading's noise makes (-1 x lag-1 autocorrelation), 0..0.45
  std::vector<double> annual_log_sd;                  ///< by country; 0 where there is no change
  model::EnumArray<double, model::Region> region_sd;  ///< median of annual_log_sd
  double modelled_spread = 0.0;                       ///< sd over countries of the median log(WHO / police)

  /// of the log rate per person-year, countries with police data
  model::EnumArray<double, model::Region> region_level;
  model::EnumArray<double, model::Region> region_spread;
};

/// sd^2 = max(floor^2, (q sum d^2 + 8 m^2) / (q n + 8) - counting noise), q the quality of the register.
double pooled_sd(const YearlyChanges& changes, double typical_change, double quality);

HomicidePool pool_homicide(const std::vector<CountryTables>& countries, int last_year);

/// Part of the log gap to a contradicting model (register_quality.hpp) that counts as standard deviation of the level;
/// assumption.
inline constexpr double disputed_share = 0.5;

/// Log of homicides per person-year.
struct HomicideLevel {
  double log_rate = 0.0;
  double log_sd = 0.0;
  model::Basis basis = model::Basis::assumption;
};

struct HomicideEstimate {
  HomicideLevel level;
  bool disputed = false;  ///< the sd holds half of the log gap to the model estimates; a published base rate would then
                          ///< be another scale
  double annual_log_sd = 0.0;
  double reversion_gap = 0.0;
};

/// Log homicide rate per person-year at 1 January of the start year. Police data: local-level filter over the last five
/// usable years, widened by a random walk to the start, drawn to the regional median as the series grows old, and,
/// where WHO or IHME are more than a factor of two off, by half of that log gap. None: the WHO estimate; without that
/// the regional median.
/// @param used takes the source ids.
HomicideEstimate estimate_homicide(const CountryTables& country, std::size_t position, const HomicidePool& pool,
                                   const ViewYears& years, std::set<std::string>& used);

}  // namespace salus::calibration
