#pragma once
/// Back-test: forecasts from each origin, scored on what came after. Validates a baseline; says nothing about effects
/// of a programme.
#include "calibration/backtest/naive.hpp"

namespace salus::calibration {

struct BacktestPlan {
  std::vector<int> origins{2005, 2008, 2011, 2014, 2017};
  int horizon = 10;  ///< years
};

/// One forecast and what came.
struct ScoredForecast {
  model::ForecastModel model{};
  std::string iso3;

  /// years after the last one with a value up to the origin
  int origin = 0;
  int horizon = 0;

  int year = 0;           ///< that the forecast is for
  double observed = 0.0;  ///< per 100,000
  Forecast forecast;
  Score score;
};

/// Every pair of origin and country for which each forecaster says something and a value came; by origin, country,
/// horizon, forecaster. A country whose last value is more than a year older than the origin is skipped. Forecasters
/// see values up to the origin only.
std::vector<ScoredForecast> backtest(const RatePanel& panel, const BacktestPlan& plan,
                                     const std::vector<Forecaster>& forecasters);

/// Means over the pairs of one forecaster at one horizon.
struct PooledScore {
  std::uint32_t pairs = 0;
  double crps_log = 0.0;
  double crps_rate = 0.0;
  double wis = 0.0;
  model::Coverage coverage;
};
PooledScore pooled(const std::vector<ScoredForecast>& scored, model::ForecastModel model, int horizon);

}  // namespace salus::calibration
