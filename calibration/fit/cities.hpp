#pragma once
/// How places move apart from their country: series of cities and states of a few countries, fitted at once, pooled over countries.
///   log rate = year of the country + lasting effect + AR(1) + noise;  noise variance = nugget^2 + overdispersion / victims
/// Years of a country are free; lasting effects, AR(1) and noise are normal, so the likelihood of the few values is exact.
#include <string>
#include <vector>

#include "calibration/fit/fit.hpp"
#include "calibration/inference/adaptive_mcmc.hpp"
#include "calibration/tables.hpp"

namespace salus::calibration {

struct PlaceReading {
  std::size_t year = 0;     ///< position on the country's axis
  double log_rate = 0.0;
  double counting = 0.0;    ///< variance of the log from counting victims alone
};

struct PlacesOfCountry {
  std::string iso3;
  std::size_t years = 0;
  std::vector<std::vector<PlaceReading>> places;  ///< each by year
};

/// One source a country, that with most figures: two sources of one country share cities. Years after `last_year`, years without homicide
/// and sources of fewer than three places are left out. Countries by code.
std::vector<PlacesOfCountry> places_of_countries(const std::vector<CitySeries>& series, int last_year);

/// Of the places of one country.
struct PlaceLaw {
  double spread = 0.6;          ///< sd of the log rate between places in a year, noise apart
  double lasting = 0.3;         ///< share of the spread's variance that never passes
  double persistence = 0.93;    ///< of the passing part, a year
  double nugget = 0.05;         ///< sd of a figure beyond counting
  double overdispersion = 1.0;  ///< variance of a count over its Poisson variance
  double effect_sd() const;     ///< of the lasting part
  double volatility() const;    ///< sd of a year's innovation of the passing part
};

/// Log-likelihood of all figures with the country's years integrated out (flat priors), lasting effects and AR(1) too. Exact.
/// Source: de Jong 1991, doi:10.1214/aos/1176348139 (diffuse likelihood by an augmented Kalman filter).
double log_likelihood(const PlacesOfCountry& country, const PlaceLaw& law);

/// What countries share, and what each has of its own.
struct CityFit {
  std::vector<FitQuantity> values;           ///< the pooled ones, then `city_spread[ISO]` and so on
  std::vector<std::vector<PlaceLaw>> other;  ///< [chains][draws] law of a country without a series: what the engine takes
};

/// A pooled value.
struct CityRecord {
  Parameter parameter;  ///< name and prior; wide, and not from these series
  std::string_view meaning;
};
/// In the order of `CityFit::values`. Where a value is between countries, median and standard deviation of its log (spread) or logit (shares).
const std::vector<CityRecord>& city_records();
/// Their priors.
std::vector<Parameter> city_priors();

/// @param plan chains, warm-up, steps, seed; every `thin`-th step is kept. Deterministic in data and plan.
CityFit fit_cities(const std::vector<PlacesOfCountry>& countries, const McmcPlan& plan, std::size_t thin, const model::Executor& executor);

}  // namespace salus::calibration
