#include "model/run/quantiles.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "model/run/targets.hpp"

namespace salus::model {
namespace {

/// Order-preserving bijection from floats to unsigned integers (negative numbers reversed).
std::uint32_t key_of(Single value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  return bits ^ ((bits >> 31) ? 0xFFFFFFFFu : 0x80000000u);
}

double value_of(std::uint32_t key) { return std::bit_cast<Single>(key ^ ((key >> 31) ? 0x80000000u : 0xFFFFFFFFu)); }

/// Radix sort by 11-bit digits: three passes, no branches that depend on the data.
void radix_sort(std::vector<std::uint32_t>& keys, std::vector<std::uint32_t>& other) {
  constexpr std::size_t digits = 2048;
  std::array<std::array<std::uint32_t, digits>, 3> counts{};
  for (const std::uint32_t k : keys) {
    ++counts[0][k & 2047];
    ++counts[1][k >> 11 & 2047];
    ++counts[2][k >> 22];
  }
  other.resize(keys.size());
  for (unsigned pass = 0; pass < 3; ++pass) {
    std::uint32_t sum = 0;
    for (auto& count : counts[pass]) sum += std::exchange(count, sum);
    for (const std::uint32_t k : keys) other[counts[pass][k >> (11 * pass) & 2047]++] = k;
    keys.swap(other);
  }
}

}  // namespace

void write_quantiles(std::span<const Single> values, std::span<Single> out, SortScratch& scratch) {
  scratch.keys.clear();
  for (const Single value : values)
    if (!std::isnan(value)) scratch.keys.push_back(key_of(value));
  const std::uint32_t m = positions_in<DrawIndex>(scratch.keys).count();
  if (m == 0) {
    std::fill(out.begin(), out.end(), std::numeric_limits<double>::quiet_NaN());
    return;
  }
  if (m < 256) std::sort(scratch.keys.begin(), scratch.keys.end());
  else radix_sort(scratch.keys, scratch.other);
  for (const auto q : every<QuantileIndex>) {
    const double at = quantile_levels[q] * (m - 1);
    const auto below = static_cast<std::uint32_t>(at);
    const double low = value_of(scratch.keys[below]);
    const double high = value_of(scratch.keys[std::min(below + 1, m - 1)]);
    out[q] = low + (at - below) * (high - low);
  }
}

}  // namespace salus::model
