#pragma once
/// The calibrated country layer as a forecaster: fitted to what was known at the origin, projected as the engine does.
#include "calibration/backtest/naive.hpp"
#include "calibration/fit/fit.hpp"

namespace salus::calibration {

/// One fit of a back-test.
struct OriginFit {
  int origin = 0;
  std::size_t countries = 0;
  std::size_t readings = 0;
  WorstMixing mixing;
};

struct CountryFitPlan {
  FitPlan fit;
  std::uint32_t repeats = 10;                    ///< futures a draw
  bool drivers = true;                           ///< false: the structural drivers are left out
  std::function<FitPanel(int origin)> panel;     ///< the panel up to an origin; sees nothing later
  std::function<void(const OriginFit&)> fitted;  ///< told after each fit; may be empty
};

/// @param executor runs the chains; must outlive the forecaster.
Forecaster country_fit(CountryFitPlan plan, const model::Executor& executor);

}  // namespace salus::calibration
