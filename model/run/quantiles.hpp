#pragma once
/// Quantiles of single-precision samples.
#include <cstdint>
#include <span>
#include <vector>

#include "model/core/grid.hpp"

namespace salus::model {

/// Reusable memory for sorting; one a thread.
struct SortScratch {
  std::vector<std::uint32_t> keys;
  std::vector<std::uint32_t> other;
};

/// Writes the `quantile_levels` of the values to `out`, which holds as many; NaN values are left out; all NaN where
/// nothing is left. Linear interpolation between order statistics (Hyndman and Fan 1996, type 7), in double, rounded
/// once.
void write_quantiles(std::span<const Single> values, std::span<Single> out, SortScratch& scratch);

}  // namespace salus::model
