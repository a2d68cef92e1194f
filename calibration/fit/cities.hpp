#pragma once
/// How places move apart from their country: series of cities and states of a few countries, fitted at once, pooled
/// over countries.
///   log rate = year of the country + lasting effect + AR(1) + noise;  noise variance = nugget^2 + overdispersion /
///   victims
/// Years of a country are free; lasting effects, AR(1) and noise are normal, so the likelihood of the few values is
/// exact.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "calibration/fit/fit.hpp"
#include "calibration/inference/adaptive_mcmc.hpp"
#include "calibration/tables.hpp"

namespace salus::calibration {

struct PlaceReading {
  std::size_t year = 0;  ///< position on the country's axis
  double log_rate = 0.0;
  double counting = 0.0;  ///< variance of the log from counting victims alone
};

struct PlacesOfCountry {
  std::string iso3;
  std::size_t years = 0;
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

inline constexpr std::size_t city_pooled = 8;

/// One draw: what countries share, and the law of each country with series.
struct CityDraw {
  std::array<double, city_pooled> pooled{};
  std::vector<PlaceLaw> own;
};
/// Law of a country without series.
PlaceLaw other_law(const CityDraw& draw, Stream& random);

struct CityFit {
  std::vector<std::string> countries;        ///< with series, by code
  std::vector<std::vector<CityDraw>> draws;  ///< [chains][draws]
};
/// Which of `all` draws of places goes with draw k of `kept`, equally far apart; the same ones again where there are
/// fewer.
inline std::size_t paired_draw(std::size_t k, std::size_t kept, std::size_t all) {
  return std::max<std::size_t>(1, (k + 1) * all / kept) - 1;
}
/// Every quantity whose mixing is judged: the pooled ones, then `city_spread[ISO]` and so on.
std::vector<FitQuantity> quantities(const CityFit& fit);

/// A pooled value.
struct CityRecord {
  Parameter parameter;  ///< name and prior; wide, and not from these series
  std::string_view meaning;
};
/// In the order of `CityDraw::pooled`. Where a value is between countries, median and standard deviation of its log
/// (spread) or logit (shares).
const std::vector<CityRecord>& city_records();
/// Their priors.
std::vector<Parameter> city_priors();

/// Sweeps of adaptive Metropolis: each country's own values given the pooled ones; the pooled ones with the countries'
/// places in their spread held, and with the countries' values held (Yu, Meng 2011, doi:10.1198/jcgs.2011.203main,
/// interweaving). Proposals learn in the warm-up only.
/// @param plan chains, warm-up, draws kept, seed; every `thin`-th sweep is kept. Deterministic in data and plan.
CityFit fit_cities(const std::vector<PlacesOfCountry>& countries, const McmcPlan& plan, std::size_t thin,
                   const model::Executor& executor);

}  // namespace salus::calibration
