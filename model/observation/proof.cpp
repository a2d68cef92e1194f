#include "model/observation/proof.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/elementary.hpp"

namespace salus::model {
namespace {

constexpr double level_plus_power = 1.6448536269514722 + 0.8416212335729143;  // one-sided 5 %, power 80 %

}  // namespace

std::vector<bool> proven_falls(const std::vector<double>& z, double rate) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < z.size(); ++i)
    if (!std::isnan(z[i])) order.push_back(i);
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return z[a] != z[b] ? z[a] > z[b] : a < b; });
  std::size_t proven = 0;
  const auto m = static_cast<double>(order.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    if (z[order[i]] >= -normal_quantile(rate * static_cast<double>(i + 1) / m)) proven = i + 1;
  std::vector<bool> result(z.size(), false);
  for (std::size_t i = 0; i < proven; ++i) result[order[i]] = true;
  return result;
}

RelativeFall detectable_fall(const ExpectedCounts& counts, double extra_sd) {
  const double variance = 1.0 / counts.base.value() + 1.0 / counts.end.value() + extra_sd * extra_sd;
  return RelativeFall(1.0 - exponential(-level_plus_power * std::sqrt(variance)));
}

Interviews interviews_needed(Probability prevalence, double design_effect, RelativeFall fall) {
  const double kept = 1.0 - fall.value();
  const Probability end = prevalence * kept;
  const double distance = logarithm(kept) / level_plus_power;
  return Interviews(design_effect * (complement(prevalence) / prevalence + complement(end) / end) /
                    (distance * distance));
}

}  // namespace salus::model
