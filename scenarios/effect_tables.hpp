#pragma once
/// Two of the evidence tables: which crime a row's targets account for (`matrix.csv`), and what the row does to it
/// (`effects.csv`).
#include "scenarios/evidence_columns.hpp"

namespace salus::scenarios {

template <class C>
bool is_yes(const model::NamedTable<C>& table, std::size_t row, C column) {
  return table.text(row, column) == "yes";
}

template <class C>
model::CrimeType type_of(const model::NamedTable<C>& table, std::size_t row) {
  return model::find(model::crime_type_names, table.text(row, C::crime_type)).value();
}

/// Puts shares into the cells of the interventions that are there. Faults are findings.
void read_matrix(const model::NamedTable<OfCell>& table, model::Evidence& out, model::Diagnostics& findings);

/// Puts effects into these cells and those of the laws that are there: every cell once, and no other.
void read_effects(const model::NamedTable<OfEffect>& table, const model::NamedTable<OfCell>& matrix,
                  const model::NamedTable<OfLaw>& laws, model::Evidence& out, model::Diagnostics& findings);

}  // namespace salus::scenarios
