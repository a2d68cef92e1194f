#pragma once
/// The law of the country fit: all that is inferred and drawn, and what follows from it for each country.
#include "calibration/fit/common.hpp"
#include "calibration/fit/panel.hpp"
#include "calibration/fit/parameters.hpp"
#include "model/core/grid.hpp"

namespace salus::calibration {

/// What a fit assumes besides its data.
struct FitAssumptions {
  Feedback feedback;  ///< the loops that are on
  std::uint32_t particles = 24;
};

/// State of the sampler: everything unknown, and the laws of countries that follow from it.
struct FitState {
  PooledValues pooled;

  /// [countries] log of the sd of an innovation; log of the sd of a reading beyond counting
  std::vector<double> log_sd;
  std::vector<double> log_noise;

  std::vector<double> region_level;  ///< [regions]
  std::vector<Events> events;        ///< [countries]
  CommonPath common;
  std::vector<CountryPath> paths;  ///< [countries]
  std::vector<CountryLaw> laws;    ///< [countries]
};

/// A draw from the posterior.
struct FitDraw {
  PooledValues pooled;
  double drift = 0.0;                ///< of the last year, a year
  std::vector<double> region_level;  ///< [regions] mean log rate per 100,000 when series begin
  /// [countries] each: end of the last year; sd of a year's own innovation; sd of a reading beyond counting; what is
  /// still fed back; offset of the second source; mean of the last year.
  std::vector<double> level;
  std::vector<double> volatility;
  std::vector<double> noise;
  std::vector<double> memory;
  std::vector<double> offset;
  std::vector<double> latest;
  /// Log of what a police reading without any noise would show; not a number before the first reading.
  model::Grid<model::Single, FitCountry, FitYear> shown;
  double log_likelihood = 0.0;  ///< of all readings, given everything but the paths
};

/// A value drawn from a prior, within its bounds.
double draw_from(const model::Prior& prior, Stream& random);

CommonLaw common_law(const PooledValues& pooled);

/// What drivers add to a country's change of a year; years beyond those known of a driver add nothing.
double driven(const PanelCountry& country, const PooledValues& pooled, std::uint32_t year);

/// First year of a country's filter: of the first reading; a country of which nothing is known has its region's level
/// at the end.
std::uint32_t first_year_of(const FitPanel& panel, const PanelCountry& country);

/// Pooled values, levels of regions and what countries share in a year from their priors. Of countries there is room,
/// and what a law has before anything is drawn: feedback and first year.
FitState draw_from_prior(const FitPanel& panel, const FitAssumptions& assumptions,
                         const model::Registry<Pooled>& priors, Stream& random);
/// Normal law of a log between countries.
struct BetweenCountries {
  double mean = 0.0;
  double spread = 1.0;
  double standardised(double log_value) const { return (log_value - mean) / spread; }
  double at(double standardised) const { return mean + spread * standardised; }
};
/// Of the sd of an innovation: what a poor register shows of its country's own is drawn to the pool.
BetweenCountries law_of_log_sd(const PooledValues& pooled, double quality);
/// Of the sd of a reading: a poor register's own share of cases moves by more of itself.
BetweenCountries law_of_log_noise(const PooledValues& pooled, double quality);

/// A country's own volatility and noise given what is typical.
void draw_own_from_prior(const FitPanel& panel, std::size_t country, FitState& state, Stream& random);

/// Puts a country's law in accord with the rest of the state.
void set_law(const FitPanel& panel, std::size_t country, FitState& state);

FitDraw draw_of(const FitPanel& panel, const FitState& state);

}  // namespace salus::calibration
