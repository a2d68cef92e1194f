#pragma once
/// The response surface: what the panel is told about measures on targets in a city, as a curve over coverage for each
/// kind of target and crime type. Versioned, so that what fills it can change: one bundled table of designed cities of
/// agents, or one city of a user's own.
#include <string>
#include <vector>

#include "model/programme/evidence.hpp"

namespace salus::model {

inline constexpr int surface_format = 2;

struct SurfaceCurve {
  MeasureTarget target{};
  CrimeType type{};
  CurvePrior curve;
};

struct ResponseSurface {
  std::string label;  ///< where it comes from; in every result that rests on it
  std::vector<SurfaceCurve> curves;
};

/// The grown, of 18 and over, per inhabitant: judgement; 0.5 to 0.8 in countries.
inline constexpr double grown_per_person = 0.65;

/// Part of all targets of its kind in a city that all who are eligible for a row make up, at most 1. Of grown persons
/// who are whoever is there, as many live as couples as of all.
double reach_of(const Intervention& row, const CurvePrior& curve, double eligible_per_person);

/// Puts the curves in place of the matrix's shares, where the matrix says that the target has a part in a crime type at
/// all: straight ones where a row has whoever is there. The cell's share becomes the middle one at full coverage, its
/// spread that of all, the cell keeps the surface's label. Cells without a curve stay in proportion to coverage.
void apply(const ResponseSurface& surface, Evidence& evidence);

}  // namespace salus::model
