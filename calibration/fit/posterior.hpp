#pragma once
/// The stored posterior of a fit: draws by chain in single precision, rounded before anything uses them.
#include "calibration/fit/cities.hpp"
#include "calibration/tables.hpp"
#include "model/country/country_input.hpp"
#include "model/programme/scenario.hpp"
#include "model/run/projection_start.hpp"

namespace salus::calibration {

/// The posterior of one view: countries to the last day before its start.
struct ViewPosterior {
  model::View view{};
  int start_year = 0;
  int last_data_year = 0;

  /// draws a chain
  std::size_t chains = 0;
  std::size_t draws = 0;

  Feedback feedback;
  /// Mixing of all draws of the fit, not only of those kept, and the worst of it; not read back.
  std::vector<QuantityMixing> judged;
  WorstMixing mixing;

  std::vector<std::string> countries;                   ///< ISO codes, alphabetical
  std::size_t regions = model::region_count;            ///< one more where countries are in none
  model::EnumArray<std::vector<float>, Pooled> pooled;  ///< [chains x draws]
  std::vector<float> drift;                             ///< [chains x draws] of the last year
  std::vector<float> region_level;                      ///< [chains x draws][regions]
  /// [chains x draws][countries]: log rate per 100,000 on the last day; the same as the engine starts from, where
  /// sources contradict each other with half of their gap as further spread; sd of a year's innovation; of a reading;
  /// memory; offset of the second source; of its cities the sd of lasting deviations, what is left of passing ones
  /// after a year, and the sd of their innovations, drawn anew where no series is known.
  std::vector<float> level;
  std::vector<float> start_level;
  std::vector<float> volatility;
  std::vector<float> reading_sd;
  std::vector<float> memory;
  std::vector<float> offset;
  std::vector<float> city_effect_sd;
  std::vector<float> city_persistence;
  std::vector<float> city_volatility;
};

/// Bulk and tail effective sample sizes of at least 400 and R-hat of at most 1.01, everywhere.
inline constexpr double largest_r_hat = 1.01;
inline constexpr double least_ess = 400.0;
/// The checks that did not hold; empty where the draws can be believed.
std::vector<model::FailedCheck> failed_checks(const WorstMixing& mixing, model::View view);

/// Positions in a chain of those kept: every n-th, so that at most `most_draws` are kept in all.
std::vector<std::uint32_t> kept_draws(const Fit& fit, std::size_t most_draws);
/// The draws of a fit at those positions; of the places as many, equally far apart.
ViewPosterior view_posterior(const FitPanel& panel, const Fit& fit, const CityFit& cities,
                             const FitAssumptions& assumptions, model::View view, int start_year, const Tables& tables,
                             std::size_t most_draws, std::uint64_t seed);

/// What the engine takes of it in place of its priors, draw by draw, by the rules of `to_engine`. @param seed of the
/// share of a country's own variance that is lethality and not violence, which homicide alone cannot tell.
model::PosteriorDraws engine_parameters(const ViewPosterior& posterior, std::uint64_t seed);
/// Starts of one country; its places' parameters are those of `PlaceLaw`. @return empty where the posterior does not
/// have it.
std::vector<model::CountryInput::Calibrated> engine_starts(const ViewPosterior& posterior, const std::string& iso3);
/// Rate a month at which `memory` comes.
double memory_rate(const Feedback& feedback);

}  // namespace salus::calibration
