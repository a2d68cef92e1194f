#pragma once
/// One coordinate of a chain by slice sampling. Source: Neal 2003, doi:10.1214/aos/1056562461, figures 3 and 5.
#include "calibration/inference/stream.hpp"

namespace salus::calibration::synthesis {

/// A new place of `x` under a log density, stepping out by `width`. A density of nothing is -infinity.
template <class LogDensity>
double slice(double x, double width, const LogDensity& log_density, Stream& random) {
  constexpr int most_steps = 8;
  const double level = log_density(x) + model::logarithm(random.uniform());
  double low = x - width * random.uniform();
  double high = low + width;
  for (int i = 0; i < most_steps && log_density(low) > level; ++i) low -= width;
  for (int i = 0; i < most_steps && log_density(high) > level; ++i) high += width;
  for (;;) {
    const double to = low + (high - low) * random.uniform();
    if (log_density(to) > level) return to;
    (to < x ? low : high) = to;
    if (high - low < 1e-12) return x;
  }
}

}  // namespace salus::calibration::synthesis
