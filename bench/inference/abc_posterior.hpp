#pragma once
/// Approximate Bayesian computation as it is usually meant: adaptive sequential Monte Carlo, then regression
/// adjustment.
#include "bench/inference/simulation_posterior.hpp"

namespace salus::inference {

/// All runs go to `abc_smc` (abc_smc.hpp); the parameters of the accepted ones are moved by a weighted linear
/// regression on the outputs to where the data are, on the line (problem.hpp) so that bounds hold. Draws are resampled
/// by weight. Assumes nothing of the outputs' law but a linear trend of the parameters near the data; needs more runs
/// than `simulation_posterior` for the same accuracy, and its tolerance shrinks with the number of outputs.
/// @throws as simulation_posterior. Source of the adjustment: Beaumont, Zhang, Balding 2002,
/// doi:10.1093/genetics/162.4.2025.
Draws abc_posterior(const std::vector<Parameter>& parameters, const Simulator& simulator,
                    const std::vector<double>& observed, const SimulationPlan& plan, const model::Executor& executor);

}  // namespace salus::inference
