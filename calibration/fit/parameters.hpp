#pragma once
/// The quantities that the fits infer for all countries at once, as records: what each is, its prior, and how it
/// becomes a parameter of the engine.
#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/core/ids.hpp"
#include "model/parameters/parameters.hpp"

namespace salus::calibration {

/// Inferred by the country fit.
enum class Pooled : std::uint8_t {
  typical_volatility,
  volatility_spread,
  jump_rate,
  outlier_rate,
  jump_size,
  reading_noise,
  reading_spread,
  forced_year,
  offset_spread,
  offset_step,
  modelled_noise,
  world_variance,
  region_variance,
  trend_volatility,
  level_spread,
  driver_youth_share,
  driver_inequality,
  driver_unemployment,
  driver_slum_share,
  driver_rule_of_law,
  driver_alcohol
};

/// The effect of each driver.
inline constexpr auto driver_effects = model::for_each_of<model::Driver, Pooled>({
    {model::Driver::youth_share, Pooled::driver_youth_share},
    {model::Driver::inequality, Pooled::driver_inequality},
    {model::Driver::unemployment, Pooled::driver_unemployment},
    {model::Driver::slum_share, Pooled::driver_slum_share},
    {model::Driver::rule_of_law, Pooled::driver_rule_of_law},
    {model::Driver::alcohol, Pooled::driver_alcohol},
});

/// States that countries share, which the country fit draws exactly: normal priors.
enum class SharedState : std::uint8_t {
  drift,        ///< prior: before the first year; kept: of the last
  region_level  ///< one a region
};

/// Inferred by the fit of places (cities.hpp). Where a value differs between countries: its median, and the standard
/// deviation between countries of its log (spread) or logit (shares).
enum class PlacePooled : std::uint8_t {
  city_spread,
  city_spread_between,
  city_lasting,
  city_lasting_between,
  city_kept,
  city_kept_between,
  city_nugget,
  city_overdispersion
};

/// Of these each country with series has a value of its own; the spread of its log or logit between countries.
struct OwnOfPlaces {
  PlacePooled median;
  PlacePooled between;
};
/// What each country has of its own.
enum class PlaceOwn : std::uint8_t { spread, lasting, kept };
inline constexpr model::EnumArray<OwnOfPlaces, PlaceOwn> own_of_places{
    {{PlacePooled::city_spread, PlacePooled::city_spread_between},
     {PlacePooled::city_lasting, PlacePooled::city_lasting_between},
     {PlacePooled::city_kept, PlacePooled::city_kept_between}}};

struct FittedDraw;

/// How a country's own law of places becomes a parameter of the engine, in place of its prior.
struct PlaceToEngine {
  model::Parameter parameter{};
  std::string_view rule;  ///< in words, by the symbols of the fit of places
};
/// All of them: no parameter twice.
std::span<const PlaceToEngine> places_to_engine();

/// How values of the fit become a parameter of the engine.
struct ToEngine {
  model::Parameter parameter{};
  std::string_view rule;  ///< in words, by the names of records; total: `total_over_own`
  double (*value)(const FittedDraw& draw) = nullptr;
};

}  // namespace salus::calibration

namespace salus::model {

template <>
struct Record<calibration::Pooled> {
  calibration::Pooled id;
  std::string_view name;
  std::string_view symbol;  ///< the registry's own where the model has the same
  Unit unit;
  Prior prior;  ///< lognormal or normal, cut to its bounds
  std::string_view meaning;
  std::string_view source;
  std::optional<calibration::ToEngine> to_engine;  ///< none: it shapes readings, or countries' own values
};

template <>
struct Record<calibration::SharedState> {
  calibration::SharedState id;
  std::string_view name;
  std::string_view symbol;
  Unit unit;
  Prior prior;  ///< normal; the bounds are those of what a file may hold, the fit does not cut at them
  std::string_view meaning;
  std::string_view source;
  std::optional<calibration::ToEngine> to_engine;
};

template <>
struct Record<calibration::PlacePooled> {
  calibration::PlacePooled id;
  std::string_view name;
  std::string_view symbol;
  Unit unit;
  Prior prior;  ///< wide, and not from the series that are fitted
  std::string_view meaning;
  std::string_view source;
  std::span<const calibration::PlaceToEngine> to_engine;  ///< what it has a part in; empty: it shapes figures alone
};

}  // namespace salus::model

namespace salus::calibration {

/// Drivers and the rate of jumps are the model's own records.
const model::Registry<Pooled>& pooled_registry();
const model::Registry<SharedState>& shared_state_registry();
const model::Registry<PlacePooled>& place_registry();

using PooledValues = model::EnumArray<double, Pooled>;
using PlaceValues = model::EnumArray<double, PlacePooled>;

/// A draw of the country fit, as far as the engine's parameters follow from it.
struct FittedDraw {
  PooledValues pooled;
  double drift = 0.0;            ///< of the last year, a year
  double lethality_share = 0.0;  ///< drawn from the model's prior: homicide alone cannot tell it

  /// Variance of a country's yearly changes without jumps over that of its own innovation: world and region besides.
  /// The engine's volatility is of yearly changes, 2/3 of the variance of a year's steps.
  double total_over_own() const;
};

/// Everything that the engine takes in place of its priors: no parameter twice. What the records do not say stands in
/// the law of the fit, or is no matter of it.
const std::vector<ToEngine>& to_engine();

/// What 2020 adds to the yearly mean of the log rate: a shock that holds through the year and fades in equal monthly
/// steps through the next, as in the engine.
double forced_shift(const PooledValues& values, int year);

/// A value on the line on which its prior is normal: the log of a lognormal one.
double to_line(const model::Prior& prior, double value);
double from_line(const model::Prior& prior, double line);
/// Log density on that line, up to a constant; -infinity outside the bounds.
double log_prior(const model::Prior& prior, double line);

}  // namespace salus::calibration
