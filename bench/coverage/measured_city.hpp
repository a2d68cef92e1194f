#pragma once
/// What targets account for in one designed city.
#include <vector>

#include "bench/coverage/designed_cities.hpp"
#include "model/coupling/city_programme.hpp"
#include "model/coupling/coverage_fit.hpp"
#include "model/programme/evidence.hpp"

namespace salus::bench {

/// Kinds of targets that rows of the register are aimed at, in their order.
std::vector<model::MeasureTarget> kinds_of(const model::Evidence& evidence);

/// Shares of the best of each kind over the three years after the warm-up.
model::CityShares measured(const DesignedCity& city, const std::vector<model::MeasureTarget>& kinds,
                           const model::Executor& executor);

/// Its events of the whole horizon, and what becomes of them under programmes.
model::CityCounterfactual counterfactual(const DesignedCity& city, const std::vector<model::CityProgramme>& programmes,
                                         const model::Executor& executor);

/// All years together.
double all_years(const model::YearlyIncidents& incidents, model::CrimeType type);

}  // namespace salus::bench
