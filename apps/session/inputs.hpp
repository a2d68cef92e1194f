#pragma once
/// The bundled data, a posterior and a response surface: read, checked and hashed.
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "apps/session/posterior.hpp"
#include "calibration/tables.hpp"
#include "model/programme/evidence.hpp"
#include "model/run/backtest_summary.hpp"

namespace salus::session {

inline constexpr std::size_t largest_input = std::size_t{256} << 20;  ///< bytes of a file of tables or scenarios

// What `read_inputs` takes in place of the path of a posterior.
inline constexpr const char* bundled = "";
inline constexpr const char* first_estimates = "none";

/// Bundled tables and evidence with the SHA-256 of each file.
struct Inputs {
  calibration::Tables tables;
  model::Evidence evidence;
  std::vector<std::pair<std::string, std::string>> hashes;  ///< (path below the data folder, SHA-256), sorted
  std::optional<Posterior> posterior;
  std::vector<model::BacktestRow> backtest;  ///< summary of the bundled back-test; empty where there is none
};

/// @param root the folder that holds `calibration/data` and `scenarios`
/// @param posterior a posterior file, `bundled` or `first_estimates`
/// @param surface a response surface; empty for the prior one.
/// @throws model::InputError with every finding, output::IoError, output::CorruptStore.
Inputs read_inputs(const std::filesystem::path& root, const std::string& posterior = first_estimates,
                   const std::string& surface = "");

/// Name of each bundled country by ISO code.
std::map<std::string, std::string> names_of(const calibration::Tables& tables);

}  // namespace salus::session
