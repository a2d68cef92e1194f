#pragma once
/// The response surface: what the panel is told about measures on targets in a city, by intervention, targeting,
/// coverage and crime type. Versioned, so that what fills it can change: today an assumption (the prior surface: the
/// shares of the evidence matrix, in proportion to coverage) or the Lorenz shares of a city of agents; later a surface
/// fitted to many.
#include <string>
#include <vector>

#include "model/programme/evidence.hpp"

namespace salus::model {

inline constexpr int surface_format = 1;

/// Share of a crime type's incidents in a city that touch the targets of an intervention, when a part of those eligible
/// is covered.
struct SurfacePoint {
  std::string intervention;  ///< evidence id
  CrimeType type{};
  bool best = true;       ///< targets named by what is known of the year before; else any of the kind
  double coverage = 1.0;  ///< of those eligible, 0..1
  double targets = 0.0;   ///< cells, persons, couples or households in the city where it was found
  double share = 0.0;     ///< 0..1
  double logit_sd = 0.0;  ///< of its logit, between cities and by counting
};

struct ResponseSurface {
  std::string label;  ///< where it comes from; in every result that rests on it. Empty: the prior surface
  std::vector<SurfacePoint> points;
};

/// The matrix's shares as a surface, full coverage.
ResponseSurface prior_surface(const Evidence& evidence);

/// Puts the shares at full coverage, of targets found as the row finds them, in place of the matrix's, where the matrix
/// says that the target has a part in a crime type at all; the cell keeps the surface's label.
void apply(const ResponseSurface& surface, Evidence& evidence);

}  // namespace salus::model
