#pragma once
/// The `budget` part of a scenario file: halves, lines, places, phasing, and whether the money adds up.
#include "model/programme/budget.hpp"
#include "scenarios/map_reader.hpp"
#include "scenarios/vocabulary.hpp"

namespace salus::scenarios {

/// Words of `split`, the default first: the lines' amounts hold, or each draw takes its own split over lines and years.
const std::vector<std::string>& split_names();

/// Reads `budget`; every fault is a finding. `none` is a budget without lines.
model::Budget read_budget(const YamlNode& node, const Vocabulary& vocabulary, const Report& report);

}  // namespace salus::scenarios
