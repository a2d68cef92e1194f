#pragma once
/// What forecasts from past years were worth: the rows of a back-test's summary, and what of a good forecast they lack.
#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "model/core/central_interval.hpp"
#include "model/core/diagnostic.hpp"
#include "model/core/enumeration.hpp"

namespace salus::model {

/// Who forecasts; by name.
enum class ForecastModel : std::uint8_t { ar1, damped_trend, persistence, random_walk, salus };
inline constexpr auto forecast_model_names = enumerator_names<ForecastModel>;

/// Years ahead of a row: one number of years; the mean over 3, 5, 7 and 10; the mean over all that were scored.
struct ForecastHorizon {
  enum class Kind : std::uint8_t { one, long_term, all };
  Kind kind = Kind::one;
  int years = 0;  ///< of `one`, else 0
  friend bool operator==(const ForecastHorizon&, const ForecastHorizon&) = default;
};

/// What a forecast lacks: its 90 % interval holds too few or too many outcomes; its error is not enough below the
/// random walk's in the long term; is above it; or is below it, but another draw of countries could say otherwise.
enum class ForecastFault : std::uint8_t { coverage, small_gain, worse_than_walk, gain_not_settled };
inline constexpr std::size_t forecast_fault_count = count_of<ForecastFault>;
inline constexpr auto forecast_fault_names = enumerator_names<ForecastFault>;

/// Ends of an interval.
struct Range {
  double low = 0.0;
  double high = 0.0;
};

/// A row's ratio without the one origin of one country that moves it most: what a mean owes to a single case.
struct WithoutOne {
  double ratio = std::numeric_limits<double>::quiet_NaN();  ///< not a number where nothing can be left out
  std::string iso3;                                         ///< of the country
  int origin = 0;
};

/// One forecaster at one horizon, all origins and countries. Intervals are of 95 %, countries drawn with replacement
/// (paired: both forecasters on the same countries); not a number where there is none.
struct BacktestRow {
  ForecastModel model{};
  ForecastHorizon horizon;
  std::uint32_t pairs = 0;
  std::uint32_t countries = 0;
  double crps_log = 0.0;   ///< mean CRPS of the log rate
  double crps_rate = 0.0;  ///< of the rate, per 100,000
  double wis = 0.0;        ///< weighted interval score of the log rate
  Coverage coverage;
  Range coverage90_range;
  double ratio = 1.0;  ///< `crps_log` over that of the random walk
  Range ratio_range;
  WithoutOne without_one;
  /// Pairs by tenth of the probability integral transform; even where forecasts are calibrated.
  std::array<std::uint32_t, 10> pit{};
  std::vector<ForecastFault> faults;  ///< as `faults_of`
};

/// Fewest pairs that a row is judged by.
inline constexpr std::uint32_t least_pairs = 10;
/// Share of outcomes that the 90 % interval should hold: over all horizons, and at one.
inline constexpr Range coverage_wanted{0.86, 0.94};
inline constexpr Range coverage_wanted_at_one{0.84, 0.96};
/// Most that the mean CRPS of 3 to 10 years may be of the random walk's.
inline constexpr double long_term_ratio_wanted = 0.97;

/// What does not hold of what a good forecast would have; empty where all holds, where there are too few pairs to
/// judge, and for the naive forecasters. At one horizon the 90 % interval must also be right for some draw of
/// countries.
std::vector<ForecastFault> faults_of(const BacktestRow& row);

/// `1`, `3 to 10`, `all`.
std::string horizon_name(const ForecastHorizon& horizon);

/// summary.csv of a back-test, both ways. Faults are judged anew from the numbers that are read.
std::string backtest_csv(const std::vector<BacktestRow>& rows);
std::vector<BacktestRow> read_backtest(std::string_view csv, const std::string& file, Diagnostics& findings);

}  // namespace salus::model
