#pragma once
/// Posterior of a simulator without likelihood, for a fixed number of runs.
#include "bench/inference/draws.hpp"
#include "bench/inference/problem.hpp"
#include "model/core/executor.hpp"

namespace salus::inference {

struct SimulationPlan {
  std::size_t simulations = 10000;  ///< runs of the simulator, pilots included; at least 1,000
  std::size_t draws = 10000;        ///< of the posterior
  std::uint64_t seed = 1;
};

/// @throws std::invalid_argument for too few runs or draws, or data that are not finite.
void check_plan(const SimulationPlan& plan, const std::vector<double>& observed);

/// Half of the runs find where outputs resemble the data (adaptive ABC-SMC, abc_smc.hpp). The other half, in three
/// rounds, is made at the posterior as it is known so far, its likelihood at power one half; each round fits the
/// likelihood anew to all runs in the region, by a mixture of regressions of outputs on parameters
/// (regression_likelihood.hpp), and draws from prior x likelihood by Markov chains. Bounds of priors hold exactly.
/// Whole-numbered outputs are spread over their interval. Data longer than 40 are summed up (simulation_runs.hpp). The
/// chance that a run succeeds, where some fail, is part of the likelihood: a logistic regression on parameters, squares
/// and products. Nothing is to be tuned. What it takes for granted: outputs that vary smoothly with the parameters
/// within the region, up to six parts. Run i gets model::random_key(seed, i, domain::simulation); the result does not
/// depend on the executor.
/// @return draws in one chain, nearly independent. @throws std::invalid_argument for bad parameters or plans, outputs
/// of the wrong length, data that are not finite; std::runtime_error where nearly all runs fail.
Draws simulation_posterior(const std::vector<Parameter>& parameters, const Simulator& simulator,
                           const std::vector<double>& observed, const SimulationPlan& plan,
                           const model::Executor& executor);

}  // namespace salus::inference
