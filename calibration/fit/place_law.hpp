#pragma once
/// How places move apart from their country, and how likely published series of places are under it.
///   log rate = year of the country + lasting effect + AR(1) + noise;  noise variance = nugget^2 + overdispersion /
///   victims
/// Years of a country are free; lasting effects, AR(1) and noise are normal, so the likelihood of the few values is
/// exact.
#include <cstdint>
#include <string>
#include <vector>

#include "calibration/tables.hpp"

namespace salus::calibration {

struct PlaceReading {
  std::uint32_t year = 0;  ///< position on the country's axis
  double log_rate = 0.0;
  double counting = 0.0;  ///< variance of the log from counting victims alone
};

struct PlacesOfCountry {
  std::string iso3;
  std::uint32_t years = 0;
  std::vector<std::vector<PlaceReading>> places;  ///< each by year
};

/// One source a country, that with most figures: two sources of one country share cities. Years after `last_year`,
/// years without homicide and sources of fewer than three places are left out. Countries by code.
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

/// Log-likelihood of all figures with the country's years integrated out (flat priors), lasting effects and AR(1) too.
/// Exact. Source: de Jong 1991, doi:10.1214/aos/1176348139 (diffuse likelihood by an augmented Kalman filter).
double log_likelihood(const PlacesOfCountry& country, const PlaceLaw& law);

}  // namespace salus::calibration
