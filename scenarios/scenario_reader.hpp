#pragma once
/// Scenario files, format 1: from text to a scenario, and back to one canonical text.
#include <optional>
#include <string>
#include <string_view>

#include "model/core/diagnostic.hpp"
#include "model/programme/scenario.hpp"
#include "scenarios/vocabulary.hpp"

namespace salus::scenarios {

/// Reads a scenario, noting every fault of the file in one pass, ordered by place. Nothing is repaired.
/// @return the scenario where no fault was found.
std::optional<model::Scenario> read_scenario(std::string_view text, const std::string& file,
                                             const Vocabulary& vocabulary, model::Diagnostics& findings);

/// The scenario as a scenario file in one normal form: equal lines joined, sorted, amounts by year, no comments.
/// Reading it gives the same scenario again. Two files that mean the same have the same canonical text.
std::string canonical_text(const model::Scenario& scenario);

}  // namespace salus::scenarios
