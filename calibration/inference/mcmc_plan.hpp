#pragma once
/// How long Markov chains are.
#include <cstddef>
#include <cstdint>

namespace salus::calibration {

struct McmcPlan {
  std::size_t chains = 4;
  std::size_t warm_up = 2000;  ///< iterations a chain while scale and covariance adapt; not kept
  std::size_t draws = 2000;    ///< kept, a chain
  std::uint64_t seed = 1;
};

}  // namespace salus::calibration
