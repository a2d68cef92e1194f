#pragma once
/// The bundled evidence and country names, as scenario files see them.
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

inline std::string scenario_file(const std::string& path) {
  return calibration::read_file(std::filesystem::path(SALUS_SOURCE_DIR) / path);
}

}  // namespace salus::tests
