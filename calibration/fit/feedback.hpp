#pragma once
/// The country layer's loops as one linear equation, measured on the engine itself.
#include "calibration/fit/filter.hpp"
#include "model/core/calendar.hpp"
#include "model/core/ids.hpp"

namespace salus::calibration {

/// Yearly log homicide of the engine's kernel, per unit of a lasting rise of street violence by one percent from the
/// start, at central parameters in a country whose population stays as it is.
std::array<double, model::horizon_years> engine_answer(const model::EnumArray<bool, model::Loop>& without);

/// Gain and memory of the loops that are on: least-squares fit of the equation's step response to the engine's.
Feedback measured_feedback(const model::EnumArray<bool, model::Loop>& without);

}  // namespace salus::calibration
