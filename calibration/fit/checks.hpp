#pragma once
/// Checks of a fit: each country's course, prior against posterior of each quantity, and posterior predictive checks.
#include <array>
#include <variant>

#include "calibration/fit/cities.hpp"
#include "model/core/interval.hpp"

namespace salus::calibration {

/// Of a country alone; logs in the fit, shown as they are.
enum class OwnQuantity : std::uint8_t { level, volatility, noise, offset };
struct OwnQuantityRow {
  FitGroup in_fit;
  std::string_view name;
  model::Unit unit;
};
inline constexpr auto own_quantities = model::for_each_of<OwnQuantity, OwnQuantityRow>({
    {OwnQuantity::level, {FitGroup::level, "rate", model::Unit::per_100000_a_year}},
    {OwnQuantity::volatility, {FitGroup::log_volatility, "volatility", model::Unit::per_root_year}},
    {OwnQuantity::noise, {FitGroup::log_noise, "reading_sd", model::Unit::one}},
    {OwnQuantity::offset, {FitGroup::offset, "offset_ratio", model::Unit::one}},
});

/// Prior and posterior of a quantity.
struct Learnt {
  std::variant<Pooled, PlacePooled, OwnQuantity> quantity;
  model::Interval prior;
  model::Interval posterior;
  double contraction = 0.0;  ///< 1 - variance after / variance before, on the scale on which the prior is normal; below
                             ///< 0: wider than before
};

/// Of the changes between neighbouring years of a series: their size (root mean square of the log), how far one
/// foretells the next (autocorrelation), the largest over the usual one.
enum class ChangeStatistic : std::uint8_t { size, persistence, largest };

/// A figure of a published series against the same of series drawn from the posterior.
struct PredictiveCheck {
  ChangeStatistic statistic{};
  double observed = 0.0;  ///< of the published series
  model::Interval drawn;
  double above = 0.0;  ///< share of those drawn that are at least as large as the observed one
  bool held() const { return above >= 0.025 && above <= 0.975; }
};

/// The median, and ends of the central 50, 80 and 95 %, as a fan chart takes them.
inline constexpr std::array levels_of_rates{0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975};
using RateQuantiles = std::array<double, levels_of_rates.size()>;

struct CountryChecks {
  std::string iso3;
  /// [years + horizon] of the rate per 100,000: without noise to the panel's last year, then figures to be published.
  std::vector<RateQuantiles> rates;
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
