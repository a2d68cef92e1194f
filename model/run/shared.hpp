#pragma once
/// What all countries of a run share, drawn once: keys, pooled parameters, interventions, the course of each programme.
#include <memory>

#include "model/core/executor.hpp"
#include "model/programme/delivery.hpp"
#include "model/run/plan.hpp"

namespace salus::model {

/// Lists are by scenario or by draw, as they say.
struct SharedDraws {
  std::vector<Portfolio> portfolios;                         ///< [scenario]
  std::vector<Delivery> deliveries;                          ///< [scenario]
  std::vector<RandomKey> keys;                               ///< [draw]
  std::vector<std::uint32_t> attempts;                       ///< [draw] accepted attempt of the pooled parameters
  std::vector<ParameterDraw> pooled;                         ///< [draw] (country ones as for no country)
  std::vector<std::vector<InterventionDraw>> interventions;  ///< [draw]

  std::vector<EnumArray<LifeYearsPerIncident, CrimeType>> dalys;  ///< [draw]
  std::vector<EnumArray<UsdPerIncident, CrimeType>> costs;        ///< [draw] in the United States
  std::vector<Discount> discounts;                                ///< [scenario]

  Grid<Course, ScenarioIndex, DrawIndex> courses;
  /// The pick-freeze partners of the first draws, by the kind of knowledge that is kept.
  Grid<Course, Knowledge, ScenarioIndex, DrawIndex> partner_courses;
  Grid<std::vector<InterventionDraw>, Knowledge, DrawIndex> partner_interventions;
  /// Of the first draws; without countries where global functions have no effect as it is.
  Grid<Course, ScenarioIndex, DrawIndex> courses_without_global;
  UsdPerPerson mean_income;       ///< at market exchange rates, population-weighted mean of the countries
  UsdPerPerson poorer_income;     ///< of those below high income; of all where there are none
  UsdPerPerson reference_income;  ///< that of the value's home
};

/// Partner of a draw: the other of its pair, which stands in the same block of lanes; the last of an odd number has
/// none but itself.
constexpr DrawIndex partner_of(DrawIndex draw, Positions<DrawIndex> draws) {
  const DrawIndex other(draw ^ 1u);
  return other < draws.size() ? other : draw;
}

/// The parameters of one country in one draw, before a scenario sets any.
ParameterDraw drawn_parameters(const RunPlan& plan, const SharedDraws& shared, const CountryInput& country,
                               DrawIndex draw);

/// A draw's parameters as a scenario sets them.
ParameterDraw with_overrides(ParameterDraw parameters, const Scenario& scenario);

/// Draws all of it. @throws std::runtime_error where 64 sets of pooled parameters in a row are refused.
std::unique_ptr<SharedDraws> draw_shared(const RunPlan& plan, const Executor& executor);

}  // namespace salus::model
