#include "scenarios/evidence_tables.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "model/core/csv.hpp"
#include "model/core/elementary.hpp"
#include "model/core/grid.hpp"

namespace salus::scenarios {
namespace {

using model::Column;
using model::CsvTable;
using model::Prior;
constexpr double infinity = std::numeric_limits<double>::infinity();

Column text(std::string name, std::vector<std::string> choices = {}, bool required = true) {
  return {std::move(name), Column::Kind::text, required, -infinity, infinity, std::move(choices)};
}
Column number(std::string name, double lower, double upper, bool required = true) {
  return {std::move(name), Column::Kind::number, required, lower, upper, {}};
}

const std::vector<Column>& intervention_columns() {
  static const std::vector<Column> columns{
      text("id"),
      text("title"),
      text("unit"),
      number("unit_cost_usd", 0.001, 1e9),
      number("unit_cost_log_sd", 0, 3),
      text("unit_cost_verified", {"yes", "no"}),
      number("transfer_share", 0, 1),
      number("eligible_per_person", 1e-9, 10, false),
      number("eligible_log_sd", 0, 3, false),
      number("ramp_months", 0.1, 240),
      number("decay_months", 0.1, 600),
      number("delay_months", 0, 120),
      number("fatigue_months", 0, 600),
      text("political", {"yes", "no"}),
      number("displacement", -1, 1),
      number("displacement_sd", 0, 1),
      text("mechanism", {model::mechanism_names.begin(), model::mechanism_names.end()}),
      text("decay_class", {model::decay_class_names.begin(), model::decay_class_names.end()}),
      text("verified", {"yes", "no"}),
      text("process_only", {"yes", "no"}),
      text("city_target", {model::measure_target_names.begin(), model::measure_target_names.end()}),
      text("city_targeting", {"best", "random", "none"}),
      number("city_targets_a_unit", 0, 1e6),
      text("source")};
  return columns;
}
/// Positions in `intervention_columns`.
enum : std::size_t {
  id_at,
  title_at,
  unit_at,
  cost_at,
  cost_sd_at,
  cost_verified_at,
  transfer_at,
  eligible_at,
  eligible_sd_at,
  ramp_at,
  decay_at,
  delay_at,
  fatigue_at,
  political_at,
  displacement_at,
  displacement_sd_at,
  mechanism_at,
  class_at,
  verified_at,
  process_at,
  city_target_at,
  city_targeting_at,
  city_unit_at,
  source_at
};

Prior lognormal(double median, double log_sd) {
  if (log_sd == 0.0) return {Prior::Family::fixed, median, 0.0, median, median, 0.0};
  const double reach = model::exponential(5.0 * log_sd);
  return {Prior::Family::lognormal, median, log_sd, median / reach, median * reach, 0.0};
}

/// What a row says, whether or not it fits together.
model::Intervention intervention_of(const CsvTable& table, std::size_t r) {
  const auto yes = [&](std::size_t column) { return table.text(r, column) == "yes"; };
  model::Intervention row;
  row.id = table.text(r, id_at);
  row.title = table.text(r, title_at);
  row.unit = table.text(r, unit_at);
  row.unit_cost = lognormal(table.number(r, cost_at), table.number(r, cost_sd_at));
  row.cost_verified = yes(cost_verified_at);
  row.transfer_share = table.number(r, transfer_at);
  row.ramp_months = table.number(r, ramp_at);
  row.decay_months = table.number(r, decay_at);
  row.delay_months = table.number(r, delay_at);
  row.fatigue_months = table.number(r, fatigue_at);
  row.political = yes(political_at);
  row.displacement = table.number(r, displacement_at);
  row.displacement_sd = table.number(r, displacement_sd_at);
  row.mechanism = model::find(model::mechanism_names, table.text(r, mechanism_at)).value();
  row.decay_class = model::find(model::decay_class_names, table.text(r, class_at)).value();
  row.one_off = row.decay_class == model::DecayClass::long_persistence;  // treated once, and it lasts
  row.verified = yes(verified_at);
  row.process_only = yes(process_at);
  row.city_target = model::find(model::measure_target_names, table.text(r, city_target_at)).value();
  row.city_targeting = table.text(r, city_targeting_at) == "random" ? model::Targeting::random : model::Targeting::best;
  row.city_targets_a_unit = table.number(r, city_unit_at);
  row.source = table.text(r, source_at);
  if (!row.process_only && !table.empty_field(r, eligible_at) && !table.empty_field(r, eligible_sd_at))
    row.eligible_per_person = lognormal(table.number(r, eligible_at), table.number(r, eligible_sd_at));
  return row;
}

/// A target in the city layer, how it is found and how many a unit reaches go together.
void check_city_target(const CsvTable& table, std::size_t r, const model::Intervention& row,
                       model::Diagnostics& findings) {
  const bool aimed = row.city_target != model::MeasureTarget::none;
  if ((table.text(r, city_targeting_at) != "none") != aimed)
    findings.push_back(table.at(r, city_targeting_at, "a target in the city layer and how it is found go together",
                                "best or random beside a target, none beside none",
                                "say how the programme finds its targets, or write none"));
  if ((row.city_targets_a_unit != 0.0) != aimed)
    findings.push_back(table.at(r, city_unit_at,
                                "a target in the city layer and the number of targets a unit reaches go together",
                                "a positive number beside a target, 0 beside none",
                                "name a city_target and what a unit reaches of it, or write none and 0"));
}

/// What has an effect reaches somebody and acts on something.
void check_reach(const CsvTable& table, std::size_t r, const model::Intervention& row, model::Diagnostics& findings) {
  for (const std::size_t c : {eligible_at, eligible_sd_at})
    if (!row.process_only && table.empty_field(r, c))
      findings.push_back(table.at(r, c, "an intervention with an effect needs this number", "a number",
                                  "fill it in, or say process_only: yes"));
  if (row.process_only == (row.mechanism == model::Mechanism::process)) return;
  findings.push_back(table.at(
      r, mechanism_at,
      row.process_only ? "a process-only row acts on nothing" : "an intervention with an effect acts on something",
      row.process_only ? "process" : "a mechanism other than process",
      row.process_only ? "write process, or say process_only: no and fill in reach and effects"
                       : "name what it acts on, or say process_only: yes"));
}

void read_interventions(const CsvTable& table, model::Evidence& out, model::Diagnostics& findings) {
  for (std::size_t r = 0; r < table.rows(); ++r) {
    model::Intervention row = intervention_of(table, r);
    check_city_target(table, r, row, findings);
    check_reach(table, r, row, findings);
    if (std::any_of(out.interventions.begin(), out.interventions.end(),
                    [&](const auto& other) { return other.id == row.id; }))
      findings.push_back(table.at(r, id_at, "the intervention stands twice", "each id once", "remove one of the two"));
    out.interventions.push_back(std::move(row));
  }
}

void read_matrix(const CsvTable& table, model::Evidence& out, model::Diagnostics& findings) {
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const auto row = std::find_if(out.interventions.begin(), out.interventions.end(),
                                  [&](const auto& i) { return i.id == table.text(r, 0); });
    if (row == out.interventions.end()) {
      findings.push_back(table.at(r, 0, "no intervention has this id", "an id of interventions.csv",
                                  "add the intervention there, or mend the id"));
      continue;
    }
    if (row->process_only)
      findings.push_back(table.at(r, 0, "the intervention is process-only", "no effect on any crime type",
                                  "remove the row, or give the intervention a cost and reach"));
    if (!seen.emplace(table.text(r, 0), table.text(r, 1)).second)
      findings.push_back(table.at(r, 1, "the cell stands twice", "each intervention and crime type once",
                                  "remove one of the two: rows of one intervention are alternatives"));
    const auto type = model::find(model::crime_type_names, table.text(r, 1)).value();
    row->effect[type] = {model::logarithm(table.number(r, 2)),
                         table.number(r, 3),
                         table.number(r, 4),
                         table.number(r, 5),
                         table.text(r, 6) == "yes",
                         table.text(r, 7)};
  }
}

void read_laws(const CsvTable& table, model::Evidence& out, model::Diagnostics& findings) {
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const std::string& id = table.text(r, 0);
    if (std::any_of(out.interventions.begin(), out.interventions.end(), [&](const auto& i) { return i.id == id; }))
      findings.push_back(table.at(r, 0, "an intervention has this id", "an id of its own",
                                  "a law is not bought: keep it in one of the two tables"));
    auto law = std::find_if(out.laws.begin(), out.laws.end(), [&](const auto& l) { return l.id == id; });
    if (law == out.laws.end()) {
      model::Law row;
      row.id = id;
      row.title = table.text(r, 1);
      row.source = table.text(r, 7);
      row.verified = table.text(r, 6) == "yes";
      row.city_target = model::find(model::measure_target_names, table.text(r, 2)).value();
      if (row.city_target == model::MeasureTarget::none)
        findings.push_back(
            table.at(r, 2, "a law is aimed at something in a city", "a target", "name one of the targets"));
      out.laws.push_back(std::move(row));
      law = out.laws.end() - 1;
    }
    auto& cell = law->effect[model::find(model::crime_type_names, table.text(r, 3)).value()];
    if (cell.measured)
      findings.push_back(
          table.at(r, 3, "the cell stands twice", "each law and crime type once", "remove one of the two"));
    cell.log_rr = model::logarithm(table.number(r, 4));
    cell.log_rr_sd = table.number(r, 5);
    cell.measured = true;
    cell.source = table.text(r, 7);
  }
}

