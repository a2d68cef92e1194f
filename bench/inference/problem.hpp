#pragma once
/// What a calibration starts from: parameters with independent priors, and a simulator or a log-likelihood.
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "calibration/inference/coordinates.hpp"
#include "model/random/philox.hpp"

namespace salus::inference {

using calibration::Coordinates;
using calibration::Parameter;

Parameter fixed(std::string name, double value);
Parameter uniform(std::string name, double lower, double upper);
Parameter normal(std::string name, double mean, double sd);
Parameter lognormal(std::string name, double median, double log_sd);
Parameter logit_normal(std::string name, double median, double logit_sd);
/// The same prior cut to [lower, upper]; either may be infinite.
Parameter bounded(Parameter parameter, double lower, double upper);

/// One simulated data set at `theta` (values in the order of the parameters), always of the same length. All randomness
/// must come from `key`, so that no result depends on threads or order. It is called from several threads at once. An
/// output that is not finite marks a failed run.
using Simulator = std::function<std::vector<double>(std::span<const double> theta, model::RandomKey key)>;

/// Log-likelihood at `theta`, up to a constant, or the log of an unbiased estimate of the likelihood (then from `key`
/// alone). -infinity where it is zero.
using LogLikelihood = std::function<double(std::span<const double> theta, model::RandomKey key)>;

}  // namespace salus::inference
