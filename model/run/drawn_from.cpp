#include "model/run/drawn_from.hpp"

#include <algorithm>

#include "model/country/block.hpp"
#include "model/run/quantiles.hpp"
#include "model/run/targets.hpp"

namespace salus::model {

Interval shown_quantiles(const std::vector<Single>& draws) {
  FixedGrid<Single, QuantileIndex> all;
  SortScratch scratch;
  write_quantiles(draws, all.cells, scratch);
  return by_level([&](IntervalLevel level) -> double { return all(interval_levels[level]); });
}

EnumArray<DrawnFrom, Parameter> drawn_from(const PosteriorDraws& posterior,
                                           const std::vector<CountryInput>& countries) {
  EnumArray<DrawnFrom, Parameter> out;
  for (const auto& [parameter, draws] : posterior.series)
    out[parameter].posterior = shown_quantiles({draws.begin(), draws.end()});
  for (const auto& [parameter, calibrated] : place_parameters) {
    std::vector<Single> draws;
    bool prior_too = false;
    for (const auto& country : countries) {
      prior_too = prior_too || country.calibrated.empty();
      for (const auto& draw : country.calibrated) draws.push_back(draw.*calibrated);
    }
    if (!draws.empty()) out[parameter] = {shown_quantiles(draws), prior_too};
  }
  return out;
}

}  // namespace salus::model
