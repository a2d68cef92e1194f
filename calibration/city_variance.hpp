#pragma once
/// How city and state homicide moves apart from its country: pooled variances, secular drift, and windows of recorded
/// rates.
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "calibration/tables.hpp"

namespace salus::calibration {

/// The same series with missing populations imputed: each series of the same source and area type has a median; the
/// median of these is put in. Where there is none, the population stays missing and counting noise is taken as zero.
std::vector<CitySeries> with_persons(std::vector<CitySeries> series);

/// The same series without the years after `last_year`.
std::vector<CitySeries> until(std::vector<CitySeries> series, int last_year);

inline constexpr std::size_t structure_lags = 10;  ///< years; further apart few pairs are left

/// log rate of a series less the mean over the series of its source in that year = lasting effect + AR(1) + counting
/// noise.
struct CityVariance {
  double effect_sd = 0.0;       ///< of the lasting effects; what `spread` leaves beyond the AR(1), so it is known badly
  double persistence = 0.0;     ///< a year
  double volatility = 0.0;      ///< sd of the yearly innovations
  double spread = 0.0;          ///< sd of the log rate between places in a year: lasting effect and AR(1) together
  double overdispersion = 0.0;  ///< variance of a count over its Poisson variance, fitted apart

  /// pairs of neighbouring years
  std::size_t series = 0;
  std::size_t pairs = 0;

  std::array<double, structure_lags>
      structure{};  ///< half the mean squared change over 1, 2 ... years, counting noise removed
};

/// Method of moments. For each source, half the mean squared change of the deviations over k years: expected
/// volatility^2 (1 - persistence^k) / (1 - persistence^2) + counting noise; the lasting effects cancel. Countries weigh
/// equally (sources equally within one); persistence and volatility follow by least squares over k = 1 ... 10 relative
/// to the observed value, such that the AR(1) does not exceed the spread between places. Deviations are scaled by
/// sqrt(n / (n - 1)) for the mean of n series. Sources of fewer than three series, and years without homicide, are left
/// out. All zero where nothing is left. Source: Cressie 1993, Statistics for Spatial Data, sections 2.4 and 2.6
/// (structure function and its weighted fit).
CityVariance city_variance(const std::vector<CitySeries>& series);

enum class LeaveOut { one_series, one_country };

/// Delete-one jackknife: standard errors of every estimate, as if series (or countries) were independent.
CityVariance jackknife(const std::vector<CitySeries>& series, LeaveOut by);

/// Mean yearly change of the log rate over units, and how it spreads.
struct Drift {
  /// a year; spread: sd over units
  double mean = 0.0;
  double spread = 0.0;
  double standard_error = 0.0;

  std::size_t units = 0;
};

/// Mean of the yearly changes of each country with six or more of them, figures up to `last_year`.
Drift country_drift(const std::vector<CountryTables>& countries, int last_year);

/// (last log rate - first log rate) / years of each series, the mean of each country's series first.
Drift series_drift(const std::vector<CitySeries>& series);

/// Two years of one series, both published, the earlier one above zero.
struct SeriesWindow {
  std::size_t series = 0;  ///< position in the vector
  std::string iso3;
  int start_year = 0;
  int years = 0;

  /// recorded, per 100,000 person-years
  double start_rate = 0.0;
  double end_rate = 0.0;

  /// 0 where empty
  double start_persons = 0.0;
  double end_persons = 0.0;
};

/// Every window of that length, by series and year.
std::vector<SeriesWindow> series_windows(const std::vector<CitySeries>& series, int years);

struct WindowShares {
  double fell = 0.0;    ///< end below nine tenths of the start
  double halved = 0.0;  ///< end at most half of the start
};

WindowShares window_shares(const std::vector<SeriesWindow>& windows);

}  // namespace salus::calibration
