#pragma once
/// Adaptive random-walk Metropolis for a log-likelihood, exact or estimated without bias.
#include "bench/inference/draws.hpp"
#include "bench/inference/problem.hpp"
#include "calibration/inference/mcmc_plan.hpp"
#include "model/core/executor.hpp"

namespace salus::inference {

using calibration::McmcPlan;

/// Draws of the posterior, one chain a block of the executor, each started at an own draw of the prior (of up to 1,000,
/// the first with a finite log-likelihood). Steps are those of an adaptive block (adaptive_block.hpp) on the line
/// (problem.hpp), which learns in the warm-up only. An estimate at the current point is kept until it moves, so the
/// posterior is exact (pseudo-marginal). Look at `mixing(draws)` before you believe it. Call k of chain c gets
/// model::random_key(seed, c 2^32 + k, domain::likelihood); the result does not depend on the executor.
/// @throws std::invalid_argument for bad parameters, no chains or no draws, std::runtime_error where a chain finds no
/// start, std::domain_error where a log-likelihood is not a number or +infinity. Source: Andrieu, Thoms 2008,
/// doi:10.1007/s11222-008-9110-y, algorithm 4; Haario, Saksman, Tamminen 2001; Andrieu, Roberts 2009,
/// doi:10.1214/07-AOS574.
Draws adaptive_mcmc(const std::vector<Parameter>& parameters, const LogLikelihood& log_likelihood, const McmcPlan& plan,
                    const model::Executor& executor);

}  // namespace salus::inference
