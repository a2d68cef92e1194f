#include "calibration/backtest/scores.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "model/core/elementary.hpp"

namespace salus::calibration {
namespace {

constexpr double pi = 3.14159265358979323846;
double density(double z) { return std::exp(-0.5 * z * z) / std::sqrt(2.0 * pi); }
double probability(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

constexpr auto interval_alphas = std::to_array<double>({0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9});

}  // namespace

Forecast sample_forecast(std::vector<double> log_rates) {
  std::sort(log_rates.begin(), log_rates.end());
  Forecast f;
  const auto n = static_cast<double>(log_rates.size());
  double squares = 0.0;
  for (const double v : log_rates) f.mean += v / n;
  for (const double v : log_rates) squares += (v - f.mean) * (v - f.mean);
  f.sd = std::sqrt(squares / std::max(1.0, n - 1.0));
  f.sample = std::move(log_rates);
  return f;
}

double quantile(const Forecast& f, double p) {
  if (f.sample.empty()) return f.mean + f.sd * model::normal_quantile(p);
  // Position p n + 1/2 among the sorted values (Hyndman, Fan 1996, definition 5).
  const auto n = static_cast<std::uint32_t>(f.sample.size());
  const double at = std::clamp(p * n - 0.5, 0.0, n - 1.0);
  const auto i = static_cast<std::uint32_t>(at);
  return f.sample[i] + (i + 1 < n ? (at - i) * (f.sample[i + 1] - f.sample[i]) : 0.0);
}

double crps_sample(const std::vector<double>& x, double y) {
  const auto n = static_cast<double>(x.size());
  // sum over i < j of x_j - x_i = sum of (2 i - n + 1) x_i
  double near = 0.0;
  double spread = 0.0;
  for (std::uint32_t i = 0; i < x.size(); ++i) {
    near += std::abs(x[i] - y);
    spread += (2.0 * i - n + 1.0) * x[i];
  }
  return near / n - (n > 1.0 ? spread / (n * (n - 1.0)) : 0.0);
}

double crps_normal(const Forecast& f, double y) {
  const double z = (y - f.mean) / f.sd;
  return f.sd * (z * (2.0 * probability(z) - 1.0) + 2.0 * density(z) - 1.0 / std::sqrt(pi));
}

double crps_lognormal(const Forecast& f, double x) {
  const double z = (std::log(x) - f.mean) / f.sd;
  return x * (2.0 * probability(z) - 1.0) - 2.0 * std::exp(f.mean + 0.5 * f.sd * f.sd) *
                                                (probability(z - f.sd) + probability(f.sd / std::sqrt(2.0)) - 1.0);
}

double weighted_interval_score(const Forecast& f, double y) {
  double sum = 0.5 * std::abs(y - quantile(f, 0.5));
  for (const double alpha : interval_alphas) {
    const double low = quantile(f, 0.5 * alpha);
    const double high = quantile(f, 1.0 - 0.5 * alpha);
    sum += 0.5 * alpha * (high - low) + std::max({0.0, low - y, y - high});
  }
  constexpr double intervals = interval_alphas.size();
  return sum / (intervals + 0.5);
}

Score score(const Forecast& f, double rate) {
  const double y = std::log(rate);
  Score s;
  s.wis = weighted_interval_score(f, y);
  if (f.sample.empty()) {
    s.crps_log = crps_normal(f, y);
    s.crps_rate = crps_lognormal(f, rate);
    s.pit = probability((y - f.mean) / f.sd);
  } else {
    std::vector<double> rates;
    for (const double v : f.sample) rates.push_back(std::exp(v));
    s.crps_log = crps_sample(f.sample, y);
    s.crps_rate = crps_sample(rates, rate);
    double below = 0.0;
    for (auto v = f.sample.begin(); v != f.sample.end() && *v < y; ++v) ++below;
    s.pit = (below + 0.5) / (static_cast<double>(f.sample.size()) + 1.0);
  }
  for (const auto interval : model::every<model::CentralInterval>)
    s.inside[interval] = std::abs(s.pit - 0.5) <= 0.5 * model::central_shares[interval];
  return s;
}

}  // namespace salus::calibration
