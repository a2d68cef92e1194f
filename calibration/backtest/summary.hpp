#pragma once
/// Pooled scores with intervals that know that a country's forecasts go together.
#include "calibration/backtest/backtest.hpp"

namespace salus::calibration {

/// By horizon, then model. @param resamples of the bootstrap. Source of the bootstrap of clusters: Field, Welsh 2007,
/// doi:10.1111/j.1467-9868.2007.00593.x.
std::vector<model::BacktestRow> summarise(const std::vector<ScoredForecast>& scored, const std::vector<int>& horizons,
                                          std::uint32_t resamples, std::uint64_t seed);

/// scores.csv: model,origin,iso3,horizon,observed,median,crps_log,crps_rate,wis,in50,in80,in90,in95,pit; by origin,
/// country, horizon, model.
std::string scores_csv(const std::vector<ScoredForecast>& scored);
/// countries.csv: mean scores by country (alphabetical), model and horizon over all origins, and over all horizons
/// (`all`).
std::string countries_csv(const std::vector<ScoredForecast>& scored);

}  // namespace salus::calibration
