#pragma once
/// Scores of probabilistic forecasts of a rate, on the log scale on which they are normal and on the scale of the rate
/// itself.
#include <vector>

#include "model/core/central_interval.hpp"

namespace salus::calibration {

/// A forecast of the log rate: a sample of it, sorted, or where there is none Normal(mean, sd).
struct Forecast {
  double mean = 0.0;
  double sd = 1.0;
  std::vector<double> sample{};
};
/// From an unsorted sample. @pre not empty.
Forecast sample_forecast(std::vector<double> log_rates);
/// The value below which the log rate lies with probability p, 0 < p < 1.
double quantile(const Forecast& forecast, double p);

/// What an observation says of a forecast. Lower is better for the first three.
struct Score {
  double crps_log = 0.0;   ///< continuous ranked probability score of the log rate
  double crps_rate = 0.0;  ///< of the rate, per 100,000
  double wis = 0.0;        ///< weighted interval score of the log rate
  model::EnumArray<bool, model::CentralInterval> inside;
  double pit = 0.0;  ///< probability integral transform: uniform where forecasts are calibrated
};

/// sd (z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt(pi)), z = (y - mean) / sd. Source: Gneiting, Raftery 2007,
/// doi:10.1198/016214506000001437, eq. 21.
double crps_normal(const Forecast& forecast, double y);

/// CRPS of exp(Normal) at x > 0: x (2 Phi(z) - 1) - 2 exp(mean + sd^2 / 2) (Phi(z - sd) + Phi(sd / sqrt 2) - 1), z =
/// (log x - mean) / sd. Source: Baran, Lerch 2015, doi:10.1002/qj.2521.
double crps_lognormal(const Forecast& forecast, double x);

/// (|y - median| / 2 + sum over K intervals of alpha_k / 2 times the interval score) / (K + 1/2), with the eleven
/// central intervals of alpha = 0.02, 0.05, 0.1, 0.2 ... 0.9. Source: Bracher, Ray, Gneiting, Reich 2021,
/// doi:10.1371/journal.pcbi.1008618, eq. 2-3.
double weighted_interval_score(const Forecast& forecast, double y);

/// CRPS of a sorted sample: mean |x - y| less half the mean |x - x'| over pairs of different members, so that its mean
/// does not depend on how many there are. Source: Ferro 2014, doi:10.1002/qj.2270.
double crps_sample(const std::vector<double>& sorted, double y);

/// All scores of one forecast. @param rate observed, per 100,000, above 0.
Score score(const Forecast& forecast, double rate);

}  // namespace salus::calibration
