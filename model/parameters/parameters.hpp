#pragma once
/// The uncertain numbers of the model but for the city layer's: what each is, and one draw of all of them.
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/core/ids.hpp"
#include "model/core/parameter_ids.hpp"
#include "model/parameters/parameter_records.hpp"
#include "model/parameters/pooled_numbers.hpp"

namespace salus::model {

/// One value of every parameter.
using ParameterDraw = EnumArray<double, Parameter>;

/// A share of a crime type in one draw.
inline double share_of(const TypeShare& share, const ParameterDraw& values) {
  return share.parameter ? values[*share.parameter] : share.fixed;
}

/// Parameters that all countries share, in one draw; a country's own are left at 0. @param attempt which set of random
/// numbers: the next one where the last was rejected.
ParameterDraw draw_pooled(const PooledNumbers& numbers, std::uint32_t attempt);

/// Of the variance of a country's own parameter, the part that all countries share in a draw: no country has a figure,
/// so where their middle lies is as unknown as how they differ. Assumption: half.
inline constexpr double common_variance_share = 0.5;

/// Puts in a country's own. What countries share of these does not depend on country or attempt.
void draw_own(ParameterDraw& values, const PooledNumbers& numbers, CountryCode country, std::uint32_t attempt);

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
