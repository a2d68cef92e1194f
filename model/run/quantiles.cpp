#include "model/run/quantiles.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

#include "model/run/results.hpp"

namespace salus::model {
namespace {

/// Order-preserving bijection from floats to unsigned integers (negative numbers reversed).
std::uint32_t key_of(float value) {
  std::uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits ^ ((bits >> 31) ? 0xFFFFFFFFu : 0x80000000u);
}

float value_of(std::uint32_t key) {
  const std::uint32_t bits = key ^ ((key >> 31) ? 0x80000000u : 0xFFFFFFFFu);
  float value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

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

void write_quantiles(const float* values, std::size_t n, float* out, SortScratch& scratch) {
  scratch.keys.clear();
  for (std::size_t i = 0; i < n; ++i)
    if (!std::isnan(values[i])) scratch.keys.push_back(key_of(values[i]));
  const std::size_t m = scratch.keys.size();
  if (m == 0) {
    std::fill(out, out + quantile_levels.size(), std::numeric_limits<float>::quiet_NaN());
    return;
  }
  if (m < 256) std::sort(scratch.keys.begin(), scratch.keys.end());
  else radix_sort(scratch.keys, scratch.other);
  for (std::size_t q = 0; q < quantile_levels.size(); ++q) {
    const double at = quantile_levels[q] * static_cast<double>(m - 1);
    const auto below = static_cast<std::size_t>(at);
    const double low = static_cast<double>(value_of(scratch.keys[below]));
    const double high = static_cast<double>(value_of(scratch.keys[std::min(below + 1, m - 1)]));
    out[q] = static_cast<float>(low + (at - static_cast<double>(below)) * (high - low));
  }
}

}  // namespace salus::model
