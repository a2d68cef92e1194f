#pragma once
/// Forecasts from a fit.
#include "calibration/fit/fit.hpp"

namespace salus::calibration {

struct ForecastPlan {
  std::uint32_t horizon = 1;  ///< years
  std::uint32_t repeats = 1;  ///< of each draw
  std::uint64_t seed = 1;
};

/// Samples of published log rates per 100,000, with the noise of readings and of counting victims, 1 ... horizon years
/// after the fit's last year. Drivers stand still where the panel has no more of them. Each draw goes on `repeats`
/// times: drift, shocks and jumps to come are drawn from its own law.
/// @return [countries][horizon][draws x repeats]; year 0 of a country is its last year itself, as a reading would show
/// it.
std::vector<std::vector<std::vector<double>>> forecast(const FitPanel& panel, const Fit& fit,
                                                       const FitAssumptions& assumptions, const ForecastPlan& plan);

}  // namespace salus::calibration
