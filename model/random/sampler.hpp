#pragma once
/// Samplers with one uniform a variate, so that no variate's cost or value depends on another's.
/// Checked against Boost.Random and Boost.Math in tests/model/random/sampler_test.cpp.
#include <cstdint>

#include "model/random/philox.hpp"

namespace salus::model {

/// Normal by inverse CDF: monotone in the uniform, so that shared draws give the smallest variance of a difference.
double standard_normal(RandomKey key, DrawId id);
/// Exponential with mean 1, by inverse CDF.
double standard_exponential(RandomKey key, DrawId id);
/// Uniform whole number in [0, n), n > 0; bias below n / 2^64.
std::uint64_t uniform_below(RandomKey key, DrawId id, std::uint64_t n);
/// Poisson with mean in [0, 1e12]. Inversion outward from the mode: exact law up to 2^-52, about 2 sqrt(mean) steps.
std::int64_t poisson(RandomKey key, DrawId id, double mean);
/// Binomial with n in [0, 2^53], p in [0, 1]. Inversion outward from the mode, about 2 sqrt(n p (1 - p)) steps.
std::int64_t binomial(RandomKey key, DrawId id, std::int64_t n, double p);

/// log(n!) for n >= 0: table below 16, Stirling's series above (error below 1e-15 relative).
double log_factorial(std::int64_t n);

}  // namespace salus::model
