#include "model/run/agents.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <tuple>

#include "model/city/of_country.hpp"
#include "model/city/scale.hpp"
#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"
#include "model/run/cities.hpp"

namespace salus::model {
namespace {

struct Candidate {
  std::size_t country = 0;
  AgentPair pair;
  Fidelity fidelity{};
  double cost = 0.0;  ///< person-months
  std::uint32_t luck = 0;
};

/// Person-months of a city, and of its pilot.
double cost_of(const City& city) {
  const auto people = [&](std::size_t y) { return city.population[panel_past_years + y]; };
  double cost = people(0) * static_cast<double>(city_warm_up) +
                std::min(people(0), pilot_persons) * static_cast<double>(pilot_months);
  for (std::size_t y = 0; y < horizon_years; ++y) cost += people(y) * static_cast<double>(months_per_year);
  return cost;
}

std::vector<Candidate> candidates_of(const RunPlan& plan, const SharedDraws& shared, std::size_t s, std::size_t c) {
  const Scenario& scenario = plan.scenarios[s];
  const CountryInput& country = plan.countries[c];
  std::vector<Candidate> found;
  const auto fidelity = [&](std::size_t u) {
    return country.cities[u].code >= towns_code_base
               ? Fidelity::panel
               : scenario.fidelity.of(country.code.name(), country.cities[u].code);
  };
  bool any = false;
  for (std::size_t u = 0; u < country.cities.size(); ++u) any = any || fidelity(u) != Fidelity::panel;
  if (!any) return found;
  for (std::uint32_t d = 0; d < std::min<std::uint32_t>(scenario.fidelity.draws, plan.draws); ++d) {
    const Course& course = shared.courses[s][d];
    if (course.countries[c].joined == never) continue;
    ParameterDraw p = drawn_parameters(plan, shared, country, d);
    PanelDraw panel;
    panel.draw(country, p, shared.keys[d]);
    apply_overrides(p, scenario.overrides);
    for (const ReachedCity& reached :
         reached_cities(country, c, panel, p, shared.deliveries[s], course, shared.interventions[d], shared.keys[d])) {
      const City& city = country.cities[reached.city];
      if (fidelity(reached.city) == Fidelity::panel) continue;
      found.push_back({c,
                       {d, reached.city, s},
                       fidelity(reached.city),
                       cost_of(city),
                       philox(shared.keys[d], {city.code, 0, purpose::city_agents, 0})[0]});
    }
  }
  return found;
}

/// The city as the panel has it in this draw: its own level and path. Its loops are off: the country closes them.
CityPlan city_plan(const RunPlan& plan, const SharedDraws& shared, const CountryPath& path, const AgentPair& pair) {
  const City& city = path.country.cities[pair.city];
  const auto persons = [&](std::size_t y) { return city.population[panel_past_years + y]; };
  const auto incidents = [&](std::size_t y, std::size_t k) {
    return path.incidents[y][k] * path.panel.share(class_of_type[k], pair.city, panel_past_years + y);
  };
  std::array<double, crime_type_count> relative{};
  for (std::size_t k = 0; k < crime_type_count; ++k)
    relative[k] = incidents(0, k) / persons(0) / exponential(path.level[k]);
  CityPlan out;
  out.input = city_of_country(path.country, pair.city, path.parameters, path.level, relative,
                              plan.scenarios.front().start_year, city_warm_up, horizon_months, plan.without);
  out.input.feedback = {};
  out.parameters = draw_city_parameters(shared.keys[pair.draw]);
  out.seed = plan.seed;
  out.run = pair.draw;
  out.isa = plan.isa;
  for (std::size_t m = 0; m < city_warm_up + horizon_months; ++m) {
    const std::size_t y = m < city_warm_up ? 0 : (m - city_warm_up) / months_per_year;
    out.forcing.emplace_back();
    for (std::size_t k = 0; k < process_count; ++k) {
      const std::size_t type = index(type_of_process[k]);
      out.forcing.back()[k] = (incidents(y, type) / persons(y)) / (incidents(0, type) / persons(0));
    }
  }
  return out;
}

/// Factor of the rows that no city of agents has a target for, as the panel has it for these alone.
double untargeted(const Portfolio& portfolio, const Evidence& evidence, const CityEffect& effect, double overlap,
                  std::size_t y, std::size_t k) {
  double factor = 1.0;
  for (std::size_t m = 0; m < mechanism_count; ++m) {
    std::vector<double> alone;
    for (std::size_t r = 0; r < effect.rows.size(); ++r) {
      const auto& row = evidence.interventions[portfolio.rows()[r].intervention];
      if (row.city_target == MeasureTarget::none && index(row.mechanism) == m)
        alone.push_back(effect.rows[r].alone[y][k]);
    }
    if (!alone.empty()) factor *= 1.0 - combined(alone.data(), alone.size(), overlap);
  }
  return factor;
}

}  // namespace

std::optional<std::vector<AgentOutcome>> run_agents(const RunPlan& plan, const SharedDraws& shared, std::size_t country,
                                                    const CountryPath& path, const std::vector<AgentPair>& pairs,
                                                    const std::vector<const CityEffect*>& effects,
                                                    const Executor& executor, const std::function<bool()>& stop) {
  std::vector<AgentOutcome> outcomes(pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    outcomes[i].run.draw = pairs[i].draw;
    outcomes[i].run.scenario = static_cast<std::uint16_t>(pairs[i].scenario);
    outcomes[i].run.city = static_cast<std::uint16_t>(pairs[i].city);
    outcomes[i].factor = effects[i]->factor;
  }
  CityPlan city;
  try {
    city = city_plan(plan, shared, path, pairs.front());
  } catch (const std::invalid_argument&) {
    for (auto& o : outcomes) {
      o.run.panel.fill(std::numeric_limits<float>::quiet_NaN());
      o.run.agents = o.run.level = o.run.panel;
    }
    return outcomes;
  }
  city.scale = solve_scale(city.input, city.parameters, plan.seed, plan.isa, executor);
  std::vector<CityProgramme> programmes;
  std::array<double, horizon_years> people{};
  for (std::size_t y = 0; y < horizon_years; ++y)
    people[y] = path.country.cities[pairs.front().city].population[panel_past_years + y];
  for (std::size_t i = 0; i < pairs.size(); ++i)
    programmes.push_back(city_programme(shared.portfolios[pairs[i].scenario], plan.evidence,
                                        shared.interventions[pairs[i].draw], *effects[i], people,
                                        shared.courses[pairs[i].scenario][pairs[i].draw].countries[country].joined));
  const auto runs = run_counterfactual(city, city_warm_up, programmes, executor, stop);
  if (!runs) return std::nullopt;
  outcomes.front().run.person_months = static_cast<float>(
      runs->person_months + std::min(city.input.population.front(), pilot_persons) * static_cast<double>(pilot_months));
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    auto& o = outcomes[i];
    ParameterDraw p = path.parameters;
    apply_overrides(p, plan.scenarios[pairs[i].scenario].overrides);
    for (std::size_t k = 0; k < crime_type_count; ++k) {
      double panel = 0.0;
      double agents = 0.0;
      double all_panel = 0.0;
      double all_agents = 0.0;
      for (std::size_t y = 0; y < horizon_years; ++y) {
        const double without = runs->without[y][k];
        const double with = runs->with[i][y][k];
        o.factor[y][k] = y < programmes[i].first_year
                             ? 1.0
                             : (without > 0.0 ? with / without : 1.0) * untargeted(shared.portfolios[pairs[i].scenario],
                                                                                   plan.evidence, *effects[i],
                                                                                   p[Parameter::overlap], y, k);
        const double incidents =
            path.incidents[y][k] * path.panel.share(class_of_type[k], pairs[i].city, panel_past_years + y);
        all_panel += incidents;
        all_agents += without;
        if (y >= budget_years) continue;
        panel += incidents * (1.0 - effects[i]->factor[y][k]);
        agents += incidents * (1.0 - o.factor[y][k]);
      }
      o.run.panel[k] = static_cast<float>(panel);
      o.run.agents[k] = static_cast<float>(agents);
      o.run.level[k] =
          all_panel > 0.0 ? static_cast<float>(all_agents / all_panel) : std::numeric_limits<float>::quiet_NaN();
    }
  }
  return outcomes;
}

AgentPlan plan_agents(const RunPlan& plan, const SharedDraws& shared, const Executor& executor) {
  AgentPlan agents;
  const std::size_t C = plan.countries.size();
  agents.by_country.resize(C);
  agents.cover.resize(plan.scenarios.size());
  for (std::size_t s = 0; s < plan.scenarios.size(); ++s) {
    const FidelityPlan& wanted = plan.scenarios[s].fidelity;
    if (!wanted.any()) continue;
    std::vector<std::vector<Candidate>> by_country(C);
    executor.for_blocks(C, 1, [&](std::size_t c, std::size_t) { by_country[c] = candidates_of(plan, shared, s, c); });
    std::vector<Candidate> all;
    for (const auto& some : by_country) all.insert(all.end(), some.begin(), some.end());
    agents.cover[s] = {std::min<std::uint32_t>(wanted.draws, plan.draws), static_cast<std::uint32_t>(all.size()),
                       wanted.person_months, 0.0, 0.0};
    std::sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
      return std::tie(a.luck, a.country, a.pair) < std::tie(b.luck, b.country, b.pair);
    });
    AgentCover& cover = agents.cover[s];
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
