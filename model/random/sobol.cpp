#include "model/random/sobol.hpp"

#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

using Directions = std::array<std::array<std::uint32_t, 32>, sobol_dimensions>;

/// A primitive polynomial over two elements, and the first direction numbers: a row of the published table.
struct Start {
  std::uint32_t degree;
  std::uint32_t coefficients;  ///< those between the first and the last, which are 1
  std::array<std::uint32_t, 8> numbers;
};

constexpr auto starts = std::to_array<Start>({
    {1, 0, {1}},
    {2, 1, {1, 3}},
    {3, 1, {1, 3, 1}},
    {3, 2, {1, 1, 1}},
    {4, 1, {1, 1, 3, 3}},
    {4, 4, {1, 3, 5, 13}},
    {5, 2, {1, 1, 5, 5, 17}},
    {5, 4, {1, 1, 5, 5, 5}},
    {5, 7, {1, 1, 7, 11, 19}},
    {5, 11, {1, 1, 5, 1, 1}},
    {5, 13, {1, 1, 1, 3, 11}},
    {5, 14, {1, 3, 5, 5, 31}},
    {6, 1, {1, 3, 3, 9, 7, 49}},
    {6, 13, {1, 1, 1, 15, 21, 21}},
    {6, 16, {1, 3, 1, 13, 27, 49}},
    {6, 19, {1, 1, 1, 15, 7, 5}},
    {6, 22, {1, 3, 1, 15, 13, 25}},
    {6, 25, {1, 1, 5, 5, 19, 61}},
    {7, 1, {1, 3, 7, 11, 23, 15, 103}},
    {7, 4, {1, 3, 7, 13, 13, 15, 69}},
    {7, 7, {1, 1, 3, 13, 7, 35, 63}},
    {7, 8, {1, 3, 5, 9, 1, 25, 53}},
    {7, 14, {1, 3, 1, 13, 9, 35, 107}},
    {7, 19, {1, 3, 1, 5, 27, 61, 31}},
    {7, 21, {1, 1, 5, 11, 19, 41, 61}},
    {7, 28, {1, 3, 5, 3, 3, 13, 69}},
    {7, 31, {1, 1, 7, 13, 1, 19, 1}},
    {7, 32, {1, 3, 7, 5, 13, 19, 59}},
    {7, 37, {1, 1, 3, 9, 25, 29, 41}},
    {7, 41, {1, 3, 5, 13, 23, 1, 55}},
    {7, 42, {1, 3, 7, 3, 13, 59, 17}},
    {7, 50, {1, 3, 1, 3, 5, 53, 69}},
    {7, 55, {1, 1, 5, 5, 23, 33, 13}},
    {7, 56, {1, 1, 7, 7, 1, 61, 123}},
    {7, 59, {1, 1, 7, 9, 13, 61, 49}},
    {7, 62, {1, 3, 3, 5, 3, 55, 33}},
    {8, 14, {1, 3, 1, 15, 31, 13, 49, 245}},
    {8, 21, {1, 3, 5, 15, 31, 59, 63, 97}},
    {8, 22, {1, 3, 1, 11, 11, 11, 77, 249}},
});
static_assert(starts.size() + 1 == sobol_dimensions);

constexpr Directions made() {
  Directions all{};
  for (std::uint32_t i = 0; i < 32; ++i) all[0][i] = 0x80000000u >> i;
  for (std::uint32_t d = 1; d < sobol_dimensions; ++d) {
    const auto& [degree, coefficients, numbers] = starts[d - 1];
    auto& direction = all[d];
    for (std::uint32_t i = 0; i < 32; ++i) {
      if (i < degree) {
        direction[i] = numbers[i] << (31 - i);
        continue;
      }
      direction[i] = direction[i - degree] ^ (direction[i - degree] >> degree);
      for (std::uint32_t k = 1; k < degree; ++k)
        if (coefficients >> (degree - 1 - k) & 1u) direction[i] ^= direction[i - k];
    }
  }
  return all;
}

constexpr Directions directions = made();

/// A block of Philox holds the coins of a tree of so many levels.
constexpr std::uint32_t levels_a_block = 7;

}  // namespace

const Directions& sobol_directions() { return directions; }

std::uint32_t sobol(std::uint32_t index, std::uint32_t dimension) {
  std::uint32_t digits = 0;
  for (std::uint32_t i = 0; i < 32; ++i)
    if (index >> i & 1u) digits ^= directions[dimension][i];
  return digits;
}

std::uint32_t scrambled(std::uint32_t digits, RandomKey key, std::uint32_t entity) {
  std::uint32_t flips = 0;
  for (std::uint32_t depth = 0; depth < 32; depth += levels_a_block) {
    const std::uint32_t before = depth == 0 ? 0 : digits >> (32 - depth);
    const auto coins = philox(key, {entity, depth, purpose::scrambling, before});
    std::uint32_t node = 1;  // of a binary tree in one row: 2 node and 2 node + 1 hang on node
    for (std::uint32_t at = depth; at < 32 && at < depth + levels_a_block; ++at) {
      const std::uint32_t coin = coins[node / 32] >> (node % 32) & 1u;
      flips |= coin << (31 - at);
      node = 2 * node + (digits >> (31 - at) & 1u);
    }
  }
  return digits ^ flips;
}

}  // namespace salus::model
