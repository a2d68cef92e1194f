#pragma once
/// Cities that run as agents inside a scenario.
///
/// Where a reached city runs as agents, its factors on the panel's incidents are those that its events would have met
/// with under the programme, so that its level and its history stay the panel's and there is one ledger: the panel's
/// lasting and passing deviations were estimated on real cities, whose bursts are in them. The agents follow the
/// panel's path without a programme (forcing); the loops that a country closes are closed by the country, on what the
/// factors do to it.
#include <functional>
#include <optional>
#include <vector>

#include "model/core/executor.hpp"
#include "model/coupling/city_programme.hpp"
#include "model/panel/panel.hpp"
#include "model/run/results.hpp"

namespace salus::model {

struct RunPlan;
struct SharedDraws;

/// A reached city of one draw and scenario that is to run as agents.
struct AgentPair {
  std::uint32_t draw = 0;
  std::size_t city = 0;
  std::size_t scenario = 0;
  friend auto operator<=>(const AgentPair&, const AgentPair&) = default;
};

struct AgentPlan {
  std::vector<std::vector<AgentPair>> by_country;  ///< [country] sorted by draw, city, scenario
  std::vector<AgentCover> cover;                   ///< [scenario]
};

/// Which cities of which draws run as agents: all that a programme reaches, of places under `city`; of those under
/// `auto`, in the order of a random number that is the same in every scenario, those that the budget still holds. Costs
/// are reckoned from the city's people at the start. Depends on the plan alone, so shards agree.
AgentPlan plan_agents(const RunPlan& plan, const SharedDraws& shared, const Executor& executor);

/// A draw of a country without any programme, as its cities take it over.
struct CountryPath {
  const CountryInput& country;
  const ParameterDraw& parameters;
  const std::array<double, crime_type_count>& level;  ///< log incidents per person-year at the start
  const PanelDraw& panel;
  YearlyIncidents incidents;  ///< of the country
};

/// What agents say of one city with one programme.
struct AgentOutcome {
  AgentRun run;
  std::array<std::array<double, crime_type_count>, horizon_years> factor{};  ///< on the panel's incidents
};

/// Runs a city of one draw under the programmes of the pairs (one draw and city, any scenarios). @param effects the
/// panel's, of each pair. Where the draw's parameters contradict the city's growth it cannot run: then `person_months`
/// are 0, and the panel's factors stand.
/// @return nullopt where `stop` said so.
std::optional<std::vector<AgentOutcome>> run_agents(const RunPlan& plan, const SharedDraws& shared, std::size_t country,
                                                    const CountryPath& path, const std::vector<AgentPair>& pairs,
                                                    const std::vector<const CityEffect*>& effects,
                                                    const Executor& executor, const std::function<bool()>& stop);

}  // namespace salus::model
