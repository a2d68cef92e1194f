#pragma once
/// What countries have in common in a year: the drift of all, the shock of the world, the shock of each region. Given
/// the countries' own yearly changes, linear and Gaussian, so drawn exactly, and their variances can be judged with all
/// of it integrated out.
#include <vector>

#include "calibration/inference/stream.hpp"

namespace salus::calibration {

/// Variances of the common part.
struct CommonLaw {
  /// of the drift before the axis, prior
  double drift_mean = 0.0;
  double drift_variance = 1.0;

  double drift_step = 0.0;  ///< variance of the drift's yearly step

  /// variances of the shocks, in units of a country's own yearly variance
  double world = 0.0;
  double region = 0.0;
};

/// One country's change of one year: change = drift + sd (world + region) + error, error with `variance`.
struct CommonReading {
  std::uint32_t region = 0;
  double change = 0.0;
  double sd = 1.0;
  double variance = 1.0;
};

struct CommonPath {
  /// [years]
  std::vector<double> drift;
  std::vector<double> world;

  std::vector<std::vector<double>> region;  ///< [years][regions]
};

/// Log-likelihood of all changes, by year, with drift and shocks integrated out (up to a constant that no argument
/// changes).
double log_likelihood(const CommonLaw& law, const std::vector<std::vector<CommonReading>>& years,
                      std::uint32_t regions);

/// A draw of drift and shocks given the changes. Years without a change are drawn from the law.
CommonPath draw_common(const CommonLaw& law, const std::vector<std::vector<CommonReading>>& years,
                       std::uint32_t regions, Stream& random);

}  // namespace salus::calibration
