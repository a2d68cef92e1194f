#include "scenarios/evidence_tables.hpp"

#include <algorithm>
#include <set>

#include "model/core/csv.hpp"
#include "model/core/elementary.hpp"

namespace salus::scenarios {
namespace {

using model::Column;
using model::CsvTable;
using model::Prior;
constexpr double infinity = std::numeric_limits<double>::infinity();

Column text(std::string name, std::vector<std::string> choices = {}, bool required = true) { return {std::move(name), Column::Kind::text, required, -infinity, infinity, std::move(choices)}; }
Column number(std::string name, double lower, double upper, bool required = true) { return {std::move(name), Column::Kind::number, required, lower, upper, {}}; }

const std::vector<Column>& intervention_columns() {
  static const std::vector<Column> columns{text("id"), text("title"), text("unit"), number("unit_cost_usd", 0.001, 1e9, false), number("unit_cost_log_sd", 0, 3, false), text("unit_cost_verified", {"yes", "no"}, false),
                                           number("eligible_per_person", 1e-9, 10, false), number("eligible_log_sd", 0, 3, false), number("ramp_months", 0.1, 240), number("decay_months", 0.1, 600),
                                           text("decay_class"), text("verified", {"yes", "no"}), text("process_only", {"yes", "no"}), text("source")};
  return columns;
}

Prior lognormal(double median, double log_sd) {
  if (log_sd == 0.0) return {Prior::Family::fixed, median, 0.0, median, median, 0.0};
  const double reach = model::exponential(5.0 * log_sd);
  return {Prior::Family::lognormal, median, log_sd, median / reach, median * reach, 0.0};
}

void read_interventions(const CsvTable& table, model::Evidence& out, model::Diagnostics& findings) {
  for (std::size_t r = 0; r < table.rows(); ++r) {
    model::Intervention row;
    row.id = table.text(r, 0);
    row.title = table.text(r, 1);
    row.unit = table.text(r, 2);
    row.ramp_months = table.number(r, 8);
    row.decay_months = table.number(r, 9);
    row.verified = table.text(r, 11) == "yes";
    row.process_only = table.text(r, 12) == "yes";
    row.source = table.text(r, 13);
    for (const std::size_t c : {3u, 4u, 6u, 7u})
      if (!row.process_only && table.empty_field(r, c)) findings.push_back(table.at(r, c, "an intervention with an effect needs this number", "a number", "fill it in, or say process_only: yes"));
    if (!row.process_only && !table.empty_field(r, 3) && !table.empty_field(r, 4) && !table.empty_field(r, 6) && !table.empty_field(r, 7)) {
      row.unit_cost = lognormal(table.number(r, 3), table.number(r, 4));
      row.eligible_per_person = lognormal(table.number(r, 6), table.number(r, 7));
    }
    if (std::any_of(out.interventions.begin(), out.interventions.end(), [&](const auto& other) { return other.id == row.id; })) findings.push_back(table.at(r, 0, "the intervention stands twice", "each id once", "remove one of the two"));
    out.interventions.push_back(std::move(row));
  }
}

void read_matrix(const CsvTable& table, model::Evidence& out, model::Diagnostics& findings) {
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const auto row = std::find_if(out.interventions.begin(), out.interventions.end(), [&](const auto& i) { return i.id == table.text(r, 0); });
    if (row == out.interventions.end()) {
      findings.push_back(table.at(r, 0, "no intervention has this id", "an id of interventions.csv", "add the intervention there, or mend the id"));
      continue;
    }
    if (row->process_only) findings.push_back(table.at(r, 0, "the intervention is process-only", "no effect on any crime type", "remove the row, or give the intervention a cost and reach"));
    if (!seen.emplace(table.text(r, 0), table.text(r, 1)).second) findings.push_back(table.at(r, 1, "the cell stands twice", "each intervention and crime type once", "remove one of the two: rows of one intervention are alternatives"));
    const auto type = static_cast<std::size_t>(model::index_of(model::crime_type_names, table.text(r, 1)));
    row->effect[type] = {model::logarithm(table.number(r, 2)), table.number(r, 3), table.number(r, 4), table.number(r, 5), table.text(r, 6) == "yes", table.text(r, 7)};
  }
}

}  // namespace

std::vector<std::string> evidence_table_names() { return {"global_functions.csv", "interventions.csv", "matrix.csv"}; }

model::Evidence read_evidence(const std::map<std::string, std::string>& texts) {
  model::Diagnostics findings;
  const auto parse = [&](const std::string& name, const std::vector<Column>& columns) {
    const auto found = texts.find(name);
    if (found == texts.end()) findings.push_back({name, 0, 0, "", "the table is missing", "", "", "put it back under scenarios/evidence/"});
    return found == texts.end() ? CsvTable() : CsvTable::parse(found->second, name, columns, findings);
  };
  const std::vector<std::string> types(model::crime_type_names.begin(), model::crime_type_names.end());
  const CsvTable interventions = parse("interventions.csv", intervention_columns());
  const CsvTable matrix = parse("matrix.csv", {text("intervention"), text("crime_type", types), number("rr", 0.01, 10), number("log_sd", 0, 3), number("share", 1e-6, 0.999), number("share_logit_sd", 0, 3), text("measured", {"yes", "no"}), text("source")});
  const CsvTable functions = parse("global_functions.csv", {text("id"), text("title"), number("half_life_months", 1, 600), number("weight", 0, 10), text("source")});
  model::Evidence evidence;
  if (findings.empty()) {
    read_interventions(interventions, evidence, findings);
    read_matrix(matrix, evidence, findings);
    for (std::size_t r = 0; r < functions.rows(); ++r) evidence.functions.push_back({functions.text(r, 0), functions.text(r, 1), functions.number(r, 2), functions.text(r, 4)});
  }
  if (!findings.empty()) {
    model::sort_by_place(findings);
    throw model::InputError(std::move(findings));
  }
  const auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
  std::sort(evidence.interventions.begin(), evidence.interventions.end(), by_id);
  std::sort(evidence.functions.begin(), evidence.functions.end(), by_id);
  return evidence;
}

}  // namespace salus::scenarios
