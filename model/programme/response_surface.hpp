#pragma once
/// The response surface: what the panel is told about measures on targets in a city, as a curve over coverage for each
/// kind of target and crime type. Versioned, so that what fills it can change: one bundled table of designed cities of
/// agents, or one city of a user's own.
#include <optional>
#include <string>
#include <vector>

#include "model/programme/evidence.hpp"

namespace salus::model {

inline constexpr int surface_format = 2;

struct SurfaceCurve {
  MeasureTarget target{};
  CrimeType type{};
  CurvePrior curve;
  double echo_any = 0.0;  ///< the echo where a row has any of the kind: 0, not known and as that of the best
};

struct ResponseSurface {
  std::string label;  ///< where it comes from; in every result that rests on it
  std::vector<SurfaceCurve> curves;
};

/// Levels of a place that tell how concentrated crime is among targets: what a curve of theirs stands at.
struct NamingLevels {
  EnumArray<double, CrimeType> of_type{};  ///< log incidents a person-year
  double in_public = 0.0;                  ///< the same of killings, serious assaults and robberies together
  double at_home = 0.0;                    ///< of violence between partners and against children
  /// Places by how much of the type there is; persons, whose record names them, by violence in public; couples and
  /// households by violence at home. Killings go with serious assaults.
  double at(MeasureTarget target, CrimeType type) const;
};
/// @param rate incidents a person-year by type
NamingLevels naming_levels(const EnumArray<double, CrimeType>& rate);

/// The curve of a place: what is its own of a draw's. @param levels none: at the median's
CoverageCurve curve_here(const SurfaceCurve& prior, const CoverageCurve& of_draw,
                         const std::optional<NamingLevels>& levels, CurveLuck luck);

/// The grown, of 18 and over, per inhabitant: judgement; 0.5 to 0.8 in countries.
inline constexpr double grown_per_person = 0.65;

/// Part of all targets of its kind in a city that all who are eligible for a row make up, at most 1. Of grown persons
/// who are whoever is there, as many live as couples as of all.
double reach_of(const Intervention& row, const CurvePrior& curve, double eligible_per_person);

/// The curve of a row that is aimed at its kind: straight, with the echo of any, where it has whoever is there.
CurvePrior curve_for(const Intervention& row, const SurfaceCurve& surface);

/// Puts the curves in place of the matrix's shares, where the matrix says that the target has a part in a crime type at
/// all: straight ones, with the echo of any, where a row has whoever is there. The cell's share becomes the middle one
/// at full coverage, its spread that of all, the cell keeps the surface's label. Cells without a curve, and effects of
/// whole areas, stay in proportion to coverage.
void apply(const ResponseSurface& surface, Evidence& evidence);

}  // namespace salus::model
