#include "model/run/probe.hpp"

#include <algorithm>

namespace salus::model {
namespace {

using LifeYearsOfType = EnumArray<LifeYearsPerIncident, CrimeType>;

/// Life years averted in reached cities over the budget years, on the incidents of one lane's first scenario; what the
/// country's feedback adds is left out.
double averted(const LaneRun& base, const std::vector<ReachedCity>& reached, const LifeYearsOfType& worth) {
  LifeYears sum;
  for (const auto& r : reached)
    for (const auto y : years_of_budget)
      for (const auto k : every<CrimeType>)
        if (r.effect.factor(y, k) != 1.0) {
          const double in_city =
              base.sums.incidents(k, y) * base.draw.panel.share(class_of_type[k], r.city, in_panel(y));
          sum += Incidents(in_city * (1.0 - r.effect.factor(y, k))) * worth[k];
        }
  return sum.value();
}

}  // namespace

void probe(const CountryTask& task, const BlockRun& block, Lane lane, ScenarioIndex s, CountryPart& out) {
  const auto& shared = task.shared;
  const LaneRun run = block.last(lane);
  const DrawIndex d = run.draw.draw;
  const DrawIndex other = partner_of(d, task.plan.every_draw());
  const Lane partner = block.lane_of(other);
  // On which lane's incidents and cities; under which programme.
  const auto averted_in = [&](Lane data, const ParameterDraw& p, const Course& course,
                              const std::vector<InterventionDraw>& interventions, const EffectPlace& places,
                              RandomKey key, const LifeYearsOfType& worth) {
    const LaneRun base = block.base(data);
    return averted(base,
                   reached_cities(task.country, task.position, base.draw.panel, p,
                                  {shared.deliveries[s], course, interventions, places}, key),
                   worth);
  };
  const auto as_drawn = [&](const Course& course) {
    return averted_in(lane, run.scenario.parameters, course, shared.interventions[d], shared.places(d), shared.keys[d],
                      shared.dalys[d]);
  };
  // The spread is that of the panel: of its partners no city runs as agents.
  const auto& reached = run.scenario.reached;
  const bool agents = std::any_of(reached.begin(), reached.end(), [](const auto& r) { return r.as_agents; });
  out.probes(s, Variant::as_it_is, d) =
      agents ? as_drawn(shared.courses(s, d)) : averted(block.base(lane), reached, shared.dalys[d]);
  for (const auto kept : every<Knowledge>) {
    const auto& course = shared.partner_courses(kept, s, d);
    if (course.countries[task.position].joined == never) continue;  // nothing is averted
    const ParameterDraw p =
        with_overrides(mixed(run.draw.parameters, block.draw(partner).parameters, kept), task.plan.scenarios[s]);
    out.probes(s, keeping(kept), d) = averted_in(
        kept == Knowledge::data ? lane : partner, p, course, shared.partner_interventions(kept, d),
        // Whether an effect travels is carried over from where it was measured.
        shared.places(kept == Knowledge::analogy ? d : other), shared.keys[kept == Knowledge::assumption ? d : other],
        // What an incident costs is carried over from studies elsewhere.
        shared.dalys[kept == Knowledge::analogy ? d : other]);
  }
  const auto& without = shared.courses_without_global(s, d);
  if (without.countries.empty()) out.probes(s, Variant::without_global, d) = out.probes(s, Variant::as_it_is, d);
  else if (without.countries[task.position].joined != never)
    out.probes(s, Variant::without_global, d) = as_drawn(without);
}

}  // namespace salus::model
