#pragma once
/// Calibrators for a researcher's own simulator: priors, a simulator or a log-likelihood, and data; out come draws.
/// Which one: bench/README.md.
#include "bench/inference/abc_posterior.hpp"
#include "bench/inference/adaptive_mcmc.hpp"
#include "bench/inference/draws.hpp"
#include "bench/inference/ensemble_kalman.hpp"
#include "bench/inference/particle_filter.hpp"
#include "bench/inference/problem.hpp"
#include "bench/inference/simulation_posterior.hpp"
#include "calibration/inference/diagnostics.hpp"
