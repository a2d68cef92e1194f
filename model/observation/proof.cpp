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

double detectable_fall(double base_count, double end_count, double extra_sd) {
  return 1.0 - exponential(-level_plus_power * std::sqrt(1.0 / base_count + 1.0 / end_count + extra_sd * extra_sd));
}

double interviews_needed(double prevalence, double design_effect, double fall) {
  const double end = prevalence * (1.0 - fall);
  const double distance = logarithm(1.0 - fall) / level_plus_power;
  return design_effect * ((1.0 - prevalence) / prevalence + (1.0 - end) / end) / (distance * distance);
}

}  // namespace salus::model