/// A name of a fixed list that no row of a table has.
model::Diagnostic missing_row(const std::string& file, const std::string& key, std::string_view name,
                              const std::string& what, const std::string& expected) {
  return {
      file, 1, 1, key, what, "no row '" + std::string(name) + "'", expected, "add a row `" + std::string(name) + "`"};
}

void read_functions(const CsvTable& table, model::Evidence& out, model::Diagnostics& findings) {
  for (std::size_t r = 0; r < table.rows(); ++r) {
    model::GlobalFunction row;
    row.id = table.text(r, 0);
    row.title = table.text(r, 1);
    row.half_life_months = table.number(r, 2);
    row.source = table.text(r, 3);
    if (std::any_of(out.functions.begin(), out.functions.end(), [&](const auto& other) { return other.id == row.id; }))
      findings.push_back(table.at(r, 0, "the global function stands twice", "each id once", "remove one of the two"));
    out.functions.push_back(std::move(row));
  }
  for (const auto name : model::function_names)
    if (std::none_of(out.functions.begin(), out.functions.end(), [&](const auto& f) { return f.id == name; }))
      findings.push_back(missing_row("global_functions.csv", "id", name, "a global function is missing",
                                     "all six, since each acts on a thing of its own"));
}

void read_values(const CsvTable& table, model::Evidence& out, model::Diagnostics& findings) {
  std::set<model::CrimeType> seen;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const auto type = model::find(model::crime_type_names, table.text(r, 0)).value();
    if (!seen.insert(type).second)
      findings.push_back(
          table.at(r, 0, "the crime type stands twice", "each crime type once", "remove one of the two"));
    out.values[type] = {lognormal(table.number(r, 1), table.number(r, 2)),
                        lognormal(table.number(r, 3), table.number(r, 4)), table.text(r, 5) == "yes", table.text(r, 6)};
  }
  for (const auto k : model::every<model::CrimeType>)
    if (!seen.count(k))
      findings.push_back(missing_row("values.csv", "crime_type", model::crime_type_names[k],
                                     "a crime type has no value",
                                     "all seven crime types; a wide spread says that little is known"));
}

