#pragma once
/// The country layer's loops as one linear equation, measured on the engine itself.
#include "calibration/fit/filter.hpp"
#include "model/core/ids.hpp"

namespace salus::calibration {

/// Gain and memory of the loops that are on: the engine's kernel answers a lasting rise of street violence by one percent, at central
/// parameters, in a country whose population stays as it is; the two numbers are the least-squares fit to its yearly homicide.
Feedback measured_feedback(const std::array<bool, model::loop_count>& without);

}  // namespace salus::calibration
