#pragma once
/// Walker's alias table: a draw from any finite distribution with one lookup.
/// Walker 1977, ACM Trans. Math. Softw. 3:253-256, doi:10.1145/355744.355749; built as in Vose 1991,
/// doi:10.1109/32.92917.
#include <cstdint>
#include <span>
#include <vector>

namespace salus::model {

/// One bucket: keep the bucket where the 32 bits lie below `keep`, else take `other`.
struct AliasBucket {
  std::uint32_t keep = 0;
  std::uint32_t other = 0;
};

/// Fills `out` (as long as `weights`) from weights >= 0 with a positive sum. Probabilities are exact to 2^-32.
void make_alias(std::span<const double> weights, std::span<AliasBucket> out);

/// Index of a draw from two independent 32-bit words.
inline std::uint32_t alias_draw(std::span<const AliasBucket> table, std::uint32_t which, std::uint32_t keep) {
  std::uint64_t scaled = which;
  scaled *= table.size();
  const auto bucket = static_cast<std::uint32_t>(scaled >> 32);
  return keep < table[bucket].keep ? bucket : table[bucket].other;
}

}  // namespace salus::model
