#pragma once
/// Sobol's sequence, scrambled: points that fill the unit cube more evenly than random ones do, each of them uniform.
#include <array>
#include <cstdint>

#include "model/random/philox.hpp"

namespace salus::model {

inline constexpr std::uint32_t sobol_dimensions = 40;

/// Direction numbers of each dimension, the most significant binary digit first: Joe, Kuo 2008,
/// doi:10.1137/070709359, table new-joe-kuo-6.21201; the first dimension is van der Corput's sequence.
const std::array<std::array<std::uint32_t, 32>, sobol_dimensions>& sobol_directions();

/// Binary digits of a coordinate of point `index`, in the natural order of the sequence.
/// @pre dimension < sobol_dimensions
std::uint32_t sobol(std::uint32_t index, std::uint32_t dimension);

/// Nested uniform scrambling (Owen 1995, doi:10.1007/978-1-4612-2552-2_19): each digit is flipped by a coin that
/// depends on all digits before it, a bit of Philox at (`entity`, depth, purpose, the digits before). Under a random
/// key the point is uniform, and of 2^k points of a Sobol coordinate one falls into each interval of length 2^-k.
std::uint32_t scrambled(std::uint32_t digits, RandomKey key, std::uint32_t entity);

}  // namespace salus::model
