#pragma once
/// The uncertain numbers of the model but for the city layer's: what each is, and one draw of all of them.
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/core/ids.hpp"
#include "model/core/parameter_ids.hpp"
#include "model/parameters/registry.hpp"
#include "model/random/philox.hpp"

namespace salus::model {

/// The effect of each driver.
inline constexpr EnumArray<Parameter, Driver> driver_parameters{
    {Parameter::driver_youth_share, Parameter::driver_inequality, Parameter::driver_unemployment,
     Parameter::driver_slum_share, Parameter::driver_rule_of_law, Parameter::driver_alcohol}};

/// Whether all countries share one value in a draw (what we do not know about the world), or each has its own.
enum class Scope : std::uint8_t { pooled, country };

/// Of the variance of a country's own parameter, the part that all countries share in a draw: no country has a figure,
/// so where their middle lies is as unknown as how they differ. Assumption: half.
inline constexpr double common_variance_share = 0.5;

/// Whether a scenario may set it. `noise`: it shapes levels, noise or the city panel, which are drawn once and shared
/// by all scenarios, so that their difference is the programme; a scenario's own value would have no effect.
enum class Part : std::uint8_t { scenario, noise };

template <>
struct Record<Parameter> {
  Parameter id;
  std::uint32_t number;  ///< keys its draws; never reused
  std::string_view name;
  std::string_view symbol;
  Unit unit;
  Scope scope;
  Knowledge knowledge;
  Prior prior;
  std::string_view meaning;
  std::string_view source;
  Part part = Part::scenario;
};

const Registry<Parameter>& registry();

/// One value of every parameter.
using ParameterDraw = EnumArray<double, Parameter>;

/// A share of a crime type in one draw.
inline double share_of(const TypeShare& share, const ParameterDraw& values) {
  return share.parameter ? values[*share.parameter] : share.fixed;
}

/// Which set of random numbers a draw takes: the next one where the last was rejected.
struct Attempt {
  std::uint32_t pooled = 0;   ///< for parameters that all countries share
  std::uint32_t country = 0;  ///< for the country's own
};

/// Parameters of one draw for one country. The pooled part, and what countries share of the others, do not depend on
/// the country.
ParameterDraw draw_parameters(RandomKey key, CountryCode country, Attempt attempt);

/// A parameter set to one value in a scenario, in the parameter's own unit.
struct Override {
  Parameter parameter{};
  double value = 0.0;
};

/// Puts a scenario's settings in place of drawn values.
void apply_overrides(ParameterDraw& values, const std::vector<Override>& overrides);

/// Calibrated values of some pooled parameters, draw by draw.
struct PosteriorDraws {
  struct Series {
    Parameter parameter{};
    std::vector<float> draws;  ///< as many for each parameter
  };
  std::vector<Series> series;  ///< no parameter twice; empty where there was no calibration
};

/// Puts a calibrated draw, its number modulo how many there are, in place of drawn values.
void put_in(ParameterDraw& values, const PosteriorDraws& posterior, std::size_t draw);

/// `one` where a parameter's knowledge is `kept`, else `other`: the two halves of a pick-freeze pair.
ParameterDraw mixed(const ParameterDraw& one, const ParameterDraw& other, Knowledge kept);

/// Every parameter at its prior's centre.
ParameterDraw central_parameters();

}  // namespace salus::model
