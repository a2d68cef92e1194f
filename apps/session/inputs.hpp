#pragma once
/// The bundled data, a posterior and a response surface: read, checked and hashed.
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "apps/session/posterior.hpp"
#include "calibration/table_reader.hpp"
#include "model/programme/evidence.hpp"
#include "model/run/backtest_summary.hpp"
#include "model/run/oracle_summary.hpp"

namespace salus::session {

inline constexpr std::size_t largest_input = std::size_t{256} << 20;  ///< bytes of a file of tables or scenarios

// What stands in place of the path of a posterior: the bundled one, none.
inline constexpr const char* bundled = "";
inline constexpr const char* none = "none";
inline constexpr const char* first_estimates = none;
inline constexpr const char* bundled_posterior = "calibration/fitted/posterior.h5";

// What stands in place of the path of curves of coverage, beside `bundled`.
inline constexpr const char* matrix_shares = none;
inline constexpr const char* bundled_curves = "scenarios/evidence/coverage_curves.csv";

/// Whether a hashed file is a posterior, the bundled one or another.
bool is_posterior(const std::string& hashed_file);

/// A file beside the tables: what it is called in messages, and its bytes.
struct NamedFile {
  std::string name;
  std::string bytes;
};

/// The files as they are, before anything of them is understood.
struct InputFiles {
  calibration::TableTexts tables;
  std::map<std::string, std::string> evidence;
  std::map<std::string, std::string> studies;  ///< what effects were estimated from, and its register of rows
  std::optional<NamedFile> posterior;
  std::optional<NamedFile> surface;
  std::optional<NamedFile> backtest;
  std::optional<NamedFile> oracle;
  FileHashes hashes;  ///< by path below the data folder, sorted
};

/// @param root the folder that holds `calibration/data` and `scenarios`
/// @param posterior a posterior file, `bundled` or `first_estimates`
/// @param surface curves of coverage: a file, `bundled`, or `matrix_shares`, in proportion to coverage
/// @throws output::IoError, output::CorruptStore where the posterior is no HDF5 file
InputFiles read_input_files(const std::filesystem::path& root, const std::string& posterior = first_estimates,
                            const std::string& surface = "");

/// Tables, evidence, and what projections start from.
struct Inputs {
  calibration::Tables tables;
  model::Evidence evidence;
  FileHashes hashes;  ///< as in InputFiles
  std::optional<Posterior> posterior;
  std::vector<model::BacktestRow> backtest;  ///< summary of the bundled back-test; empty where there is none
  model::OracleSummary oracle;               ///< bundled predictions of trials; empty where there are none
};

/// Understands the files; a posterior is parsed in a process of its own (`output::read_foreign`).
/// @param stop asked while that process works; true ends it
/// @throws model::InputError with every finding, output::CorruptStore, LimitRefused, Stopped
Inputs interpret(InputFiles files, const std::function<bool()>& stop = {});

/// Reads and understands in one step.
Inputs read_inputs(const std::filesystem::path& root, const std::string& posterior = first_estimates,
                   const std::string& surface = "", const std::function<bool()>& stop = {});

/// Name of each bundled country by ISO code.
std::map<std::string, std::string> names_of(const calibration::Tables& tables);

}  // namespace salus::session
