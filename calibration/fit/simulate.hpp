#pragma once
/// Draws from the prior of the country fit: of its quantities, and of whole panels.
#include "calibration/fit/law.hpp"

namespace salus::calibration {

/// Draws a panel's readings from the prior, at the years and with the counting noise of `pattern`; for simulation-based
/// calibration.
/// @param truth takes what was drawn. @param priors others than the fit's own only to see that the difference is found.
FitPanel simulate(const FitPanel& pattern, const FitAssumptions& assumptions, model::RandomKey key, FitDraw& truth,
                  const model::Registry<Pooled>& priors = pooled_registry());

/// A draw from the prior, with the likelihood of the panel's readings at it: what a fit that ignored them would give.
FitDraw draw_prior(const FitPanel& panel, const FitAssumptions& assumptions, model::RandomKey key);

}  // namespace salus::calibration
