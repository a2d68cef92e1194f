#include "output/report/line_table.hpp"

#include <algorithm>

#include "output/quantile_table.hpp"
#include "output/report/line_evidence.hpp"
#include "output/table_cells.hpp"

namespace salus::output {
namespace {

std::string year_cell(int year) { return year == 0 ? "" : std::to_string(year); }

std::string list_cell(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : "; ") + name;
  return csv_text(text);
}

std::string heads() {
  std::string text =
      "scenario,item,title,trials,trials_with_standard_error,untested_in_numbers,teams,countries,countries_of_this_run,"
      "first_year,last_year";
  for (const auto name : model::implementer_names) text += ",trials_by_" + std::string(name);
  for (const auto question : model::spread_question_names)
    for (const char* what : {"_alone", "_alone_error", "_with_others"}) text += ',' + std::string(question) + what;
  return text + ",only_together,spread_draws\n";
}

/// Cells of the trials behind a line; empty where there is none.
std::string trials_cells(const LineEvidence* line) {
  if (line == nullptr) return std::string(7 + model::count_of<model::Implementer>, ',');
  const model::TrialsBehind& behind = line->behind;
  std::string text = std::to_string(behind.trials) + ',' + std::to_string(behind.with_error) + ',' +
                     (behind.untested() ? "yes" : "no") + ',' + std::to_string(behind.teams) + ',' +
                     list_cell(line->countries) + ',' + list_cell(line->ours) + ',' + year_cell(behind.first_year) +
                     ',' + year_cell(behind.last_year);
  for (const auto who : model::every<model::Implementer>) text += ',' + std::to_string(behind.by[who]);
  return text;
}

std::string spread_cells(const std::vector<PlanShares>& shares, model::ScenarioIndex s, const std::string& item) {
  const auto plan = std::ranges::find(shares, s, &PlanShares::scenario);
  if (plan != shares.end())
    if (const auto line = std::ranges::find(plan->lines, item, &LineShares::item); line != plan->lines.end()) {
      std::string text;
      for (const auto& part : line->parts)
        text += cell(part.first.value) + ',' + cell(part.first.error) + ',' + cell(part.total.value) + ',';
      return text + cell(line->together) + ',' + std::to_string(plan->draws);
    }
  return std::string(3 * model::count_of<model::SpreadQuestion> + 1, ',');
}

}  // namespace

std::string line_table(const model::Results& r) {
  const auto lines = line_evidence(r);
  const auto shares = plan_shares(r);
  std::string text = heads();
  for (const auto s : model::positions_in<model::ScenarioIndex>(r.scenarios)) {
    const auto row = [&](const std::string& item, const std::string& title, const LineEvidence* line) {
      text += csv_text(r.scenarios[s].id) + ',' + item + ',' + csv_text(title) + ',' + trials_cells(line) + ',' +
              spread_cells(shares, s, item) + '\n';
    };
    if (std::ranges::find(shares, s, &PlanShares::scenario) != shares.end()) row("", "all lines", nullptr);
    for (const auto& line : lines)
      if (std::ranges::find(line.in_plans, s) != line.in_plans.end()) row(line.id, line.label, &line);
  }
  return text;
}

}  // namespace salus::output
