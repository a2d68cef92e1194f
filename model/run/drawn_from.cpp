#include "model/run/drawn_from.hpp"

#include <algorithm>

#include "model/country/block.hpp"
#include "model/run/quantiles.hpp"
#include "model/run/results.hpp"

namespace salus::model {
namespace {

constexpr std::array shown_levels{0.05, 0.5, 0.95};

std::array<double, shown_levels.size()> shown_quantiles(const std::vector<float>& draws) {
  std::array<float, quantile_levels.size()> all;
  SortScratch scratch;
  write_quantiles(draws.data(), draws.size(), all.data(), scratch);
  std::array<double, shown_levels.size()> shown{};
  for (std::size_t q = 0; q < quantile_levels.size(); ++q)
    for (std::size_t i = 0; i < shown.size(); ++i)
      if (quantile_levels[q] == shown_levels[i]) shown[i] = static_cast<double>(all[q]);
  return shown;
}

}  // namespace

EnumArray<DrawnFrom, Parameter> drawn_from(const PosteriorDraws& posterior,
                                           const std::vector<CountryInput>& countries) {
  EnumArray<DrawnFrom, Parameter> out;
  for (const auto& [parameter, draws] : posterior.series) out[parameter].posterior = shown_quantiles(draws);
  for (const auto& [parameter, calibrated] : place_parameters) {
    std::vector<float> draws;
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
