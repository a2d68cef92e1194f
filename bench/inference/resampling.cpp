#include "bench/inference/resampling.hpp"

#include <cmath>
#include <numeric>
#include <stdexcept>

namespace salus::inference {

std::vector<std::size_t> systematic_resample(std::span<const double> weights, std::size_t n, double u) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (!(sum > 0.0) || !std::isfinite(sum)) throw std::invalid_argument("weights must have a positive, finite sum");
  std::vector<std::size_t> ancestors(n);
  std::size_t a = 0;
  double below = weights[0];  // w_0 + ... + w_a
  for (std::size_t i = 0; i < n; ++i) {
    const double target = (static_cast<double>(i) + u) / static_cast<double>(n) * sum;
    while (below <= target && a + 1 < weights.size()) below += weights[++a];
    ancestors[i] = a;
  }
  return ancestors;
}

}  // namespace salus::inference
