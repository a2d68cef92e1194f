#pragma once
/// One country and eight draws: from inputs and drawn parameters to the plain data of the kernels.
#include <array>
#include <optional>

#include "model/country/country_input.hpp"
#include "model/country/draw_fault.hpp"
#include "model/country/kernel_abi.hpp"
#include "model/country/start.hpp"

namespace salus::model {

/// A place in a block of draws that the kernels compute side by side.
using Lane = Position<struct LaneAxis>;
template <>
inline constexpr std::uint32_t axis_length<Lane> = block_lanes;

/// Paths shared by all draws, from where levels were estimated to the horizon; keeps the vectors that the kernel's
/// pointers refer to.
class CountryPathsOwner {
 public:
  explicit CountryPathsOwner(const CountryInput& country);
  const CountryPaths& view() const noexcept { return view_; }
  CountryPathsOwner(const CountryPathsOwner&) = delete;
  CountryPathsOwner& operator=(const CountryPathsOwner&) = delete;

 private:
  std::vector<double> births_;
  std::vector<double> net_outflow_;
  std::vector<double> entering_risk_age_;
  std::vector<double> population_;
  EnumArray<std::vector<double>, Driver> driver_change_;
  CountryPaths view_{};
};

/// Share of a country's yearly variance left to its own noise when factors and lethality have taken theirs; a
/// draw that leaves less than `least_own_variance` is rejected.
double own_variance_share(const ParameterDraw& parameters);
inline constexpr double least_own_variance = 0.1;

/// Where one draw begins in one country: calibrated, or first estimates.
struct CountryStart {
  std::optional<double> log_rate;  ///< of homicide; empty: drawn from the country's level
  double annual_log_sd = 0.0;      ///< as `CountryInput::annual_log_sd`
  double reversion_gap = 0.0;

  /// as `CountryInput::Calibrated`
  double memory = 0.0;
  double memory_rate = 0.0;
};
/// A draw takes the calibrated draw of its number modulo how many there are.
CountryStart country_start(const CountryInput& country, std::uint32_t draw);

/// The parameters that a country's calibrated draws have of their own.
struct PlaceParameter {
  Parameter parameter{};
  Single CountryInput::Calibrated::*calibrated = nullptr;
};
inline constexpr auto place_parameters =
    std::to_array<PlaceParameter>({{Parameter::city_effect_sd, &CountryInput::Calibrated::city_effect_sd},
                                   {Parameter::city_persistence, &CountryInput::Calibrated::city_persistence},
                                   {Parameter::city_volatility, &CountryInput::Calibrated::city_volatility}});

/// Puts a country's calibrated city parameters in place of those drawn; none where there was no calibration.
void put_places(ParameterDraw& parameters, const CountryInput& country, std::uint32_t draw);

/// Fills lane `lane` with the noise coefficients of one draw. @param log_rate of `draw_levels`.
void fill_noise(const ParameterDraw& parameters, const CountryInput& country, const CountryStart& from,
                const EnumArray<double, CrimeType>& log_rate, RandomKey key, int start_year, Lane lane,
                NoiseParameters& out);

/// Log of true incidents per person-year at the start, by crime type, in one draw; each below its ceiling.
EnumArray<double, CrimeType> draw_levels(const CountryInput& country, const CountryStart& from,
                                         const PooledNumbers& numbers);

/// Fills lane `lane` with stocks and coefficients. @return nothing, or why the draw is rejected.
std::optional<DrawFault> fill_stocks(const ParameterDraw& parameters, const CountryInput& country,
                                     const EnumArray<double, CrimeType>& log_rate, const EnumArray<bool, Loop>& without,
                                     Lane lane, StockParameters& out);

}  // namespace salus::model
