#pragma once
/// Random numbers of what all countries share in a draw, layout v2: a pure function of (seed, draw; what it is for).
#include <array>

#include "model/random/philox.hpp"
#include "model/random/sobol.hpp"

namespace salus::model {

/// How many independent scrambles of Sobol's sequence the draws of a run take turns in: draw d is point d / scrambles
/// of scramble d % scrambles, which visits its points in an order of its own. So the two of a pick-freeze pair are
/// independent, and the spread between scrambles tells the Monte Carlo error.
inline constexpr std::uint32_t scrambles = 16;

class PooledNumbers {
 public:
  PooledNumbers() = default;
  /// Of a draw of an ensemble.
  PooledNumbers(std::uint64_t seed, std::uint32_t draw);
  /// Philox throughout.
  PooledNumbers(RandomKey key) : key_(key) {}

  /// In (0, 1): a coordinate of the draw's point for the leading dimensions, else a word of Philox.
  double uniform(DrawId id) const;
  double standard_normal(DrawId id) const;
  double standard_exponential(DrawId id) const;
  /// Of everything else in the draw.
  RandomKey key() const { return key_; }

 private:
  RandomKey key_;
  bool ensemble_ = false;
  std::array<std::uint32_t, sobol_dimensions> point_{};  ///< binary digits of each coordinate
};

}  // namespace salus::model
