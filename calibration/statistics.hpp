#pragma once
/// Small statistics in a fixed order, with the project's own elementary functions.
#include <cstddef>
#include <vector>

#include "model/core/statistics.hpp"

namespace salus::calibration {

inline constexpr double half_width_90 = 1.6448536269514722;  ///< of a 90 % interval, in standard deviations
inline constexpr double per_100k = 1e-5;                     ///< of a rate per 100,000 persons
inline constexpr std::size_t least_regional = 3;             ///< countries that make a regional figure

/// Element floor(n / 2) of the sorted values. @pre not empty.
double median(std::vector<double> values);

using model::quantile;

/// Sample standard deviation (n - 1); 0 for fewer than two values.
double standard_deviation(const std::vector<double>& values);

/// Least-squares slope of y on x; 0 where all x are equal. @pre same size.
double slope(const std::vector<double>& x, const std::vector<double>& y);

/// One noisy value of a level that walks.
struct NoisyValue {
  double time = 0.0;  ///< years, increasing
  double value = 0.0;
  double variance = 0.0;  ///< of the noise
};

struct LocalLevel {
  double level = 0.0;     ///< estimate at the time of the last value
  double variance = 0.0;  ///< of that estimate
};

/// Local-level filter: a random walk with `walk_variance` a year seen through noise; it starts from the first value
/// alone.
/// @pre not empty. Source: Durbin and Koopman 2012, Time Series Analysis by State Space Methods, section 2.2.
LocalLevel local_level(const std::vector<NoisyValue>& values, double walk_variance);

}  // namespace salus::calibration