/// Ids separated by blanks.
std::vector<std::string> blank_separated(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

void read_initiatives(const CsvTable& table, model::Evidence& out, model::Diagnostics& findings) {
  std::map<std::string, bool> acts;  // item -> whether it has an effect
  std::vector<std::string> known;
  for (const auto& f : out.functions) acts[f.id] = true;
  for (const auto& i : out.interventions) acts[i.id] = !i.process_only;
  for (const auto& [item, acting] : acts) known.push_back(item);
  for (std::size_t r = 0; r < table.rows(); ++r) {
    model::Initiative row{table.text(r, 0), table.text(r, 1), table.text(r, 2) == "yes",
                          blank_separated(table.text(r, 3)), table.text(r, 4)};
    if (std::any_of(out.initiatives.begin(), out.initiatives.end(),
                    [&](const auto& other) { return other.id == row.id; }))
      findings.push_back(table.at(r, 0, "the initiative stands twice", "each id once", "join the two rows"));
    std::sort(row.items.begin(), row.items.end());
    const auto twice = std::adjacent_find(row.items.begin(), row.items.end());
    if (twice != row.items.end())
      findings.push_back(
          table.at(r, 3, "the item '" + *twice + "' stands twice", "each item once", "remove one of the two"));
    bool all_known = !row.items.empty();
    bool acting = false;
    if (row.items.empty())
      findings.push_back(
          table.at(r, 3, "the initiative has no item", "ids separated by blanks",
                   "name the global functions and interventions through which it acts, or a process-only line"));
    for (const auto& item : row.items) {
      const auto found = acts.find(item);
      if (found != acts.end()) {
        acting = acting || found->second;
        continue;
      }
      all_known = false;
      const std::string near = model::nearest_name(item, known);
      findings.push_back(
          table.at(r, 3, "nothing that money buys is named '" + item + "'",
                   "ids of global_functions.csv and interventions.csv, separated by blanks",
                   near.empty() ? "add it to one of these tables, or mend the id" : "did you mean '" + near + "'?"));
    }
    if (all_known && acting == row.process_only)
      findings.push_back(table.at(r, 2, acting ? "the initiative has items that act" : "no item of the initiative acts",
                                  acting ? "no" : "yes",
                                  acting ? "write no, or leave only process-only items"
                                         : "write yes, so that no effect is claimed, or add an item that acts"));
    out.initiatives.push_back(std::move(row));
  }
}

}  // namespace

