#pragma once
/// Calibrators for a researcher's own simulator: priors, a simulator or a log-likelihood, and data; out come draws.
/// Which one: calibration/README.md.
#include "calibration/inference/abc_posterior.hpp"
#include "calibration/inference/adaptive_mcmc.hpp"
#include "calibration/inference/diagnostics.hpp"
#include "calibration/inference/draws.hpp"
#include "calibration/inference/ensemble_kalman.hpp"
#include "calibration/inference/particle_filter.hpp"
#include "calibration/inference/problem.hpp"
#include "calibration/inference/simulation_posterior.hpp"
