#pragma once
/// All coefficients at once, given everything else. Under the step account the logs of the probabilities of publication
/// are expanded to second order around reference means of the leading items, by trial.
#include "calibration/synthesis/density.hpp"

namespace salus::calibration::synthesis {

/// The joint normal law, factored.
void set_gaussian(const Setting& setting, const State& state, const std::vector<double>& reference, Gaussian& gaussian);
/// The slope, where there is one, is cut at none.
std::vector<double> draw_coefficients(const Setting& setting, const Gaussian& gaussian, Stream& random);
/// Log density of `draw_coefficients` at the state's coefficients.
double proposal_density(const Setting& setting, const Gaussian& gaussian, const State& state);
/// What the expansion leaves out of the log density. Read under the step account.
double unexpanded(const Setting& setting, const State& state, const std::vector<double>& reference);

}  // namespace salus::calibration::synthesis
