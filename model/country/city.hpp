#pragma once
/// A city of the panel: what is known of it before anything is drawn.
#include <cstdint>
#include <string>
#include <vector>

#include "model/core/axes.hpp"

namespace salus::model {

/// The panel runs from three years before the start (the base of every "fell by") to the end of the horizon.
inline constexpr std::uint32_t panel_past_years = 3;
inline constexpr std::uint32_t panel_years = panel_past_years + horizon_years;
using PanelYear = Position<struct PanelYearAxis>;  ///< years since January of three years before the start year
template <>
inline constexpr std::uint32_t axis_length<PanelYear> = panel_years;
constexpr PanelYear in_panel(YearIndex year) { return PanelYear(panel_past_years + year); }
/// @pre the year is not before the start.
constexpr YearIndex since_start(PanelYear year) { return YearIndex(std::uint32_t{year} - panel_past_years); }

/// Vulnerability of planning, design and services (para 18 g), by the share of the country's urban population that
/// lives in slums: every city has its country's class, an assumption for each of them.
enum class Vulnerability : std::uint8_t { lower, middle, higher };
inline constexpr std::size_t vulnerability_count = count_of<Vulnerability>;
inline constexpr auto vulnerability_names = enumerator_names<Vulnerability>;

struct City {
  std::uint32_t code =
      0;  ///< UN city code; `towns_code_base` + M49 number for the towns of a country without a listed city
  std::string name;

  /// degrees; not a number for towns
  double latitude = 0.0;
  double longitude = 0.0;

  Vulnerability vulnerability = Vulnerability::middle;
  std::vector<double> population;  ///< [panel_years] persons at mid-year, from start year - 3
};

/// Codes of "towns of ..." units; no UN city code is that large.
inline constexpr std::uint32_t towns_code_base = 900000;

}  // namespace salus::model
