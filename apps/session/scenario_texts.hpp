#pragma once
/// Scenario files as given, and what they say once they are checked against the inputs.
#include <filesystem>
#include <string>
#include <vector>

#include "apps/session/inputs.hpp"
#include "model/programme/scenario.hpp"
#include "scenarios/scenarios.hpp"

namespace salus::session {

/// A scenario file: its name for messages and its text.
struct ScenarioText {
  std::string file;
  std::string text;
};

/// Whether what was named is a file, whatever else stands in the folder: it has a slash, or the ending .yaml or .yml.
bool names_a_file(const std::string& argument);

/// Reads that file, or else the bundled scenario of that name. @throws output::IoError; model::InputError where there
/// is none, with one that is near
ScenarioText read_scenario_text(const std::string& argument, const std::filesystem::path& root);

/// What scenario files may name.
scenarios::Vocabulary vocabulary_of(const Inputs& inputs);

/// Parses all, collecting every finding of every file; also refuses doubled names or titles and scenarios that cannot
/// share their noise. @throws model::InputError
std::vector<model::Scenario> parse_scenarios(const std::vector<ScenarioText>& texts, const Inputs& inputs);

}  // namespace salus::session
