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

}  // namespace

void DrawsUsed::add(const SharedDraws& shared) {
  const auto take = [&](const ParameterDraw& draw, bool by_country) {
    for (const auto& record : registry())
      if (differs_by_country(record) == by_country) values_[record.id].push_back(Single(draw[record.id]));
  };
  for (const auto d : shared.draws) take(shared.pooled[d], false);
  for (const auto d : shared.draws.among_first(plan_.probes().count()))
    for (const auto& country : plan_.countries) take(drawn_parameters(plan_, shared, country, d), true);
}

void DrawsUsed::write(std::vector<ParameterUsed>& parameters) const {
  auto next = parameters.begin();
  for (const auto& record : registry()) {
    ParameterUsed& used = *next++;
    used.draws = shown_quantiles(values_[record.id]);
    used.set.assign(plan_.scenarios.size(), std::numeric_limits<double>::quiet_NaN());
    for (const auto s : plan_.every_scenario())
      for (const auto& setting : plan_.scenarios[s].overrides)
        if (setting.parameter == record.id) used.set[s] = setting.value;
  }
}

}  // namespace salus::model
