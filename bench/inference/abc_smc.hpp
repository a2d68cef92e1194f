#pragma once
/// Adaptive sequential Monte Carlo with approximate Bayesian computation: finds where simulations resemble the data.
#include "bench/inference/simulation_runs.hpp"

namespace salus::inference {

/// Runs that resemble the data, weighted towards the prior cut to the tolerance.
struct AbcPopulation {
  std::vector<Eigen::Index> accepted;  ///< rows of the runs, the nearest first
  Eigen::VectorXd weights;             ///< of each, summing to 1
  double tolerance = 0.0;              ///< distance of the farthest
  Eigen::VectorXd all_weights;         ///< prior / mixture of proposals, of every run, accepted or not; mean near 1
};

/// Spends `simulations` runs: a quarter at draws of the prior, the rest in four rounds. Each round accepts the nearest
/// runs of all rounds so far, until 300 effective ones (at most a quarter of the first round), and proposes from them
/// by normal kernels of twice their local covariance (the nearest 5 x parameters, a tenth of them at least), within the
/// prior's bounds. Runs weigh prior / mixture of all proposals (deterministic mixture), so none is lost. Distance: root
/// of the sum of squares over the outputs, each over its median absolute deviation in the last round.
/// @throws std::runtime_error where fewer than 20 runs have finite outputs.
/// Source: Beaumont, Cornuet, Marin, Robert 2009, doi:10.1093/biomet/asp052; Del Moral, Doucet, Jasra 2012,
/// doi:10.1007/s11222-011-9271-y; Filippi, Barnes, Cornebise, Stumpf 2013, doi:10.1515/sagmb-2012-0069; Prangle 2017,
/// doi:10.1214/16-BA1002 (distance); Owen, Zhou 2000 (weights).
AbcPopulation abc_smc(const Coordinates& coordinates, SimulationRuns& runs, std::size_t simulations,
                      std::uint64_t seed);

}  // namespace salus::inference
