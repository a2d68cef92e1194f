#pragma once
/// Forecasts that need no model: what a back-test must beat. All on the log rate, from values up to the origin only.
#include <functional>
#include <vector>

#include "calibration/backtest/scores.hpp"
#include "calibration/rate_series.hpp"
#include "model/run/backtest_summary.hpp"

namespace salus::calibration {

/// Forecasts of one country for 1, 2 ... years after its last value.
using CountryForecasts = std::vector<Forecast>;

/// A forecaster. `fit` sees a panel that ends at the origin and gives forecasts of the countries it can say
/// something about.
struct Forecaster {
  model::ForecastModel model{};
  std::function<std::map<std::string, CountryForecasts>(const RatePanel& past, int horizon)> fit;
};

/// Fewest yearly changes of a country that is scored.
inline constexpr std::size_t least_scored_changes = 6;
/// Changes that the pool counts for in a country's standard deviation.
inline constexpr double pooled_weight = 8.0;

/// Standard deviation of yearly changes of the log rate by country, shrunk to the pool: sqrt((sum d^2 + 8 m^2) / (n +
/// 8)), d between years exactly one apart, m the element at floor(n / 2) of the sorted root-mean-square changes.
/// Countries with fewer than six changes are left out.
std::map<std::string, double> pooled_change_sd(const RatePanel& past);

/// log rate(l + h) ~ Normal(log rate(l), sd sqrt(h)): the walk that is the bar.
Forecaster random_walk();
/// Normal(log rate(l), sd): it stays as it is.
Forecaster persistence();
/// Return to the country's own mean with one coefficient for all, by least squares; residuals shrunk as the walk's
/// changes.
Forecaster first_order_autoregression();
/// The mean change of the last five years goes on, each year at 0.8 of the year before; sd of the walk.
Forecaster damped_trend();

std::vector<Forecaster> naive_forecasters();

}  // namespace salus::calibration
