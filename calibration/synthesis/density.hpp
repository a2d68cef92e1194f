#pragma once
/// The density of trials' results, their places integrated out.
#include "calibration/synthesis/law.hpp"

namespace salus::calibration::synthesis {

/// What a density is reckoned with.
struct Setting {
  const Frame& frame;
  const Priors& priors;
  Selection selection = Selection::none;
};

/// Log density of the estimates of a trial as published, but for the constant of pi. @param wide whether its place
/// stands apart
double trial_density(const Setting& setting, const State& state, std::uint32_t trial, bool wide);
/// Of all trials, each place as the state has it.
double all_trials(const Setting& setting, const State& state);
/// Of all trials, both kinds of place weighed.
double mixed_trials(const Setting& setting, const State& state);
/// Total sd of the leading item of a trial.
double leading_sd(const Setting& setting, const State& state, std::uint32_t trial, bool wide);
/// Of the coefficients given the spreads of their groups.
double coefficients_density(const Setting& setting, const State& state);
/// By trial, both kinds of place weighed; not a number where no result of it has a known error.
std::vector<double> published_densities(const Setting& setting, const State& state);

}  // namespace salus::calibration::synthesis
