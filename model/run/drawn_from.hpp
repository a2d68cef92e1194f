#pragma once
/// What the draws of a run come from: each parameter from its prior, or from the posterior that takes its place.
#include <optional>
#include <vector>

#include "model/core/interval.hpp"
#include "model/country/country_input.hpp"
#include "model/parameters/parameters.hpp"

namespace salus::model {

struct DrawnFrom {
  /// 5, 50 and 95 % of the calibrated draws, of all countries that have them; empty: every draw is from the prior.
  std::optional<Interval> posterior;
  bool prior_too = false;  ///< some countries have no calibrated draws and take the prior
};

/// 5, 50 and 95 % of draws.
Interval shown_quantiles(const std::vector<Single>& draws);

/// Of every parameter, before a scenario sets any. @param countries of the run, with their calibrated draws.
EnumArray<DrawnFrom, Parameter> drawn_from(const PosteriorDraws& posterior, const std::vector<CountryInput>& countries);

}  // namespace salus::model
