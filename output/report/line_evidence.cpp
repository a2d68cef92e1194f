#include "output/report/line_evidence.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "model/core/world_countries.hpp"
#include "output/figures.hpp"

namespace salus::output {
namespace {

/// A country of the run by its own name, any other by that of the standard.
struct CountryName {
  std::string name;
  bool ours = false;
};

CountryName name_of(const model::Results& r, const std::string& iso3) {
  for (const auto& country : r.countries)
    if (country.code.name() == iso3) return {country.name, true};
  for (const auto& country : model::countries_of_the_world())
    if (country.iso3 == iso3) return {std::string(country.name), false};
  return {iso3, false};
}

bool acts(const model::LineResult& line) { return line.half == model::Half::local_delivery && !line.process_only; }

LineEvidence of_intervention(const model::Results& r, const model::Intervention& row) {
  LineEvidence line{.id = row.id,
                    .label = item_label(r, model::Half::local_delivery, row.id),
                    .behind = row.behind,
                    .countries = {},
                    .ours = {},
                    .in_plans = {}};
  for (const auto& iso3 : row.behind.countries) {
    const CountryName country = name_of(r, iso3);
    line.countries.push_back(country.name);
    if (country.ours) line.ours.push_back(country.name);
  }
  std::ranges::sort(line.countries);
  std::ranges::sort(line.ours);
  for (const auto s : model::positions_in<model::ScenarioIndex>(r.scenarios))
    if (std::ranges::any_of(r.scenarios[s].lines, [&](const auto& l) { return acts(l) && l.item == row.id; }))
      line.in_plans.push_back(s);
  return line;
}

}  // namespace

std::vector<PlanShares> plan_shares(const model::Results& r) {
  std::vector<PlanShares> all;
  for (const auto& plan : r.spreads) {
    PlanShares& out = all.emplace_back(PlanShares{plan.scenario, plan.draws, {}});
    for (const auto& line : plan.lines) {
      LineShares& shares = out.lines.emplace_back();
      shares.item = line.item;
      if (!line.item.empty()) shares.label = item_label(r, model::Half::local_delivery, line.item);
      shares.parts = line.parts;
      double alone = 0.0;
      for (const auto& part : line.parts)
        alone += std::isnan(part.first.value) ? unknown : std::max(0.0, part.first.value);
      shares.together = std::isnan(alone) ? unknown : std::max(0.0, 1.0 - alone);
    }
  }
  return all;
}

std::vector<LineEvidence> line_evidence(const model::Results& r) {
  std::vector<LineEvidence> lines;
  if (std::ranges::none_of(r.interventions, [](const auto& row) { return row.behind.trials > 0; })) return lines;
  for (const auto& row : r.interventions) {
    LineEvidence line = of_intervention(r, row);
    if (!line.in_plans.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

PlanEvidence plan_evidence(const model::Results& r, const std::vector<LineEvidence>& lines, model::ScenarioIndex s) {
  PlanEvidence plan;
  model::PaidUsd all;
  model::PaidUsd untested;
  std::set<std::string> ours;
  for (const auto& result : r.scenarios[s].lines) {
    if (!acts(result)) continue;
    const auto line = std::ranges::find(lines, result.item, &LineEvidence::id);
    if (line == lines.end()) continue;
    ++plan.lines;
    all += result.paid;
    ours.insert(line->ours.begin(), line->ours.end());
    if (!line->behind.untested()) continue;
    plan.untested.push_back(line->id);
    untested += result.paid;
  }
  if (all > model::PaidUsd()) plan.untested_paid = untested / all;
  plan.ours.assign(ours.begin(), ours.end());
  return plan;
}

}  // namespace salus::output
