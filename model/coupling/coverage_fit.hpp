#pragma once
/// Curves of coverage from Lorenz shares of cities of agents.
#include <span>
#include <string>

#include "model/coupling/lorenz_shares.hpp"
#include "model/programme/response_surface.hpp"

namespace salus::model {

/// What was found in one city.
struct CityShares {
  std::uint32_t law = 0;   ///< which draw of the city layer's parameters it runs by
  bool at_centre = false;  ///< that law is all parameters at their centres
  double persons = 0.0;
  double years = 1.0;  ///< that were followed
  std::vector<LorenzShares> kinds;
};

/// Spread of logits and logs where one city shows none: judgement, since no city's inner geography is known.
inline constexpr double spread_of_one_city = 0.5;
inline constexpr std::size_t cities_for_a_slope = 8;
/// How far a curve may be from its points beside counting, as a part of the share: what such curves leave.
inline constexpr double curve_error = 0.05;

/// The curve of every kind of target and crime type that any city has, by kind and type. One number differs between
/// cities: where crime follows places (cells, youth of neighbourhoods) the scale, where it follows persons what is
/// concentrated; the other is the median over cities. Spreads by analysis of variance: between laws what all cities of
/// a draw share, within laws what is a city's own. Where there are at least `cities_for_a_slope` cities, what differs
/// is first taken by the level of what targets are named by, least squares, the slope drawn to 0 by its own error.
/// Where some cities run by the laws' centre, the middle of every number is theirs, and spreads are of the others: the
/// middle of what drawn laws do is not what the middle law does. Killings are few and have the shape of serious
/// assaults, of which most come.
ResponseSurface fitted_surface(std::span<const CityShares> cities, std::string label);

/// Mean, and spreads between and within groups.
struct GroupedSpread {
  double mean = 0.0;
  CurveSpread spread;
};
struct Grouped {
  std::uint32_t group = 0;
  double value = 0.0;
};
/// The line of least squares through y, its slope b drawn to 0 by its own error: b max(0, 1 - (error / b)^2).
struct ShrunkLine {
  double mean_x = 0.0;
  double sd_x = 0.0;
  double slope = 0.0;
};
/// 0 where all x are alike. @pre as many y as x, three or more
ShrunkLine shrunk_line(std::span<const double> x, std::span<const double> y);

/// By analysis of variance over groups of any size. Where no group has two, all of it is between groups.
GroupedSpread grouped_spread(std::span<const Grouped> values);

}  // namespace salus::model
