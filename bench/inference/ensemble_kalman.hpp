#pragma once
/// Ensemble Kalman inversion: a quick look at a posterior with a few hundred runs of a model. Exact in the limit where
/// the model is linear and all is Gaussian; elsewhere a start for the other calibrators.
#include "bench/inference/draws.hpp"
#include "bench/inference/problem.hpp"
#include "model/core/executor.hpp"

namespace salus::inference {

struct EnsembleKalmanPlan {
  std::size_t members = 200;
  std::size_t steps = 4;  ///< the data are assimilated this many times, each with noise steps times as wide
  std::uint64_t seed = 1;
};

/// @param simulator gives the model's output without observation noise (run i of step s gets the key of call s x
/// members + i).
/// @param noise covariance of the observation noise, row by row, observed.size()^2 values.
/// @return the ensemble after the last step: members draws, members x steps simulations. On the line (problem.hpp), so
/// within all bounds.
/// @throws std::invalid_argument where sizes do not fit or the noise is not positive definite, std::runtime_error where
/// an output is not finite. Source: Iglesias, Law, Stuart 2013, doi:10.1088/0266-5611/29/4/045001 (perturbed
/// observations); Emerick, Reynolds 2013, doi:10.1016/j.cageo.2012.03.011 (several assimilations).
Draws ensemble_kalman_inversion(const std::vector<Parameter>& parameters, const Simulator& simulator,
                                std::span<const double> observed, std::span<const double> noise,
                                const EnsembleKalmanPlan& plan, const model::Executor& executor);

}  // namespace salus::inference
