#include "model/city/alias.hpp"

#include <stdexcept>

namespace salus::model {

void make_alias(std::span<const double> weights, std::span<AliasBucket> out) {
  double sum = 0.0;
  for (const double w : weights) {
    if (!(w >= 0.0)) throw std::invalid_argument("a weight of a distribution must not be negative");
    sum += w;
  }
  if (!(sum > 0.0) || out.size() != weights.size())
    throw std::invalid_argument("a distribution needs a positive weight, and its table one bucket a weight");
  const auto buckets = static_cast<double>(weights.size());
  std::vector<double> scaled;
  std::vector<std::uint32_t> small;
  std::vector<std::uint32_t> large;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    scaled.push_back(weights[i] / sum * buckets);
    (scaled[i] < 1.0 ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const std::uint32_t s = small.back();
    const std::uint32_t l = large.back();
    small.pop_back();
    out[s] = {static_cast<std::uint32_t>(scaled[s] * 0x1p32), l};
    scaled[l] -= 1.0 - scaled[s];
    if (scaled[l] < 1.0) {
      large.pop_back();
      small.push_back(l);
    }
  }
  // What is left is 1 up to rounding.
  for (const auto* rest : {&small, &large})
    for (const std::uint32_t i : *rest) out[i] = {0xFFFFFFFFu, i};
}

}  // namespace salus::model
