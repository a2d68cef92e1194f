#include "model/run/agents.hpp"

#include <algorithm>
#include <stdexcept>

#include "model/city/of_country.hpp"
#include "model/city/scale.hpp"
#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {
namespace {

/// A city of the panel in one draw without any programme.
struct PanelCity {
  const CountryPath& path;
  CityIndex city;
  double persons(YearIndex y) const { return path.country.cities[city].population[in_panel(y)]; }
  double incidents(YearIndex y, CrimeType k) const {
    return path.incidents(y, k) * path.panel.share(class_of_type[k], city, in_panel(y));
  }
};

/// The city as the panel has it in this draw: its own level and path. Its loops are off: the country closes them.
CityPlan city_plan(const RunPlan& plan, const SharedDraws& shared, const CountryPath& path, const AgentPair& pair) {
  const PanelCity panel{path, pair.city};
  const YearIndex start(0u);
  EnumArray<double, CrimeType> relative{};
  for (const auto k : every<CrimeType>)
    relative[k] = panel.incidents(start, k) / panel.persons(start) / exponential(path.level[k]);
  CityPlan out;
  out.input = city_of_country(path.country, pair.city, path.parameters, path.level, relative, plan.start_year(),
                              city_warm_up, horizon_months, plan.without);
  out.input.feedback = {};
  // The drift between the windows that are compared (observation/records.hpp), spread evenly over the horizon.
  const double drift = standard_normal(shared.keys[pair.draw], {out.input.code, 0, purpose::recording, 0});
  out.input.records.drift = path.parameters[Parameter::record_drift] * drift / horizon_months;
  out.parameters = draw_city_parameters(shared.keys[pair.draw]);
  out.seed = plan.seed;
  out.run = pair.draw;
  out.isa = plan.isa;
  for (std::uint32_t m = 0; m < city_warm_up + horizon_months; ++m) {
    const YearIndex y(m < city_warm_up ? 0u : (m - city_warm_up) / months_per_year);
    auto& forcing = out.forcing.emplace_back();
    for (const Process process : every<Process>) {
      const CrimeType type = type_of_process[process];
      forcing[process] =
          (panel.incidents(y, type) / panel.persons(y)) / (panel.incidents(start, type) / panel.persons(start));
    }
  }
  return out;
}

/// Factor of the rows that no city of agents has a target for, as the panel has it for these alone.
double untargeted(const Portfolio& portfolio, const Evidence& evidence, const CityEffect& effect, double overlap,
                  YearIndex y, CrimeType k) {
  double factor = 1.0;
  for (const auto mechanism : every<Mechanism>) {
    std::vector<double> alone;
    for (const auto r : positions_in<RowIndex>(effect.rows)) {
      const auto& row = evidence.interventions[portfolio.rows()[r].intervention];
      if (row.city_target == MeasureTarget::none && row.mechanism == mechanism)
        alone.push_back(effect.rows[r].alone(y, k));
    }
    if (!alone.empty()) factor *= 1.0 - combined(alone, overlap);
  }
  return factor;
}

/// Before any run: the panel's factors, and no figures.
std::vector<AgentOutcome> as_the_panel(std::span<const AgentPair> pairs, const std::vector<CityEffect>& effects) {
  std::vector<AgentOutcome> outcomes;
  auto effect = effects.begin();
  for (const auto& pair : pairs) {
    AgentOutcome& o = outcomes.emplace_back();
    o.run.draw = pair.draw;
    o.run.scenario = pair.scenario;
    o.run.city = pair.city;
    o.run.panel.fill(not_a_number);
    o.run.agents.fill(not_a_number);
    o.run.level.fill(not_a_number);
    o.factor = (effect++)->factor;
  }
  return outcomes;
}

/// What the agents make of one programme.
struct ProgrammeRun {
  const YearlyIncidents& without;  ///< incidents of the agents
  const YearlyIncidents& with;
  std::size_t first_year;
};

/// Fills factors and figures of one city and programme. @param untargeted_factor of a year and type.
template <class Untargeted>
void compare(const PanelCity& city, const ProgrammeRun& runs, const CityEffect& effect, Untargeted untargeted_factor,
             AgentOutcome& o) {
  for (const auto k : every<CrimeType>) {
    double panel = 0.0;
    double agents = 0.0;
    double all_panel = 0.0;
    double all_agents = 0.0;
    for (const auto y : every<YearIndex>) {
      const double without = runs.without(y, k);
      const double with = runs.with(y, k);
      o.factor(y, k) = y < runs.first_year ? 1.0 : (without > 0.0 ? with / without : 1.0) * untargeted_factor(y, k);
      const double incidents = city.incidents(y, k);
      all_panel += incidents;
      all_agents += without;
      if (y >= budget_years) continue;
      panel += incidents * (1.0 - effect.factor(y, k));
      agents += incidents * (1.0 - o.factor(y, k));
    }
    o.run.panel[k] = panel;
    o.run.agents[k] = agents;
    o.run.level[k] = all_panel > 0.0 ? all_agents / all_panel : not_a_number;
  }
}

}  // namespace

std::optional<std::vector<AgentOutcome>> run_agents(const RunPlan& plan, const SharedDraws& shared,
                                                    const CountryPath& path, std::span<const AgentPair> pairs,
                                                    const std::vector<CityEffect>& effects, const Executor& executor,
                                                    const std::function<bool()>& stop) {
  auto outcomes = as_the_panel(pairs, effects);
  CityPlan city;
  try {
    city = city_plan(plan, shared, path, pairs.front());
  } catch (const std::invalid_argument&) {
    return outcomes;
  }
  city.scale = solve_scale(city.input, city.parameters, plan.seed, plan.isa, executor);
  const PanelCity panel{path, pairs.front().city};
  std::array<double, horizon_years> people{};
  for (const auto y : every<YearIndex>) people[y] = panel.persons(y);
  std::vector<CityProgramme> programmes;
  for (std::size_t i = 0; i < pairs.size(); ++i)
    programmes.push_back(city_programme(
        shared.portfolios[pairs[i].scenario], plan.evidence, shared.interventions[pairs[i].draw], effects[i], people,
        shared.courses(pairs[i].scenario, pairs[i].draw).countries[path.position].joined));
  const auto runs = run_counterfactual(city, city_warm_up, programmes, executor, stop);
  if (!runs) return std::nullopt;
  outcomes.front().run.person_months =
      runs->person_months + std::min(city.input.population.front(), pilot_persons) * pilot_months;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const double overlap = with_overrides(path.parameters, plan.scenarios[pairs[i].scenario])[Parameter::overlap];
    compare(
        panel, {runs->without, runs->with[i], programmes[i].first_year}, effects[i],
        [&](YearIndex y, CrimeType k) {
          return untargeted(shared.portfolios[pairs[i].scenario], plan.evidence, effects[i], overlap, y, k);
        },
        outcomes[i]);
  }
  return outcomes;
}

}  // namespace salus::model
