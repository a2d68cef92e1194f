#pragma once
/// The standard normal law, with the same bits on every processor.
#include <limits>

#include "calibration/inference/stream.hpp"

namespace salus::calibration::synthesis {

inline constexpr double forever = std::numeric_limits<double>::infinity();

/// P(Z < x) within 1e-14, and within a millionth of itself down to x = -36. Source: Hart 1968, algorithm 5666, as West
/// 2005
/// ("Better approximations to cumulative normal functions", Wilmott Magazine) gives it.
double normal_probability(double x);
/// The same from a table, within 1e-9 and a millionth of itself down to x = -8.9; 0 and 1 beyond 9.
double table_probability(double x);
/// Density at x.
double normal_density(double x);
/// Standard normal within (low, high), either end may be infinite. @pre low < high
double truncated_normal(double low, double high, Stream& random);

}  // namespace salus::calibration::synthesis
