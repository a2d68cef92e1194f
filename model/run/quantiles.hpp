#pragma once
/// Quantiles of single-precision samples.
#include <cstddef>
#include <cstdint>
#include <vector>

namespace salus::model {

/// Reusable memory for sorting; one a thread.
struct SortScratch {
  std::vector<std::uint32_t> keys;
  std::vector<std::uint32_t> other;
};

/// Writes the `quantile_levels` of `n` values to `out` (23 floats); NaN values are left out; all NaN where nothing is
/// left. Linear interpolation between order statistics (Hyndman and Fan 1996, type 7), in double, rounded once.
void write_quantiles(const float* values, std::size_t n, float* out, SortScratch& scratch);

}  // namespace salus::model
