#include "model/run/agent_plan.hpp"

#include <algorithm>
#include <tuple>

#include "model/city/of_country.hpp"
#include "model/city/scale.hpp"
#include "model/country/block.hpp"
#include "model/country/kernel_abi.hpp"
#include "model/random/purposes.hpp"
#include "model/run/cities.hpp"

namespace salus::model {
namespace {

struct Candidate {
  CountryIndex country;
  AgentPair pair;
  Fidelity fidelity{};
  double cost = 0.0;  ///< person-months
  std::uint32_t luck = 0;
};

/// Person-months of a city, and of its pilot.
double cost_of(const City& city) {
  const double start = city.population[in_panel(YearIndex(0u))];
  double cost = start * city_warm_up + std::min(start, pilot_persons) * pilot_months;
  for (const auto y : every<YearIndex>) cost += city.population[in_panel(y)] * months_per_year;
  return cost;
}

Fidelity fidelity_of(const Scenario& scenario, const CountryInput& country, const City& city) {
  return city.code >= towns_code_base ? Fidelity::panel : scenario.fidelity.of(country.code.name(), city.code);
}

std::vector<Candidate> candidates_of(const RunPlan& plan, const SharedDraws& shared, ScenarioIndex s, CountryIndex c) {
  const Scenario& scenario = plan.scenarios[s];
  const CountryInput& country = plan.countries[c];
  std::vector<Candidate> found;
  if (std::all_of(country.cities.begin(), country.cities.end(),
                  [&](const City& city) { return fidelity_of(scenario, country, city) == Fidelity::panel; }))
    return found;
  for (const auto d : Positions<DrawIndex>(std::min(scenario.fidelity.draws, plan.draws))) {
    const Course& course = shared.courses(s, d);
    if (course.countries[c].joined == never) continue;
    ParameterDraw p = drawn_parameters(plan, shared, country, d);
    PanelDraw panel;
    panel.draw(country, p, shared.keys[d]);
    apply_overrides(p, scenario.overrides);
    const ProgrammeDraw programme{shared.deliveries[s], course, shared.interventions[d], shared.places(d)};
    for (const ReachedCity& reached : reached_cities(country, c, panel, p, programme, shared.keys[d])) {
      const City& city = country.cities[reached.city];
      const Fidelity fidelity = fidelity_of(scenario, country, city);
      if (fidelity == Fidelity::panel) continue;
      found.push_back({c,
                       {d, reached.city, s},
                       fidelity,
                       cost_of(city),
                       philox(shared.keys[d], {city.code, 0, purpose::city_agents, 0})[0]});
    }
  }
  return found;
}

/// The candidates of all countries in one scenario, the luckiest first.
std::vector<Candidate> candidates_of(const RunPlan& plan, const SharedDraws& shared, ScenarioIndex s,
                                     const Executor& executor) {
  std::vector<std::vector<Candidate>> by_country(plan.countries.size());
  executor.for_blocks(by_country.size(), 1, [&](std::size_t c, std::size_t) {
    by_country[c] = candidates_of(plan, shared, s, CountryIndex(static_cast<std::uint32_t>(c)));
  });
  std::vector<Candidate> all;
  for (const auto& of_one : by_country) all.insert(all.end(), of_one.begin(), of_one.end());
  std::sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
    return std::tie(a.luck, a.country, a.pair) < std::tie(b.luck, b.country, b.pair);
  });
  return all;
}

}  // namespace

AgentPlan plan_agents(const RunPlan& plan, const std::shared_ptr<const Programmes>& programmes,
                      const Executor& executor) {
  AgentPlan agents;
  agents.by_country.resize(plan.countries.size());
  agents.cover.resize(plan.scenarios.size());
  std::uint32_t draws = 0;
  for (const auto& scenario : plan.scenarios)
    if (scenario.fidelity.any()) draws = std::max(draws, scenario.fidelity.draws);
  draws = std::min((draws + block_lanes - 1) / block_lanes * block_lanes, plan.draws);  // whole blocks
  const auto shared = draw_shared(plan, programmes, DrawRange(DrawIndex(0u), draws), executor);
  for (const auto s : plan.every_scenario()) {
    const FidelityPlan& wanted = plan.scenarios[s].fidelity;
    if (!wanted.any()) continue;
    const auto all = candidates_of(plan, *shared, s, executor);
    AgentCover& cover = agents.cover[s];
    cover = {std::min(wanted.draws, plan.draws), positions_in<CityIndex>(all).count(), wanted.person_months, 0.0, 0.0};
    for (const Candidate& one : all) {
      if (one.fidelity == Fidelity::automatic) {
        cover.cheapest = cover.cheapest == 0.0 ? one.cost : std::min(cover.cheapest, one.cost);
        if (cover.spent + one.cost > wanted.person_months) continue;
        cover.spent += one.cost;
      }
      agents.by_country[one.country].push_back(one.pair);
    }
  }
  for (auto& pairs : agents.by_country) std::sort(pairs.begin(), pairs.end());
  return agents;
}

}  // namespace salus::model
