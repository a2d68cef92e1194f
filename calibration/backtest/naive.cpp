#include "calibration/backtest/naive.hpp"

#include <algorithm>
#include <cmath>

namespace salus::calibration {
namespace {

/// Log differences between observed years exactly one apart.
std::vector<double> changes_of(const RateSeries& series) {
  std::vector<double> changes;
  for (const auto& [year, rate] : series)
    if (const auto before = series.find(year - 1); before != series.end())
      changes.push_back(std::log(rate) - std::log(before->second));
  return changes;
}

/// A country's values, as what is pooled needs them.
struct Squares {
  double sum = 0.0;
  double n = 0.0;
};
Squares squares_of(const std::vector<double>& values) {
  Squares squares;
  for (const double v : values) {
    squares.sum += v * v;
    ++squares.n;
  }
  return squares;
}

/// Root mean squares of each country's values, shrunk to their middle one.
std::map<std::string, double> shrunk(const std::map<std::string, std::vector<double>>& values) {
  std::vector<double> sizes;
  for (const auto& [iso3, d] : values) {
    const Squares own = squares_of(d);
    sizes.push_back(std::sqrt(own.sum / own.n));
  }
  std::map<std::string, double> sd;
  if (sizes.empty()) return sd;
  std::sort(sizes.begin(), sizes.end());
  const double m = sizes[sizes.size() / 2];
  for (const auto& [iso3, d] : values) {
    const Squares own = squares_of(d);
    sd[iso3] = std::sqrt((own.sum + pooled_weight * m * m) / (own.n + pooled_weight));
  }
  return sd;
}

std::map<std::string, std::vector<double>> scored_changes(const RatePanel& past) {
  std::map<std::string, std::vector<double>> all;
  for (const auto& [iso3, series] : past)
    if (auto changes = changes_of(series); changes.size() >= least_scored_changes) all[iso3] = std::move(changes);
  return all;
}

double last_log(const RateSeries& series) { return std::log(series.rbegin()->second); }

/// Forecasts of every scored country: mean and sd h years after the last value.
template <class Make>
std::map<std::string, CountryForecasts> by_country(const RatePanel& past, int horizon, Make make) {
  std::map<std::string, CountryForecasts> all;
  for (const auto& [iso3, sd] : pooled_change_sd(past))
    for (int h = 1; h <= horizon; ++h) all[iso3].push_back(make(past.at(iso3), sd, h));
  return all;
}

}  // namespace

std::map<std::string, double> pooled_change_sd(const RatePanel& past) { return shrunk(scored_changes(past)); }

Forecaster random_walk() {
  return {model::ForecastModel::random_walk, [](const RatePanel& past, int horizon) {
            return by_country(past, horizon, [](const RateSeries& s, double sd, double h) {
              return Forecast{last_log(s), sd * std::sqrt(h)};
            });
          }};
}

Forecaster persistence() {
  return {model::ForecastModel::persistence, [](const RatePanel& past, int horizon) {
            return by_country(past, horizon, [](const RateSeries& s, double sd, double) {
              return Forecast{last_log(s), sd};
            });
          }};
}

Forecaster damped_trend() {
  return {model::ForecastModel::damped_trend, [](const RatePanel& past, int horizon) {
            return by_country(past, horizon, [](const RateSeries& s, double sd, double h) {
              constexpr double damping = 0.8;
              constexpr std::uint32_t years = 5;
              const auto changes = changes_of(s);
              const auto n = changes.size() < years ? static_cast<std::uint32_t>(changes.size()) : years;
              double trend = 0.0;
              for (std::size_t i = changes.size() - n; i < changes.size(); ++i) trend += changes[i] / n;
              return Forecast{last_log(s) + trend * damping * (1.0 - std::pow(damping, h)) / (1.0 - damping),
                              sd * std::sqrt(h)};
            });
          }};
}

Forecaster first_order_autoregression() {
  return {
      model::ForecastModel::ar1, [](const RatePanel& past, int horizon) {
        const auto scored = scored_changes(past);
        std::map<std::string, double> mean;
        double both = 0.0;
        double square = 0.0;
        for (const auto& [iso3, changes] : scored) {
          const auto& series = past.at(iso3);
          double& m = mean[iso3];
          for (const auto& [year, rate] : series) m += std::log(rate) / static_cast<double>(series.size());
          for (const auto& [year, rate] : series)
            if (const auto before = series.find(year - 1); before != series.end()) {
              const double x = std::log(before->second) - m;
              both += x * (std::log(rate) - m);
              square += x * x;
            }
        }
        const double keep = square > 0.0 ? std::clamp(both / square, 0.0, 0.9999) : 0.0;
        std::map<std::string, std::vector<double>> residuals;
        for (const auto& [iso3, changes] : scored)
          for (const auto& [year, rate] : past.at(iso3))
            if (const auto before = past.at(iso3).find(year - 1); before != past.at(iso3).end())
              residuals[iso3].push_back(std::log(rate) - mean[iso3] - keep * (std::log(before->second) - mean[iso3]));
        std::map<std::string, CountryForecasts> all;
        for (const auto& [iso3, sd] : shrunk(residuals))
          for (int h = 1; h <= horizon; ++h)
            all[iso3].push_back({mean[iso3] + std::pow(keep, h) * (last_log(past.at(iso3)) - mean[iso3]),
                                 sd * std::sqrt((1.0 - std::pow(keep, 2 * h)) / (1.0 - keep * keep))});
        return all;
      }};
}

std::vector<Forecaster> naive_forecasters() {
  return {first_order_autoregression(), damped_trend(), persistence(), random_walk()};
}

}  // namespace salus::calibration
