#pragma once
/// Curves of coverage from Lorenz shares of cities of agents.
#include <span>
#include <string>

#include "model/coupling/lorenz_shares.hpp"
#include "model/programme/response_surface.hpp"

namespace salus::model {

/// What was found in one city.
struct CityShares {
  std::uint32_t law = 0;  ///< which draw of the city layer's parameters it runs by
  double persons = 0.0;
  std::vector<LorenzShares> kinds;
};

/// Spread of logits and logs where one city shows none: judgement, since no city's inner geography is known.
inline constexpr double spread_of_one_city = 0.5;
/// How far a curve may be from its points beside counting, as a part of the share: what such curves leave.
inline constexpr double curve_error = 0.05;

/// The curve of every kind of target and crime type that any city has, by kind and type. One number differs between
/// cities: where crime follows places (cells, youth of neighbourhoods) the scale, where it follows persons what is
/// concentrated; the other is the median over cities. Spreads by analysis of variance: between laws what all cities of
/// a draw share, within laws what is a city's own. Killings are few and have the shape of serious assaults, of which
/// most come.
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
/// By analysis of variance over groups of any size. Where no group has two, all of it is between groups.
GroupedSpread grouped_spread(std::span<const Grouped> values);

}  // namespace salus::model
