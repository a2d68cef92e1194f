#pragma once
/// Which pooled numbers of a draw are taken from the dimensions of Sobol's sequence.
#include <array>
#include <optional>
#include <string_view>

#include "model/core/ids.hpp"
#include "model/random/philox.hpp"
#include "model/random/sobol.hpp"

namespace salus::model {

/// What each dimension is, by what its random number is drawn for: never by a position in a list that a scenario or a
/// table could change. `model/parameters/README.md` says how they were chosen. Empty: not taken yet.
const std::array<std::optional<DrawId>, sobol_dimensions>& leading_dimensions();

/// Entity of a budget item in a drawn split.
constexpr std::uint32_t split_number(std::string_view item, bool local) {
  return stable_number(item, stable_number({}) ^ (local ? 1u : 0u));
}

/// Of an unknown that countries share of a crime type's level (`TypeLevel::common`).
inline constexpr std::uint32_t unknowns_of_a_level = 16;
DrawId common_level(CrimeType type, std::uint32_t unknown);

/// Which dimension a number is, if any.
std::optional<std::uint32_t> leading_dimension(DrawId id);

}  // namespace salus::model
