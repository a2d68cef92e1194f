#pragma once
/// Whom or what a measure is aimed at in a city that runs as agents.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace salus::model {

/// `none`: the city layer has no target for it. `dark_cells`: hot ones without light first. `bars`: cells with a place
/// that sells drink.
enum class MeasureTarget : std::uint8_t {
  none,
  hot_cells,
  dark_cells,
  all_cells,
  risky_persons,
  youth,
  couples,
  households,
  carriers,
  bars
};
inline constexpr std::size_t measure_target_count = 10;
inline constexpr std::array<std::string_view, measure_target_count> measure_target_names{
    "none",  "hot_cells", "dark_cells", "all_cells", "risky_persons",
    "youth", "couples",   "households", "carriers",  "bars"};
/// How targets are named: by what is known of the year before, or any of the kind.
enum class Targeting : std::uint8_t { best, random };
inline constexpr std::array<std::string_view, 2> targeting_names{"best", "random"};
inline constexpr bool aims_at_cells(MeasureTarget t) {
  return t == MeasureTarget::hot_cells || t == MeasureTarget::dark_cells || t == MeasureTarget::all_cells ||
         t == MeasureTarget::bars;
}
/// Works while it is dark: lighting, and what happens about bars.
inline constexpr bool at_night_only(MeasureTarget t) {
  return t == MeasureTarget::dark_cells || t == MeasureTarget::bars;
}

}  // namespace salus::model
