#include "model/run/draws_used.hpp"

#include <algorithm>
#include <limits>

#include "model/country/block.hpp"

namespace salus::model {
namespace {

/// Whether countries draw it each for itself, or take it from their places.
bool differs_by_country(const Record<Parameter>& record) {
  return record.scope == Scope::country || std::any_of(place_parameters.begin(), place_parameters.end(),
                                                       [&](const auto& place) { return place.parameter == record.id; });
}

/// Every draw of what all countries share; of the rest those of all countries in the first draws.
EnumArray<std::vector<Single>, Parameter> draws_of(const RunPlan& plan, const SharedDraws& shared) {
  EnumArray<std::vector<Single>, Parameter> values;
  const auto take = [&](const ParameterDraw& draw, bool by_country) {
    for (const auto& record : registry())
      if (differs_by_country(record) == by_country) values[record.id].push_back(Single(draw[record.id]));
  };
  for (const auto d : plan.every_draw()) take(shared.pooled[d], false);
  for (const auto d : plan.probes())
    for (const auto& country : plan.countries) take(drawn_parameters(plan, shared, country, d), true);
  return values;
}

}  // namespace

void add_draws_used(const RunPlan& plan, const SharedDraws& shared, std::vector<ParameterUsed>& parameters) {
  const auto values = draws_of(plan, shared);
  auto next = parameters.begin();
  for (const auto& record : registry()) {
    ParameterUsed& used = *next++;
    used.draws = shown_quantiles(values[record.id]);
    used.set.assign(plan.scenarios.size(), std::numeric_limits<double>::quiet_NaN());
    for (const auto s : plan.every_scenario())
      for (const auto& setting : plan.scenarios[s].overrides)
        if (setting.parameter == record.id) used.set[s] = setting.value;
  }
}

}  // namespace salus::model
