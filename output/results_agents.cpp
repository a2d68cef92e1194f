/// Results files: cities that ran as agents (/agents), beside what the panel makes of them.
#include "output/results_layout.hpp"

namespace salus::output::layout {

using namespace model;

namespace {

using Series = EnumArray<Single, CrimeType> AgentRun::*;
struct NamedSeries {
  const char* name;
  Series values;
  const char* what;
};
constexpr auto series = std::to_array<NamedSeries>(
    {{"/agents/averted_by_panel", &AgentRun::panel,
      "incidents averted in the city over the budget years as the panel has it; not a number where the city could not "
      "run as agents"},
     {"/agents/averted_by_agents", &AgentRun::agents,
      "the same with the agents' factors, which the results of this draw rest on"},
     {"/agents/level", &AgentRun::level, "incidents without a programme over the horizon, agents over panel"}});

}  // namespace

void write_agents(Hdf5Writer& file, const Results& r) {
  if (std::none_of(r.scenarios.begin(), r.scenarios.end(), [](const auto& s) { return s.agents.draws > 0; })) return;
  file.group("/agents",
             "cities that ran as agents inside a scenario, one entry a draw, city and scenario, by country, draw, "
             "city, scenario");
  file.variable("/agents/scenario_draws", {"scenario"},
                each<std::int64_t>(r.scenarios, [](const auto& s) { return s.agents.draws; }),
                {"1", "first draws in which cities could run as agents"});
  file.variable(
      "/agents/scenario_reached", {"scenario"},
      each<std::int64_t>(r.scenarios, [](const auto& s) { return s.agents.reached; }),
      {"1", "cities times draws that the programme reached in these draws, of places that may run as agents"});
  file.variable("/agents/scenario_budget", {"scenario"},
                each<double>(r.scenarios, [](const auto& s) { return s.agents.budget; }),
                {"month", "person-months that places under `auto` may cost; 0: there are none"});
  file.variable("/agents/scenario_spent", {"scenario"},
                each<double>(r.scenarios, [](const auto& s) { return s.agents.spent; }),
                {"month", "person-months that the cities chosen by `auto` are reckoned to cost"});
  file.variable("/agents/scenario_cheapest", {"scenario"},
                each<double>(r.scenarios, [](const auto& s) { return s.agents.cheapest; }),
                {"month", "person-months of the cheapest city that `auto` could choose"});
  if (r.agents.empty()) return;
  file.dimension("agent_run", r.agents.size());
  file.variable("/agents/country_index", {"agent_run"},
                each<std::int64_t>(r.agents, [](const auto& a) { return a.country; }),
                {"1", "position of the country"});
  file.variable(
      "/agents/city_code", {"agent_run"},
      each<std::int64_t>(r.agents, [&](const auto& a) { return r.countries.at(a.country).cities.at(a.run.city).code; }),
      {"1", "UN city code"});
  // For readers; the same stands in codes and positions, which our own reader takes.
  file.variable(
      "/agents/country", {"agent_run"},
      each<std::string>(r.agents, [&](const auto& a) { return std::string(r.countries.at(a.country).code.name()); }),
      {"1", "ISO 3166-1 alpha-3"});
  file.variable(
      "/agents/city", {"agent_run"},
      each<std::string>(r.agents, [&](const auto& a) { return r.countries.at(a.country).cities.at(a.run.city).name; }),
      {"1", "name"});
  file.variable("/agents/scenario_id", {"agent_run"},
                each<std::string>(r.agents, [&](const auto& a) { return r.scenarios.at(a.run.scenario).id; }),
                {"1", "scenario"});
  file.variable("/agents/scenario_index", {"agent_run"},
                each<std::int64_t>(r.agents, [](const auto& a) { return a.run.scenario; }),
                {"1", "position of the scenario"});
  file.variable("/agents/draw_index", {"agent_run"},
                each<std::int64_t>(r.agents, [](const auto& a) { return a.run.draw; }), {"1", "draw"});
  file.variable("/agents/person_months", {"agent_run"},
                each<float>(r.agents, [](const auto& a) { return a.run.person_months.stored(); }),
                {"month", "persons times months simulated for this draw and city, in the entry of its first scenario"});
  for (const auto& one : series) {
    std::vector<Single> values;
    for (const auto& a : r.agents) append(values, a.run.*one.values);
    file.variable(one.name, {"agent_run", "crime_type"}, stored(values), {"1", one.what});
  }
}

namespace {

CityIndex city_of_code(const std::vector<City>& cities, std::int64_t code) {
  for (const auto u : positions_in<CityIndex>(cities))
    if (cities[u].code == code) return u;
  throw CorruptStore("'city_code' holds " + std::to_string(code) + ", which is no city of its country");
}

}  // namespace

void read_agents(const Hdf5Reader& file, Results& r) {
  if (!file.has("/agents")) return;
  const std::size_t S = r.scenarios.size();
  const Integers draws = of_size(file.integers("/agents/scenario_draws"), S, "scenario_draws");
  const Integers reached = of_size(file.integers("/agents/scenario_reached"), S, "scenario_reached");
  const auto budget = of_size(file.doubles("/agents/scenario_budget"), S, "scenario_budget");
  const auto spent = of_size(file.doubles("/agents/scenario_spent"), S, "scenario_spent");
  const auto cheapest = of_size(file.doubles("/agents/scenario_cheapest"), S, "scenario_cheapest");
  const auto scenarios = positions_in<ScenarioIndex>(r.scenarios);
  for (const auto s : scenarios)
    r.scenarios[s].agents = {number_below(many, draws[s], "scenario_draws"),
                             number_below(many, reached[s], "scenario_reached"), budget[s], spent[s], cheapest[s]};
  if (!file.has("/agents/city_code")) return;
  const Integers code = file.integers("/agents/city_code");
  const std::size_t n = code.size();
  const Integers country = of_size(file.integers("/agents/country_index"), n, "country_index");
  const Integers scenario = of_size(file.integers("/agents/scenario_index"), n, "scenario_index");
  const Integers draw = of_size(file.integers("/agents/draw_index"), n, "draw_index");
  const auto months = of_size(file.floats("/agents/person_months"), n, "person_months");
  for (std::size_t i = 0; i < n; ++i) {
    CityAgents a;
    a.country = position_on(positions_in<CountryIndex>(r.countries), country[i], "country_index");
    const auto& cities = r.countries[a.country].cities;
    a.run.city = city_of_code(cities, code[i]);
    a.run.scenario = position_on(scenarios, scenario[i], "scenario_index");
    a.run.draw = position_on(Positions<DrawIndex>(r.identity.draws), draw[i], "draw_index");
    a.run.person_months = months[i];
    r.agents.push_back(a);
  }
  for (const auto& one : series) {
    const auto values = grid_of(one.name, file, Positions<Named>(n), every<CrimeType>);
    for (const auto i : Positions<Named>(n))
      for (const auto k : every<CrimeType>) (r.agents[i].run.*one.values)[k] = values(i, k);
  }
}

}  // namespace salus::output::layout
