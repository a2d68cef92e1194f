#include <cmath>
#include <nlohmann/json.hpp>

#include "output/report/page_data.hpp"
#include "output/report/report.hpp"

namespace salus::output {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isnan(value) ? Json() : Json(value); }
Json interval(const Interval& i) { return {{"q05", number(i[0])}, {"q50", number(i[1])}, {"q95", number(i[2])}}; }

Json fan(const LocationFan& l) {
  Json one{{"id", l.id}, {"name", l.name}, {"kind", l.kind}};
  if (!l.basis.empty()) one["level_basis"] = l.basis, one["sources"] = l.sources;
  for (const double p : l.halving_rate) one["probability_rate_halved"].push_back(number(p));
  const auto& chart = l.charts.front();
  one["homicide_rate"]["years"] = chart.years;
  one["homicide_rate"]["levels"] = {0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975};
  for (const auto& row : chart.quantiles) {
    Json values;
    for (const double v : row) values.push_back(number(v));
    one["homicide_rate"]["quantiles"].push_back(values);
  }
  one["homicide_rate"]["first_scenario_median"] = chart.ghost;
  one["history"] = Json::array();
  for (const auto& dot : chart.history) one["history"].push_back({{"year", dot.year}, {"rate", dot.value}, {"held_out", dot.held_out}, {"modelled", dot.modelled}});
  return one;
}

Json scenario(const ScenarioRow& s, const std::vector<BudgetRow>& budget) {
  Json one{{"id", s.id}, {"title", s.title}, {"story", s.story}, {"sources", s.sources}};
  one["budget_cents"] = {{"gross", s.gross.value()}, {"direct", s.direct.value()}, {"support", s.support.value()}};
  one["averted_in_ten_years"] = {{"violent_incidents", interval(s.violent)}, {"homicides", interval(s.homicides)}, {"partner_violence", interval(s.partner)}};
  one["probability_rate_halved"] = number(s.halving_rate);
  one["probability_count_halved"] = number(s.halving_count);
  for (std::size_t g = 0; g < model::target_group_count; ++g)
    one["target_groups"].push_back({{"group", model::target_group_names[g]}, {"victimisations_averted", interval(s.group_averted[g])}, {"added_benefit", number(s.added_benefit[g])}, {"basis", g == 0 ? "data-informed for homicide, assumption elsewhere" : "assumption"}});
  one["budget_lines"] = Json::array();
  for (const auto& row : budget) {
    Json line{{"half", row.half}, {"item", row.item}};
    for (std::size_t y = 0; y < model::budget_years; ++y) line["gross_cents"].push_back(row.gross[y].value()), line["direct_cents"].push_back(row.direct[y].value()), line["support_cents"].push_back(row.support[y].value());
    one["budget_lines"].push_back(line);
  }
  return one;
}

}  // namespace

std::string report_json(const model::Results& r, const ReportContext& c) {
  const PageData data = page_data(r);
  Json json{{"format", 1}, {"file_type", "salus-report"}, {"result_version", model::result_version}, {"headline", data.headline}, {"years", r.years}};
  for (std::size_t s = 0; s < data.scenarios.size(); ++s) json["scenarios"].push_back(scenario(data.scenarios[s], data.budgets[s]));
  json["shown_scenario"] = data.scenarios[data.shown].id;
  for (const auto& l : data.aggregates) json["aggregates"].push_back(fan(l));
  for (const auto& l : data.countries) json["countries"].push_back(fan(l));
  auto& p = json["provenance"];
  p = {{"command", c.command}, {"content_hash", c.content_hash}, {"program_version", c.program_version}, {"compiler", c.compiler}, {"build_type", c.build_type}, {"created_at", c.created_at},
       {"seed", std::to_string(r.identity.seed)}, {"draws", r.identity.draws}, {"view", model::view_names[model::index(r.identity.view)]}, {"start_year", r.identity.start_year}, {"without_loops", r.identity.without}, {"failed_draws", r.failures.size()}};
  for (const auto& [name, hash] : r.identity.input_hashes) p["input_hashes"][name] = hash;
  return json.dump() + "\n";
}

}  // namespace salus::output
