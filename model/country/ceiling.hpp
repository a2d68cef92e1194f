#pragma once
/// Rates that never reach their ceiling, as the kernels have them (loops.inc), and the way back.
#include <cmath>

namespace salus::model {

/// Incidents a person and year, or whatever the ceiling is in.
struct Ceiling {
  double value = 0.0;

  /// r / (1 + (r / c)^4)^(1/4).
  double saturated(double rate) const {
    const double q = value / rate;
    return value / std::sqrt(std::sqrt(1.0 + q * q * (q * q)));
  }
  /// The rate that saturates at one below the ceiling.
  double before(double saturated) const {
    const double q = saturated / value;
    return saturated / std::sqrt(std::sqrt(1.0 - q * q * (q * q)));
  }
};

}  // namespace salus::model
