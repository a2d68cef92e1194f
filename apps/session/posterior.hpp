#pragma once
/// Posterior files: what `calibrate` writes and everything that projects reads.
#include <string>
#include <utility>
#include <vector>

#include "calibration/calibration.hpp"
#include "output/inference_data.hpp"

namespace salus::session {

using FileHashes = std::vector<std::pair<std::string, std::string>>;  ///< (name, SHA-256)
inline constexpr const char* data_folder = "calibration/data/";       ///< begins the names of bundled tables
inline constexpr const char* evidence_folder = "scenarios/evidence/";

/// Posteriors of both views, and whether their chains can be believed.
struct Posterior {
  std::vector<calibration::ViewPosterior> views;  ///< in the order of model::View
  model::ChainChecks checks;
  std::string sources;  ///< ids, comma separated
  std::string seed;
  FileHashes data;  ///< what it was fitted to
};

/// Names of what the posterior was fitted to and that is not here: tables with other content, and figures of one's own.
std::vector<std::string> other_data(const Posterior& posterior, const FileHashes& here);

/// The groups `posterior` and `prior`; `calibrate` adds what else it has.
output::InferenceData to_data(const Posterior& posterior);

/// @throws output::CorruptStore
Posterior posterior_from(const output::Hdf5Reader& file);

}  // namespace salus::session
