#pragma once
/// The map `fidelity` of a scenario file: which cities run as agents, in how many draws, at what cost.
#include <string>

#include "model/programme/scenario.hpp"
#include "scenarios/map_reader.hpp"
#include "scenarios/vocabulary.hpp"

namespace salus::scenarios {

/// Notes every fault. @param node the map.
model::FidelityPlan read_fidelity(const YamlNode& node, const Vocabulary& vocabulary, const Report& report);

/// The map in its normal form, countries by code and cities by UN code; empty where all cities are shares of their
/// country.
std::string fidelity_text(const model::FidelityPlan& fidelity);

}  // namespace salus::scenarios
