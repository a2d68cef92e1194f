#pragma once
/// How the variance of what is averted splits by what is known.
#include <span>

#include "model/run/results.hpp"

namespace salus::model {

/// First-order Sobol index of a pick-freeze pair: covariance of y and its partner over the variance of y (Sobol 2001,
/// Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018), on ranks, because effects are heavy-tailed. Pairs with a NaN
/// are left out; NaN where y does not vary.
double first_order_index(std::span<const double> y, std::span<const double> partner);

/// @param probes life years averted, summed over countries.
SpreadShares spread_of(const Grid<double, ScenarioIndex, Variant, DrawIndex>& probes, ScenarioIndex scenario);

}  // namespace salus::model
