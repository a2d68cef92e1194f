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

/// By people at the start (para 1: small cities matter). The bounds are those of the size classes of UN World
/// Urbanization Prospects 2018 (500,000 and 1 million; those above are one). The panel lists cities of 300,000 and
/// more: smaller ones are in no class but as the towns of a country without a listed city.
enum class CitySize : std::uint8_t { small, medium, large };
inline constexpr std::size_t city_size_count = count_of<CitySize>;
inline constexpr auto city_size_names = enumerator_names<CitySize>;

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

constexpr CitySize size_of(const City& city) {
  const double people = city.population[in_panel(YearIndex(0u))];
  if (people < 5e5) return CitySize::small;
  return people < 1e6 ? CitySize::medium : CitySize::large;
}

/// Codes of "towns of ..." units; no UN city code is that large.
inline constexpr std::uint32_t towns_code_base = 900000;

}  // namespace salus::model
