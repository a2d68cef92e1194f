#pragma once
/// Whom or what a measure is aimed at in a city that runs as agents.
#include <cstdint>

#include "model/core/enumeration.hpp"

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
inline constexpr auto measure_target_names = enumerator_names<MeasureTarget>;
/// How targets are named: by what is known of the year before, or any of the kind.
enum class Targeting : std::uint8_t { best, random };
inline constexpr auto targeting_names = enumerator_names<Targeting>;
inline constexpr bool aims_at_cells(MeasureTarget t) {
  return t == MeasureTarget::hot_cells || t == MeasureTarget::dark_cells || t == MeasureTarget::all_cells ||
         t == MeasureTarget::bars;
}
/// Works while it is dark: lighting, and what happens about bars.
inline constexpr bool at_night_only(MeasureTarget t) {
  return t == MeasureTarget::dark_cells || t == MeasureTarget::bars;
}

}  // namespace salus::model
