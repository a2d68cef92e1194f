#pragma once
/// The bundled evidence and country names, as scenario files see them.
#include <cmath>
#include <stdexcept>

#include "scenarios/scenarios.hpp"
#include "tests/calibration/bundled_tables.hpp"

namespace salus::tests {

inline std::map<std::string, std::string> evidence_texts() {
  std::map<std::string, std::string> texts;
  for (const auto& name : scenarios::evidence_table_names())
    texts[name] = calibration::read_file(std::filesystem::path(SALUS_SOURCE_DIR) / "scenarios/evidence" / name);
  return texts;
}

inline const scenarios::Vocabulary& bundled_vocabulary() {
  static const model::Evidence evidence = scenarios::read_evidence(evidence_texts(), calibration::tables().prices);
  static const scenarios::Vocabulary vocabulary = [] {
    scenarios::Vocabulary v;
    const auto tables = calibration::read_tables(calibration::bundled_texts());
    for (const auto& c : tables.countries) v.countries.push_back({c.iso3, c.name, c.region, c.income});
    for (const auto& c : tables.cities) v.cities.push_back({c.iso3, c.name, c.un_city_code});
    v.evidence = &evidence;
    return v;
  }();
  return vocabulary;
}

/// A bundled row with relative risks in place of what its cells are drawn at, each known without error: published costs
/// of a case averted hold at the effects of the trial in which it was averted.
inline model::Intervention row_at(const std::string& id, const std::map<model::CrimeType, double>& relative_risks) {
  for (auto row : bundled_vocabulary().evidence->interventions) {
    if (row.id != id) continue;
    for (auto& cell : row.effect) cell.log_rr = cell.common_sd = cell.row_sd = cell.cell_sd = cell.between_sd = 0.0;
    for (const auto& [type, risk] : relative_risks) row.effect[type].log_rr = std::log(risk);
    return row;
  }
  throw std::invalid_argument("no row " + id);
}

/// As judged from the trials whose costs were published: Port of Spain, and SASA! in Uganda.
inline model::Intervention violence_interruption_as_judged() {
  using model::CrimeType;
  return row_at("I10", {{CrimeType::homicide, 0.75}, {CrimeType::serious_assault, 0.7}, {CrimeType::robbery, 0.9}});
}
inline model::Intervention community_mobilisation_as_judged() {
  using model::CrimeType;
  return row_at("I19", {{CrimeType::partner_violence, 0.48}, {CrimeType::sexual_violence, 0.85}});
}

inline std::string scenario_file(const std::string& path) {
  return calibration::read_file(std::filesystem::path(SALUS_SOURCE_DIR) / path);
}

}  // namespace salus::tests
