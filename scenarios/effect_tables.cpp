#include "scenarios/effect_tables.hpp"

#include <algorithm>
#include <set>

namespace salus::scenarios {
namespace {

using model::NamedTable;

/// The row of `interventions.csv` that a table names, or a finding.
template <class C>
model::Intervention* named_row(const NamedTable<C>& table, std::size_t r, model::Evidence& out,
                               model::Diagnostics& findings) {
  const auto row = std::find_if(out.interventions.begin(), out.interventions.end(),
                                [&](const auto& i) { return i.id == table.text(r, C::intervention); });
  if (row != out.interventions.end()) return &*row;
  findings.push_back(table.at(r, C::intervention, "no intervention has this id", "an id of interventions.csv",
                              "add the intervention there, or mend the id"));
  return nullptr;
}

/// The cell of a measure or law that a row of effects.csv is about; nothing where it is a finding.
model::EffectCell* named_cell(const NamedTable<OfEffect>& table, std::size_t r, model::Evidence& out,
                              model::Diagnostics& findings) {
  using C = OfEffect;
  const auto type = type_of(table, r);
  for (auto& law : out.laws) {
    if (law.id != table.text(r, C::intervention)) continue;
    if (law.effect[type].measured) return &law.effect[type];
    findings.push_back(table.at(r, C::crime_type, "laws.csv has no such cell", "a law and crime type of laws.csv",
                                "add the row there, or remove this one"));
    return nullptr;
  }
  auto* const row = named_row(table, r, out, findings);
  if (row == nullptr) return nullptr;
  if (row->effect[type].share > 0.0) return &row->effect[type];
  findings.push_back(table.at(r, C::crime_type, "the matrix has no such cell", "a cell of matrix.csv",
                              "say there which share of this crime the target accounts for, or remove the row"));
  return nullptr;
}

using Given = std::set<std::pair<std::string, model::CrimeType>>;

/// Finds cells of a table that have no effect.
template <class C>
void find_missing(const NamedTable<C>& table, C id_column, const Given& given, model::Diagnostics& findings) {
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const auto& id = table.text(r, id_column);
    const auto type = type_of(table, r);
    if (given.count({id, type}) == 0)
      findings.push_back(table.at(r, C::crime_type, "no effect is given for this cell", "a row of effects.csv",
                                  "add a row `" + id + "," + std::string(model::crime_type_names[type]) +
                                      "` there; log_rr 0 where no study measured it"));
  }
}

/// What is estimated of the effect in a cell of the matrix.
void read_effect(const NamedTable<OfEffect>& table, std::size_t r, model::EffectCell& cell,
                 model::Diagnostics& findings) {
  using C = OfEffect;
  cell.log_rr = table.number(r, C::log_rr);
  cell.common_sd = table.number(r, C::common_sd);
  cell.row_sd = table.number(r, C::row_sd);
  cell.cell_sd = table.number(r, C::cell_sd);
  cell.between_sd = table.number(r, C::between_sd);
  cell.trials = table.whole(r, C::trials);
  cell.outcomes = table.whole(r, C::outcomes);
  cell.estimate = table.text(r, C::source);
  if ((cell.outcomes == 0) != (cell.trials == 0) || cell.outcomes < cell.trials)
    findings.push_back(table.at(r, C::outcomes, "trials and their outcomes do not go together",
                                "at least one outcome a trial, and none without trials",
                                "count the outcomes of all trials of the cell"));
  if (!cell.measured && cell.log_rr != 0.0)
    findings.push_back(table.at(r, C::log_rr, "the matrix says that no study measured this: its spread is around none",
                                "0", "write 0, or say measured: yes in matrix.csv"));
  if (!cell.measured && cell.trials > 0)
    findings.push_back(table.at(r, C::trials, "the matrix says that no study measured this", "0",
                                "write 0, or say measured: yes in matrix.csv"));
}

}  // namespace

void read_matrix(const NamedTable<OfCell>& table, model::Evidence& out, model::Diagnostics& findings) {
  using C = OfCell;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    auto* const row = named_row(table, r, out, findings);
    if (row == nullptr) continue;
    if (row->process_only)
      findings.push_back(table.at(r, C::intervention, "the intervention is process-only", "no effect on any crime type",
                                  "remove the row, or give the intervention a cost and reach"));
    auto& cell = row->effect[type_of(table, r)];
    if (cell.share > 0.0)
      findings.push_back(table.at(r, C::crime_type, "the cell stands twice", "each intervention and crime type once",
                                  "remove one of the two: rows of one intervention are alternatives"));
    cell.share = table.number(r, C::share);
    cell.share_logit_sd = table.number(r, C::share_logit_sd);
    cell.measured = is_yes(table, r, C::measured);
    cell.of_area = cell.measured && row->effect_of == model::EffectOf::area;
    cell.source = table.text(r, C::source);
    if (!cell.of_area && cell.share >= 1.0)
      findings.push_back(table.at(r, C::share, "no target accounts for all of a crime type", "a share below 1",
                                  "write what those reached account for, or say effect_of: area in interventions.csv"));
    if (cell.of_area && (cell.share != 1.0 || cell.share_logit_sd != 0.0))
      findings.push_back(table.at(r, C::share, "the intervention's studies are of all that happens in an area",
                                  "a share of 1 and a share_logit_sd of 0",
                                  "write 1 and 0, or say effect_of: reached in interventions.csv"));
  }
}

void read_effects(const NamedTable<OfEffect>& table, const NamedTable<OfCell>& matrix, const NamedTable<OfLaw>& laws,
                  model::Evidence& out, model::Diagnostics& findings) {
  using C = OfEffect;
  Given given;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    auto* const cell = named_cell(table, r, out, findings);
    if (cell == nullptr) continue;
    if (!given.emplace(table.text(r, C::intervention), type_of(table, r)).second)
      findings.push_back(table.at(r, C::crime_type, "the effect stands twice", "each intervention and crime type once",
                                  "remove one of the two"));
    read_effect(table, r, *cell, findings);
  }
  find_missing(matrix, OfCell::intervention, given, findings);
  find_missing(laws, OfLaw::id, given, findings);
}

}  // namespace salus::scenarios
