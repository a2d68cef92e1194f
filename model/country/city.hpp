#pragma once
/// A city of the panel: what is known of it before anything is drawn.
#include <cstdint>
#include <string>
#include <vector>

#include "model/core/calendar.hpp"
#include "model/core/enumeration.hpp"

namespace salus::model {

/// The panel runs from three years before the start (the base of every "fell by") to the end of the horizon.
inline constexpr std::size_t panel_past_years = 3;
inline constexpr std::size_t panel_years = panel_past_years + horizon_years;

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
