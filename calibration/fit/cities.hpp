#pragma once
/// How places move apart from their country: series of cities and states of a few countries, fitted at once, pooled
/// over countries.
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "calibration/fit/fit.hpp"
#include "calibration/fit/parameters.hpp"
#include "calibration/fit/place_law.hpp"
#include "calibration/inference/coordinates.hpp"
#include "calibration/inference/mcmc_plan.hpp"
#include "calibration/inference/stream.hpp"

namespace salus::calibration {

/// One draw: what countries share, and the law of each country with series.
struct CityDraw {
  PlaceValues pooled;
  std::vector<PlaceLaw> own;
};
/// Law of a country without series.
PlaceLaw other_law(const CityDraw& draw, Stream& random);

struct CityFit {
  std::vector<std::string> countries;        ///< with series, by code
  std::vector<std::vector<CityDraw>> draws;  ///< [chains][draws]
};
/// Which of `all` draws of places goes with draw k of `kept`, equally far apart; the same ones again where there are
/// fewer.
inline std::size_t paired_draw(std::size_t k, std::size_t kept, std::size_t all) {
  return std::max<std::size_t>(1, (k + 1) * all / kept) - 1;
}
/// Every quantity whose mixing is judged: the pooled ones, then `city_spread[ISO]` and so on.
std::vector<FitQuantity> quantities(const CityFit& fit);

/// The priors of `place_registry`, for calibrators.
std::vector<Parameter> place_priors();

/// Sweeps of adaptive Metropolis: each country's own values given the pooled ones; the pooled ones with the countries'
/// places in their spread held, and with the countries' values held (Yu, Meng 2011, doi:10.1198/jcgs.2011.203main,
/// interweaving). Proposals learn in the warm-up only.
/// @param plan chains, warm-up, draws kept, seed; every `thin`-th sweep is kept. Deterministic in data and plan.
/// @param stop asked before each sweep; may be empty. @throws FitStopped where it said so
CityFit fit_cities(const std::vector<PlacesOfCountry>& countries, const McmcPlan& plan, std::size_t thin,
                   const model::Executor& executor, const std::function<bool()>& stop = {});

}  // namespace salus::calibration
