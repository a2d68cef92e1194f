#include "model/random/sampler.hpp"

#include <cmath>
#include <stdexcept>

#include "model/core/elementary.hpp"

namespace salus::model {
namespace {

/// Inversion outward from the mode: walks to the likelier neighbour first, subtracting probabilities from u until it is
/// used up. `up(k)` is pmf(k + 1) / pmf(k), `down(k)` is pmf(k - 1) / pmf(k); both 0 where there is nothing further.
template <class Up, class Down>
std::int64_t from_mode(double u, std::int64_t mode, double pmf_at_mode, Up up, Down down) {
  std::int64_t above = mode;
  std::int64_t below = mode;
  double p_above = pmf_at_mode;
  double p_below = pmf_at_mode;
  u -= pmf_at_mode;
  double next_above = p_above * up(above);
  double next_below = p_below * down(below);
  while (u > 0.0) {
    if (next_above <= 0.0 && next_below <= 0.0) return mode;  // rounding left a sliver of u: at most 2^-50 of the law
    if (next_above >= next_below) {
      ++above;
      if ((u -= next_above) <= 0.0) return above;
      next_above *= up(above);
    } else {
      --below;
      if ((u -= next_below) <= 0.0) return below;
      next_below *= down(below);
    }
  }
  return mode;
}

}  // namespace

double standard_normal(RandomKey key, DrawId id) { return normal_quantile(uniform(key, id)); }
double standard_exponential(RandomKey key, DrawId id) { return -logarithm(uniform(key, id)); }

std::uint64_t uniform_below(RandomKey key, DrawId id, std::uint64_t n) {
  if (n == 0) throw std::invalid_argument("uniform_below needs n > 0");
  const auto w = philox(key, id);
  const std::uint64_t bits = static_cast<std::uint64_t>(w[0]) << 32 | w[1];
  // High word of bits * n, by 32-bit halves.
  const std::uint64_t a = bits >> 32;
  const std::uint64_t b = bits & 0xFFFFFFFFu;
  const std::uint64_t c = n >> 32;
  const std::uint64_t d = n & 0xFFFFFFFFu;
  const std::uint64_t low = b * d;
  const std::uint64_t mid1 = a * d + (low >> 32);
  const std::uint64_t mid2 = b * c + (mid1 & 0xFFFFFFFFu);
  return a * c + (mid1 >> 32) + (mid2 >> 32);
}

double log_factorial(std::int64_t n) {
  if (n < 0) throw std::invalid_argument("log_factorial needs n >= 0");
  if (n < 16) {
    double product = 1.0;
    for (std::int64_t i = 2; i <= n; ++i) product *= static_cast<double>(i);
    return logarithm(product);
  }
  const double x = static_cast<double>(n) + 1.0;
  const double y = 1.0 / (x * x);
  const double series =
      (1.0 / 12.0 - y * (1.0 / 360.0 - y * (1.0 / 1260.0 - y * (1.0 / 1680.0 - y * (1.0 / 1188.0))))) / x;
  return (x - 0.5) * logarithm(x) - x + 0.91893853320467274178 + series;
}

std::int64_t poisson(RandomKey key, DrawId id, double mean) {
  if (!(mean >= 0.0 && mean <= 1e12)) throw std::invalid_argument("the mean of a Poisson draw must lie in [0, 1e12]");
  if (mean == 0.0) return 0;
  const auto mode = static_cast<std::int64_t>(mean);
  const double pmf = exponential(static_cast<double>(mode) * logarithm(mean) - mean - log_factorial(mode));
  return from_mode(
      uniform(key, id), mode, pmf, [&](std::int64_t k) { return mean / static_cast<double>(k + 1); },
      [&](std::int64_t k) { return static_cast<double>(k) / mean; });
}

std::int64_t binomial(RandomKey key, DrawId id, std::int64_t n, double p) {
  if (n < 0 || n > (std::int64_t{1} << 53) || !(p >= 0.0 && p <= 1.0))
    throw std::invalid_argument("a binomial draw needs n in [0, 2^53] and p in [0, 1]");
  if (n == 0 || p == 0.0) return 0;
  if (p == 1.0) return n;
  const double odds = p / (1.0 - p);
  const double size = static_cast<double>(n);
  const auto mode = std::min(n, static_cast<std::int64_t>((size + 1.0) * p));
  const double m = static_cast<double>(mode);
  const double pmf = exponential(log_factorial(n) - log_factorial(mode) - log_factorial(n - mode) + m * logarithm(p) +
                                 (size - m) * logarithm(1.0 - p));
  return from_mode(
      uniform(key, id), mode, pmf,
      [&](std::int64_t k) { return odds * static_cast<double>(n - k) / static_cast<double>(k + 1); },
      [&](std::int64_t k) { return static_cast<double>(k) / (static_cast<double>(n - k + 1) * odds); });
}

}  // namespace salus::model
