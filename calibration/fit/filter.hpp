#pragma once
/// One country's yearly homicide as a linear state space, given in which years something rare happened: likelihood by
/// Kalman filter, and simulation smoother.
#include "calibration/fit/country_law.hpp"

namespace salus::calibration {

/// Log-likelihood of the readings (sorted by year) given the events. Exact.
double log_likelihood(const CountryLaw& law, const std::vector<Reading>& readings, const Events& events);

/// A draw of everything latent, given the events and the readings.
struct CountryPath {
  double start = 0.0;  ///< h before the first year

  /// h, m and the second source's offset at the end of the axis
  double level = 0.0;
  double memory = 0.0;
  double offset = 0.0;

  std::vector<double> change;   ///< [years] a + eta; 0 before the first year
  std::vector<double> mean;     ///< [years] yearly means of the log rate
  std::vector<double> offsets;  ///< [years] offset of the second source
};

/// Durbin, Koopman 2002, doi:10.1093/biomet/89.3.603: simulated path plus the smoothed error of its readings.
CountryPath draw_path(const CountryLaw& law, const std::vector<Reading>& readings, const Events& events,
                      Stream& random);

}  // namespace salus::calibration
