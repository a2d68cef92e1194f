#pragma once
/// The bundled data and the user's scenarios, read, checked and hashed.
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "apps/common/console.hpp"
#include "apps/common/posterior.hpp"
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
  std::optional<Posterior> posterior;
  std::string backtest;  ///< summary of the bundled back-test; empty where there is none
};

/// @param posterior a posterior file; empty for the bundled one, `none` for first estimates.
/// @param surface a response surface; empty for the prior one.
/// @throws model::InputError with every finding, output::IoError, output::CorruptStore.
Inputs read_inputs(const std::filesystem::path& root, const std::string& posterior = "none",
                   const std::string& surface = "");

/// A file of yearly figures as `--data` takes it. @throws model::InputError, output::IoError
calibration::OwnFigures read_own_figures(const std::filesystem::path& path, const Console& console);
/// Name of each bundled country by ISO code.
std::map<std::string, std::string> names_of(const calibration::Tables& tables);

/// What scenario files may name.
scenarios::Vocabulary vocabulary_of(const Inputs& inputs);

/// A scenario file as given: its name for messages and its text.
struct ScenarioText {
  std::string file;
  std::string text;
};

/// Reads a file, or the bundled scenario of that name where there is no such file.
ScenarioText read_scenario_text(const std::string& argument, const std::filesystem::path& root);

/// Parses all, collecting every finding of every file; also refuses doubled names and scenarios that cannot share their
/// noise.
/// @throws model::InputError
std::vector<model::Scenario> parse_scenarios(const std::vector<ScenarioText>& texts, const Inputs& inputs);

}  // namespace salus::apps
