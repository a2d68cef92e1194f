#pragma once
/// Posterior files: what `calibrate` writes and everything that projects reads.
#include <string>
#include <vector>

#include "calibration/calibration.hpp"
#include "output/inference_data.hpp"

namespace salus::session {

/// Posteriors of both views, and whether their chains can be believed.
struct Posterior {
  std::vector<calibration::ViewPosterior> views;  ///< in the order of model::View
  model::ChainChecks checks;
  std::string sources;  ///< ids, comma separated
  std::string seed;
};

/// The groups `posterior` and `prior`; `calibrate` adds what else it has.
output::InferenceData to_data(const Posterior& posterior);

/// @throws output::CorruptStore
Posterior posterior_from(const output::Hdf5Reader& file);

}  // namespace salus::session
