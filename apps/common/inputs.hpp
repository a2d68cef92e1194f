#pragma once
/// The bundled data and the user's scenarios, read, checked and hashed.
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "calibration/tables.hpp"
#include "model/programme/evidence.hpp"
#include "model/programme/scenario.hpp"
#include "scenarios/scenarios.hpp"

namespace salus::apps {

/// Bundled tables and evidence with the SHA-256 of each file.
struct Inputs {
  calibration::Tables tables;
  model::Evidence evidence;
  std::vector<std::pair<std::string, std::string>> hashes;  ///< (path below the data folder, SHA-256), sorted
};

/// @throws model::InputError with every finding, output::IoError.
Inputs read_inputs(const std::filesystem::path& root);

/// What scenario files may name.
scenarios::Vocabulary vocabulary_of(const Inputs& inputs);

/// A scenario file as given: its name for messages and its text.
struct ScenarioText {
  std::string file, text;
};

/// Reads a file, or the bundled scenario of that name where there is no such file.
ScenarioText read_scenario_text(const std::string& argument, const std::filesystem::path& root);

/// Parses all, collecting every finding of every file; also refuses doubled names and scenarios that cannot share their noise.
/// @throws model::InputError
std::vector<model::Scenario> parse_scenarios(const std::vector<ScenarioText>& texts, const Inputs& inputs);

}  // namespace salus::apps
