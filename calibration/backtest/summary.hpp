#pragma once
/// Pooled scores with intervals that know that a country's forecasts go together.
#include "calibration/backtest/backtest.hpp"

namespace salus::calibration {

struct Range {
  double low = 0.0;
  double high = 0.0;
};

/// One forecaster at one horizon or several, all origins and countries.
struct SummaryRow {
  std::string model;
  std::string
      horizon;  ///< years ahead; `3 to 10`: the mean of 3, 5, 7 and 10, where all are there; `all`: the mean of all
  std::size_t countries = 0;
  PooledScore score;
  double ratio = 1.0;      ///< mean CRPS of the log rate over that of the random walk
  Range ratio_range;       ///< 95 %, countries drawn with replacement (paired: both forecasters on the same countries)
  Range coverage90_range;  ///< 95 %, the same way
  std::array<std::size_t, 10>
      pit{};  ///< pairs by tenth of the probability integral transform; even where forecasts are calibrated
  /// What does not hold of what a good forecast would have, a sentence each without a comma; empty where all holds,
  /// where there are too few pairs to judge, and for the naive ones. Mean CRPS of 3-10 years at most 0.97 of the walk's
  /// and not above it at one year; the 90 % interval holds 86 to 94 % of all, at each horizon 84 to 96 %, and its
  /// interval over countries holds 90.
  std::vector<std::string> failed;
};

/// Fewest pairs that a cell is judged by; smaller ones are printed only.
inline constexpr std::size_t least_pairs = 10;

/// By horizon, then model. @param resamples of the bootstrap. Source of the bootstrap of clusters: Field, Welsh 2007,
/// doi:10.1111/j.1467-9868.2007.00593.x.
std::vector<SummaryRow> summarise(const std::vector<ScoredForecast>& scored, const std::vector<int>& horizons,
                                  std::size_t resamples, std::uint64_t seed);

/// scores.csv: model,origin,iso3,horizon,observed,median,crps_log,crps_rate,wis,in50,in80,in90,in95,pit; by origin,
/// country, horizon, model.
std::string scores_csv(const std::vector<ScoredForecast>& scored);
/// summary.csv: the rows of `summarise`.
std::string summary_csv(const std::vector<SummaryRow>& rows);
/// countries.csv: mean scores by country (alphabetical), model and horizon over all origins, and over all horizons
/// (`all`).
std::string countries_csv(const std::vector<ScoredForecast>& scored);

}  // namespace salus::calibration
