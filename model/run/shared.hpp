#pragma once
/// What all countries of a run share, drawn once: keys, pooled parameters, interventions, the course of each programme.
#include <memory>

#include "model/programme/delivery.hpp"
#include "model/run/agents.hpp"
#include "model/run/ensemble.hpp"

namespace salus::model {

/// Variants of a draw: as it is; its partner's values everywhere but in one kind of knowledge; and global functions
/// without effect.
inline constexpr std::size_t variant_count = 2 + knowledge_count;
inline constexpr std::size_t variant_without_global = 1 + knowledge_count;

struct SharedDraws {
  std::vector<Portfolio> portfolios;                         ///< [S]
  std::vector<Delivery> deliveries;                          ///< [S]
  std::vector<RandomKey> keys;                               ///< [D]
  std::vector<std::uint32_t> attempts;                       ///< [D] accepted attempt of the pooled parameters
  std::vector<ParameterDraw> pooled;                         ///< [D] pooled parameters (country ones as for no country)
  std::vector<std::vector<InterventionDraw>> interventions;  ///< [D]

  /// [D] of one incident; US dollars in the United States
  std::vector<std::array<double, crime_type_count>> dalys;
  std::vector<std::array<double, crime_type_count>> costs;

  std::vector<std::vector<Course>> courses;  ///< [S][D]
  /// [variant - 1][S][W] and [variant - 1][W]: the pick-freeze partners.
  std::array<std::vector<std::vector<Course>>, knowledge_count> probe_courses;
  std::array<std::vector<std::vector<InterventionDraw>>, knowledge_count> probe_interventions;
  std::vector<std::vector<Course>>
      courses_without_global;     ///< [S][W]; empty where global functions have no effect as it is
  double mean_income = 0.0;       ///< population-weighted mean of the countries
  double reference_income = 0.0;  ///< that of the value's home
  std::size_t probes = 0;
  AgentPlan agents;

  /// Partner of a draw: the other of its pair, which stands in the same block of lanes.
  static std::size_t partner(std::size_t draw, std::size_t draws) { return (draw ^ 1) < draws ? draw ^ 1 : draw; }
};

/// The parameters of one country in one draw, before a scenario sets any.
ParameterDraw drawn_parameters(const RunPlan& plan, const SharedDraws& shared, const CountryInput& country,
                               std::size_t draw);

/// Draws all of it. @throws std::runtime_error where 64 sets of pooled parameters in a row are refused.
std::unique_ptr<SharedDraws> draw_shared(const RunPlan& plan, const Executor& executor);

}  // namespace salus::model
