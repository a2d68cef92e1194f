#include "output/agents.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "output/monte_carlo.hpp"
#include "output/words/names.hpp"
#include "output/words/sentences/agents.hpp"
#include "output/words/words.hpp"

namespace salus::output {

namespace say_agents = words::agents;

namespace {

using model::CityAgents;

using Value = std::function<double(const model::AgentRun&, bool agents)>;

double type_of(const model::AgentRun& run, bool agents, model::CrimeType k) {
  return (agents ? run.agents : run.panel)[k];
}

/// Life years of all types, by what an incident costs in the run's draw; not a number where results do not know it.
double life_years_of(const model::Results& r, const model::AgentRun& run, bool agents) {
  if (r.indicators.empty()) return unknown;
  double sum = 0.0;
  for (const auto k : model::every<model::CrimeType>)
    sum += type_of(run, agents, k) * r.indicators(model::dalys_of_one(k), run.scenario, run.draw);
  return sum;
}

/// A sum by the panel and by the agents.
struct Both {
  double panel = 0.0;
  double agents = 0.0;
};
using ByDraw = std::map<model::DrawIndex, Both>;

/// Runs of one draw share its effects and costs.
ByDraw sums_by_draw(const std::vector<const CityAgents*>& runs, const Value& value) {
  ByDraw by_draw;
  for (const auto* r : runs) {
    Both& both = by_draw[r->run.draw];
    both.panel += value(r->run, false);
    both.agents += value(r->run, true);
  }
  return by_draw;
}

/// Over the draws in which any ran, each in its place, so that scrambles are told apart.
template <class Figure>
MeanOfDraws mean_of(const ByDraw& by_draw, Figure figure) {
  if (by_draw.empty()) return {};
  std::vector<double> draws(by_draw.rbegin()->first + 1u, unknown);
  for (const auto& [draw, both] : by_draw) draws[draw] = figure(both);
  return mean_of_draws(draws);
}

double by_panel(const Both& both) { return both.panel; }
double by_agents(const Both& both) { return both.agents; }

AgentDifference difference(const std::vector<const CityAgents*>& runs, const Value& value) {
  AgentDifference d;
  const ByDraw by_draw = sums_by_draw(runs, value);
  Both sum;
  for (const auto& [draw, both] : by_draw) {
    sum.panel += both.panel;
    sum.agents += both.agents;
  }
  d.panel = mean_of(by_draw, by_panel);
  d.agents = mean_of(by_draw, by_agents);
  d.more = mean_of(by_draw, [](const Both& both) { return both.agents - both.panel; });
  // A ratio to next to nothing, or to what another seed might make nothing, says nothing.
  if (!(std::abs(d.panel.mean) >= 1.0) || may_be_nothing({d.panel.mean, d.panel.error})) return d;
  d.ratio = sum.agents / sum.panel;
  if (by_draw.size() < 2) return d;
  const auto n = static_cast<double>(by_draw.size());
  double mean = 0.0;
  double squares = 0.0;
  std::vector<double> left_out;
  for (const auto& [draw, both] : by_draw) {
    left_out.push_back((sum.agents - both.agents) / (sum.panel - both.panel));
    mean += left_out.back() / n;
  }
  for (const double ratio : left_out) squares += (ratio - mean) * (ratio - mean);
  d.ratio_error = std::sqrt((n - 1.0) / n * squares);
  return d;
}

AgentSummary summary_of(const model::Results& r, model::ScenarioIndex s) {
  AgentSummary summary;
  summary.scenario = s;
  summary.cover = r.scenarios[s].agents;
  std::vector<const CityAgents*> runs;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<const CityAgents*>> by_city;
  std::set<model::DrawIndex> draws;
  for (const auto& one : r.agents) {
    if (one.run.scenario != s) continue;
    summary.person_months += one.run.person_months;
    if (std::isnan(one.run.panel[model::CrimeType::homicide])) {
      ++summary.refused;
      continue;
    }
    runs.push_back(&one);
    by_city[{one.country, one.run.city}].push_back(&one);
    ++summary.runs;
    if (draws.insert(one.run.draw).second) ++summary.draws;
  }
  auto averted = averted_draws(r, total_aggregate(r), {homicide}, s, over_budget);
  summary.middle = quantile_estimate(averted, 0.5);
  for (const auto* one : runs)
    averted[one->run.draw] +=
        type_of(one->run, false, model::CrimeType::homicide) - type_of(one->run, true, model::CrimeType::homicide);
  summary.middle_of_panel = quantile_estimate(averted, 0.5);
  if (runs.empty()) return summary;
  const Value life_years = [&](const model::AgentRun& run, bool agents) { return life_years_of(r, run, agents); };
  summary.differences.push_back(difference(runs, life_years));
  for (const auto k : model::every<model::CrimeType>) {
    summary.differences.push_back(
        difference(runs, [k](const model::AgentRun& run, bool agents) { return type_of(run, agents, k); }));
    std::vector<double> levels;
    for (const auto* one : runs) levels.push_back(one->run.level[k]);
    summary.differences.back().type = k;
    summary.differences.back().level = quantile_estimate(levels, 0.5);
  }
  for (const auto& [place, all] : by_city) {
    const auto& country = r.countries.at(place.first);
    const auto& city = country.cities.at(place.second);
    const ByDraw by_draw = sums_by_draw(all, life_years);
    summary.cities.push_back({country.name, city.name, city.code, static_cast<std::uint32_t>(all.size()),
                              mean_of(by_draw, by_panel), mean_of(by_draw, by_agents)});
  }
  return summary;
}

}  // namespace

std::vector<AgentSummary> agent_summaries(const model::Results& r) {
  std::vector<AgentSummary> all;
  for (const auto s : model::positions_in<model::ScenarioIndex>(r.scenarios))
    if (r.scenarios[s].agents.draws > 0) all.push_back(summary_of(r, s));
  return all;
}

words::Text crimes_in_words(const AgentDifference& d) {
  if (!d.type) return say_agents::life_years;
  return words::in_words(*d.type);
}

namespace {

words::Message compared(const AgentDifference& all) {
  if (std::isnan(all.ratio))
    return say_agents::SideBySide{.agents = all.agents.estimate(),
                                  .panel = all.panel.estimate(),
                                  .known = !std::isnan(all.agents.error),
                                  .agents_error = all.agents.error,
                                  .panel_error = all.panel.error};
  return say_agents::Times{
      .ratio = Estimate{all.ratio, all.ratio_error}, .known = !std::isnan(all.ratio_error), .error = all.ratio_error};
}

/// Each crime type by itself; those of which nothing is averted either way are left out.
std::vector<words::Text> by_type(const AgentSummary& a) {
  std::vector<words::Text> types;
  for (const auto& d : a.differences)
    if (d.type && (d.panel.mean != 0.0 || d.agents.mean != 0.0))
      types.push_back(say_agents::OfType{.type = words::in_words(*d.type), .compared = compared(d)});
  return types;
}

}  // namespace

words::Message agent_sentence(const AgentSummary& a, const model::Results& r) {
  const words::Verbatim title(r.scenarios[a.scenario].title);
  const words::Message draws = say_agents::Draws{.draws = a.cover.draws, .all = r.identity.draws};
  if (a.runs == 0)
    return say_agents::NoneRan{.title = title,
                               .reached = a.cover.reached,
                               .draws = draws,
                               .costly = a.cover.reached > 0 && a.cover.cheapest > a.cover.budget,
                               .cheapest = a.cover.cheapest,
                               .budget = a.cover.budget};
  return say_agents::Ran{.draws = draws,
                         .title = title,
                         .runs = a.runs,
                         .reached = a.cover.reached,
                         .cities = a.cities.size(),
                         .types = by_type(a),
                         .middle_of_panel = a.middle_of_panel,
                         .middle = a.middle};
}

}  // namespace salus::output
