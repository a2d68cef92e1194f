#pragma once
/// What is published: a probability by the one-sided p-value of a result, that crime fell. Source: Hedges 1992,
/// doi:10.1214/ss/1177011364; Vevea, Hedges 1995, doi:10.1007/BF02294384.
#include <array>
#include <cstdint>

#include "calibration/inference/stream.hpp"

namespace salus::calibration::synthesis {

/// z of the ends of the five intervals of p: 0.025, 0.05, 0.5, 0.975.
inline constexpr std::array<double, 4> interval_ends{-1.9599639845400545, -1.6448536269514722, 0.0, 1.9599639845400545};
inline constexpr double significant = interval_ends.back();  ///< |z| of a result that is
inline constexpr std::size_t intervals = interval_ends.size() + 1;

/// Probabilities of publication by interval, from 1 (significant and down) on, never rising.
using Weights = std::array<double, intervals>;
inline constexpr Weights no_selection{1.0, 1.0, 1.0, 1.0, 1.0};

/// Of a result that is so many standard errors above none.
std::size_t interval_of(double z);

/// Probabilities of the five intervals of an estimate whose law is normal.
/// @param error the standard error by which its p-value is reckoned
std::array<double, intervals> interval_shares(double mean, double sd, double error);

/// Probability that such an estimate is published.
double published_share(const Weights& weights, double mean, double sd, double error);

/// The same with slope and curvature of its logarithm in the mean.
struct LogShare {
  double share = 0.0;
  double slope = 0.0;
  double curvature = 0.0;
};
LogShare log_published_share(const Weights& weights, double mean, double sd, double error);

/// An estimate as it is published, within (low, high).
double published_estimate(const Weights& weights, double mean, double sd, double error, double low, double high,
                          Stream& random);

/// Weights as the chain moves them: severity (1 - the last weight) and at what share of it each interval stands; every
/// coordinate on the line. Prior: severity uniform, the four steps Dirichlet(0.5), so that one step may have most.
using WeightLine = std::array<double, 4>;
Weights weights_at(const WeightLine& line);
/// Log prior density of a line.
double log_prior(const WeightLine& line);
WeightLine draw_weight_line(Stream& random);

}  // namespace salus::calibration::synthesis
