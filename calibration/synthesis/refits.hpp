#pragma once
/// Predictions from refits: everything is fitted anew without the trials that are foretold.
#include "calibration/synthesis/oracle.hpp"
#include "calibration/synthesis/synthesis.hpp"

namespace salus::calibration {

/// Fits what is known and draws what a published trial finds; one chain after the other, since several refits may be at
/// work at the same time. Deterministic. @param settings see `refit_settings`
TrialPredictor refitting_predictor(synthesis::Settings settings);

}  // namespace salus::calibration
