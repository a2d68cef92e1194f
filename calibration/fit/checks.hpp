#pragma once
/// Checks of a fit: each country's course, prior against posterior of each quantity, and posterior predictive checks.
#include <variant>

#include "calibration/fit/cities.hpp"

namespace salus::calibration {

/// Of a country alone; logs in the fit, shown as they are.
enum class OwnQuantity : std::uint8_t { level, volatility, noise, offset };
struct OwnQuantityRow {
  std::string_view in_fit;  ///< as FitQuantity names it, before the country's code
  std::string_view name;
  std::string_view unit;
};
inline constexpr model::EnumArray<OwnQuantityRow, OwnQuantity> own_quantities{
    {{"level", "rate", "1e-5 year-1"},
     {"log_volatility", "volatility", "year-1/2"},
     {"log_noise", "reading_sd", "1"},
     {"offset", "offset_ratio", "1"}}};

/// Prior and posterior of a quantity. Values are 5, 50 and 95 %.
struct Learnt {
  std::variant<Pooled, PlacePooled, OwnQuantity> quantity;
  std::array<double, 3> prior{};
  std::array<double, 3> posterior{};
  double contraction = 0.0;  ///< 1 - variance after / variance before, on the scale on which the prior is normal; below
                             ///< 0: wider than before
};

/// Of the changes between neighbouring years of a series: their size (root mean square of the log), how far one
/// foretells the next (autocorrelation), the largest over the usual one.
enum class ChangeStatistic : std::uint8_t { size, persistence, largest };

/// A figure of a published series against the same of series drawn from the posterior.
struct PredictiveCheck {
  ChangeStatistic statistic{};

  /// 5, 50, 95 % of what was drawn
  double observed = 0.0;
  double low = 0.0;
  double middle = 0.0;
  double high = 0.0;

  double above = 0.0;  ///< share of those drawn that are at least as large as the observed one
  bool held() const { return above >= 0.025 && above <= 0.975; }
};

struct CountryChecks {
  std::string iso3;
  /// [years + horizon] 2.5, 10, 25, 50, 75, 90, 97.5 % of the rate per 100,000: without noise to the panel's last year,
  /// then figures to be published.
  std::vector<std::array<double, 7>> rates;
  std::vector<Learnt> learnt;               ///< level, volatility, noise of readings, ratio of the modelled series
  std::vector<PredictiveCheck> predictive;  ///< empty for fewer than six changes between neighbouring years
};

struct FitChecks {
  std::vector<Learnt> pooled;
  std::vector<CountryChecks> countries;  ///< in the order of the panel
  std::size_t predictive_checks() const;
  /// One in twenty is to be expected, and fewer since the data were used before.
  std::size_t predictive_failures() const;
};

/// @param horizon years of forecast after the panel's last.
/// Series drawn for the checks are futures of the posterior as long as the series and read in the same years: new
/// innovations, jumps and noise, the country's own parameters. Source: Gelman, Meng, Stern 1996 (posterior predictive
/// assessment).
FitChecks check_fit(const FitPanel& panel, const Fit& fit, const FitAssumptions& assumptions, std::uint32_t horizon,
                    std::uint64_t seed);

/// Prior and posterior of the pooled values of the fit of places.
std::vector<Learnt> learnt_of_places(const CityFit& fit, std::uint64_t seed);

/// Figures as they could have been published, given the fitted course, for some draws of each chain: new noise of
/// readings and of counting, new years that stand apart.
/// @param draws positions in a chain. @return [chains][draws][countries][years], logs of rates per 100,000; not a
/// number before a country's first.
std::vector<float> replicated_readings(const FitPanel& panel, const Fit& fit, const std::vector<std::uint32_t>& draws,
                                       std::uint64_t seed);

}  // namespace salus::calibration
