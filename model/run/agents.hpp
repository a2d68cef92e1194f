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
#include <span>
#include <vector>

#include "model/coupling/city_programme.hpp"
#include "model/panel/panel.hpp"
#include "model/run/agent_plan.hpp"

namespace salus::model {

/// The path of a country in one draw without any programme: what its cities of agents are driven by.
struct CountryPath {
  CountryIndex position;
  const CountryInput& country;
  const ParameterDraw& parameters;
  const EnumArray<double, CrimeType>&
      level;  ///< log incidents per person-year where the run begins: at the start or the roll to it
  const PanelDraw& panel;
  YearlyIncidents incidents;  ///< of the country
};

/// Results of agents in one city under one programme.
struct AgentOutcome {
  AgentRun run;
  YearlyFactors factor{};  ///< on the panel's incidents
};

/// Runs a city of one draw under the programmes of the pairs (one draw and city, any scenarios). @param effects the
/// panel's, of each pair. Where the draw's parameters contradict the city's growth it cannot run: then `person_months`
/// are 0, and the panel's factors stand.
/// @return nullopt where `stop` said so.
std::optional<std::vector<AgentOutcome>> run_agents(const RunPlan& plan, const SharedDraws& shared,
                                                    const CountryPath& path, std::span<const AgentPair> pairs,
                                                    const std::vector<CityEffect>& effects, const Executor& executor,
                                                    const std::function<bool()>& stop);

}  // namespace salus::model
