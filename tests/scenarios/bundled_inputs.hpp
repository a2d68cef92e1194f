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

/// A bundled row, each effect known without error.
inline model::Intervention row_at_its_middle(const std::string& id) {
  for (auto row : bundled_vocabulary().evidence->interventions) {
    if (row.id != id) continue;
    for (auto& cell : row.effect) cell.common_sd = cell.row_sd = cell.cell_sd = cell.between_sd = 0.0;
    return row;
  }
  throw std::invalid_argument("no row " + id);
}

/// SASA! in Uganda at the effect of its trial, of which the cost was published; what is drawn is a tenth of it.
inline model::Intervention community_mobilisation_as_in_its_trial() {
  using model::CrimeType;
  auto row = row_at_its_middle("I19");
  for (auto& cell : row.effect) cell.log_rr = 0.0;
  row.effect[CrimeType::partner_violence].log_rr = std::log(0.48);
  row.effect[CrimeType::sexual_violence].log_rr = std::log(0.85);
  return row;
}

inline std::string scenario_file(const std::string& path) {
  return calibration::read_file(std::filesystem::path(SALUS_SOURCE_DIR) / path);
}

}  // namespace salus::tests