std::vector<std::string> evidence_table_names() {
  return {"global_functions.csv", "initiatives.csv", "interventions.csv", "laws.csv", "matrix.csv", "values.csv"};
}

model::Evidence read_evidence(const std::map<std::string, std::string>& texts) {
  model::Diagnostics findings;
  const auto parse = [&](const std::string& name, const std::vector<Column>& columns) {
    const auto found = texts.find(name);
    if (found == texts.end())
      findings.push_back({name, 0, 0, "", "the table is missing", "", "", "put it back under scenarios/evidence/"});
    return found == texts.end() ? CsvTable() : CsvTable::parse(found->second, name, columns, findings);
  };
  const std::vector<std::string> types(model::crime_type_names.begin(), model::crime_type_names.end());
  const CsvTable interventions = parse("interventions.csv", intervention_columns());
  const CsvTable matrix =
      parse("matrix.csv", {text("intervention"), text("crime_type", types), number("rr", 0.01, 10),
                           number("log_sd", 0, 3), number("share", 1e-6, 0.999), number("share_logit_sd", 0, 3),
                           text("measured", {"yes", "no"}), text("source")});
  const CsvTable laws =
      parse("laws.csv", {text("id"), text("title"),
                         text("city_target", {model::measure_target_names.begin(), model::measure_target_names.end()}),
                         text("crime_type", types), number("rr", 0.01, 10), number("log_sd", 0, 3),
                         text("verified", {"yes", "no"}), text("source")});
  const CsvTable functions =
      parse("global_functions.csv", {text("id", {model::function_names.begin(), model::function_names.end()}),
                                     text("title"), number("half_life_months", 1, 600), text("source")});
  const CsvTable values =
      parse("values.csv", {text("crime_type", types), number("dalys", 1e-9, 100), number("dalys_log_sd", 0, 3),
                           number("cost_usd", 0.01, 1e9), number("cost_log_sd", 0, 3), text("verified", {"yes", "no"}),
                           text("source")});
  const CsvTable initiatives = parse(
      "initiatives.csv", {text("id"), text("title"), text("process_only", {"yes", "no"}), text("items"), text("note")});
  model::Evidence evidence;
  if (findings.empty()) {
    read_interventions(interventions, evidence, findings);
    read_matrix(matrix, evidence, findings);
    read_laws(laws, evidence, findings);
    read_functions(functions, evidence, findings);
    read_values(values, evidence, findings);
    read_initiatives(initiatives, evidence, findings);
  }
  if (!findings.empty()) {
    model::sort_by_place(findings);
    throw model::InputError(std::move(findings));
  }
  const auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
  std::sort(evidence.interventions.begin(), evidence.interventions.end(), by_id);
  std::sort(evidence.laws.begin(), evidence.laws.end(), by_id);
  std::sort(evidence.functions.begin(), evidence.functions.end(), by_id);
  return evidence;
}

}  // namespace salus::scenarios
