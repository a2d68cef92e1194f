#pragma once
/// In which years something rare happened to a country: a conditional particle filter in which each particle carries
/// its own Kalman filter.
#include "calibration/fit/filter.hpp"

namespace salus::calibration {

/// Draws what happened in a year of which nothing is known.
void draw_event(const CountryLaw& law, std::uint32_t year, Events& events, Stream& random);

/// Particle filter over the events. Every particle goes on in all three ways; of these as many as there are particles
/// are left, the heavy ones surely and the others by chance, so that no two are alike and the likelihood estimate
/// scatters little. Conditional on a path it leaves the law of the events given the readings as it is. Sources:
/// Fearnhead, Clifford 2003, doi:10.1111/1467-9868.00421; Whiteley, Andrieu, Doucet 2010, arXiv:1011.2437 (discrete
/// particle Markov chain Monte Carlo).
struct EventFilter {
  double log_likelihood = 0.0;  ///< log of an unbiased estimate, where no path was given
  Events events;                ///< drawn from the particles
};
/// @param kept a path to condition on, or null.
EventFilter filter_events(const CountryLaw& law, const std::vector<Reading>& readings, std::uint32_t particles,
                          const Events* kept, Stream& random);

}  // namespace salus::calibration
