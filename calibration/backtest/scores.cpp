#include "calibration/backtest/scores.hpp"

#include <cmath>

#include "model/core/elementary.hpp"

namespace salus::calibration {
namespace {

constexpr double pi = 3.14159265358979323846;
double density(double z) { return std::exp(-0.5 * z * z) / std::sqrt(2.0 * pi); }
double probability(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

constexpr std::array<double, 11> interval_alphas{0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

}  // namespace

double crps_normal(const Forecast& f, double y) {
  const double z = (y - f.mean) / f.sd;
  return f.sd * (z * (2.0 * probability(z) - 1.0) + 2.0 * density(z) - 1.0 / std::sqrt(pi));
}

double crps_lognormal(const Forecast& f, double x) {
  const double z = (std::log(x) - f.mean) / f.sd;
  return x * (2.0 * probability(z) - 1.0) - 2.0 * std::exp(f.mean + 0.5 * f.sd * f.sd) * (probability(z - f.sd) + probability(f.sd / std::sqrt(2.0)) - 1.0);
}

double weighted_interval_score(const Forecast& f, double y) {
  double sum = 0.5 * std::abs(y - f.mean);
  for (const double alpha : interval_alphas) {
    const double half = f.sd * model::normal_quantile(1.0 - 0.5 * alpha), outside = std::abs(y - f.mean) - half;
    sum += 0.5 * alpha * 2.0 * half + (outside > 0.0 ? outside : 0.0);
  }
  return sum / (static_cast<double>(interval_alphas.size()) + 0.5);
}

Score score(const Forecast& f, double rate) {
  const double y = std::log(rate);
  Score s;
  s.crps_log = crps_normal(f, y), s.crps_rate = crps_lognormal(f, rate), s.wis = weighted_interval_score(f, y);
  s.pit = probability((y - f.mean) / f.sd);
  for (std::size_t i = 0; i < coverage_levels.size(); ++i) s.inside[i] = std::abs(s.pit - 0.5) <= 0.5 * coverage_levels[i];
  return s;
}

}  // namespace salus::calibration
