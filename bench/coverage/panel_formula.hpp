#pragma once
/// What the panel takes away of a crime type in one city, by its formula alone: no money, no ramps, the middle of every
/// number but of curves, which are drawn.
#include <optional>
#include <vector>

#include "model/programme/response_surface.hpp"

namespace salus::bench {

/// What is drawn of curves by kind of target, standard normal: of a city, of all cities of a draw, and of the echo (a
/// draw's too).
struct DrawnCurves {
  model::EnumArray<model::CurveLuck, model::MeasureTarget> of_city{};
  model::EnumArray<model::CurveLuck, model::MeasureTarget> of_laws{};
  model::EnumArray<double, model::MeasureTarget> echo{};
  double chance = 0.0;  ///< standard normal, for an error of what the panel is compared with
};
/// What is drawn; the rest stays at its middle. The echo is drawn once for all cities, but by how cities differ.
enum class Drawing : std::uint8_t { luck, luck_and_echo, all };

/// Draws that stand for all: every number has the same 511 normal quantiles, each in an order of its own (a Latin
/// hypercube), so a mean over one kind of target is a quadrature. The same whenever it is called.
std::vector<DrawnCurves> stratified_draws(Drawing drawing);

/// What the panel takes a city to be.
struct PanelCity {
  const model::ResponseSurface& surface;
  std::optional<model::NamingLevels> levels;
  double persons = 0.0;
};

/// Rows that cover the same part of their eligible units.
struct CoveredRows {
  std::vector<const model::Intervention*> rows;
  double covered = 0.0;
};

/// Part of a crime type that is gone: rows on one mechanism overlap by the middle of its prior.
/// @param echoes whose: a table's, whatever else the city is; null: what a row's displacement leaves
double panel_share(const CoveredRows& programme, const PanelCity& city, model::CrimeType type,
                   const model::ResponseSurface* echoes, const DrawnCurves& drawn);

}  // namespace salus::bench
