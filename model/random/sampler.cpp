#include "model/random/sampler.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "model/core/elementary.hpp"

namespace salus::model {
namespace {

/// Inversion outward from the mode: walks to the likelier neighbour first, subtracting probabilities from u until it is
/// used up. `up(k)` is pmf(k + 1) / pmf(k), `down(k)` is pmf(k - 1) / pmf(k); both 0 where there is nothing further.
/// Counts are whole numbers below 2^53.
template <class Up, class Down>
std::int64_t from_mode(double u, double mode, double pmf_at_mode, Up up, Down down) {
  double reached = mode;  // at once, or where rounding left a sliver of u: at most 2^-50 of the law
  double above = mode;
  double below = mode;
  u -= pmf_at_mode;
  double next_above = pmf_at_mode * up(above);
  double next_below = pmf_at_mode * down(below);
  while (u > 0.0 && (next_above > 0.0 || next_below > 0.0)) {
    if (next_above >= next_below) {
      above += 1.0;
      u -= next_above;
      if (u <= 0.0) reached = above;
      next_above *= up(above);
    } else {
      below -= 1.0;
      u -= next_below;
      if (u <= 0.0) reached = below;
      next_below *= down(below);
    }
  }
  return static_cast<std::int64_t>(reached);
}

/// log(n!) of a whole number.
double log_factorial_of(double n) {
  if (n < 16.0) {
    double product = 1.0;
    for (double i = 2.0; i <= n; i += 1.0) product *= i;
    return logarithm(product);
  }
  const double x = n + 1.0;
  const double y = 1.0 / (x * x);
  const double series =
      (1.0 / 12.0 - y * (1.0 / 360.0 - y * (1.0 / 1260.0 - y * (1.0 / 1680.0 - y * (1.0 / 1188.0))))) / x;
  return (x - 0.5) * logarithm(x) - x + 0.91893853320467274178 + series;
}

}  // namespace

double standard_normal(RandomKey key, DrawId id) { return normal_quantile(uniform(key, id)); }
double standard_exponential(RandomKey key, DrawId id) { return -logarithm(uniform(key, id)); }

std::uint64_t uniform_below(RandomKey key, DrawId id, std::uint64_t n) {
  if (n == 0) throw std::invalid_argument("uniform_below needs n > 0");
  const auto w = philox(key, id);
  // High word of the draw's 64 bits times n, by 32-bit halves.
  const std::uint64_t a = w[0];
  const std::uint64_t b = w[1];
  const std::uint64_t c = n >> 32;
  const std::uint64_t d = n & 0xFFFFFFFFu;
  const std::uint64_t low = b * d;
  const std::uint64_t mid1 = a * d + (low >> 32);
  const std::uint64_t mid2 = b * c + (mid1 & 0xFFFFFFFFu);
  return a * c + (mid1 >> 32) + (mid2 >> 32);
}

double log_factorial(std::int64_t n) {
  if (n < 0) throw std::invalid_argument("log_factorial needs n >= 0");
  return log_factorial_of(static_cast<double>(n));
}

std::int64_t poisson(RandomKey key, DrawId id, double mean) {
  if (!(mean >= 0.0 && mean <= 1e12)) throw std::invalid_argument("the mean of a Poisson draw must lie in [0, 1e12]");
  if (mean == 0.0) return 0;
  const double mode = std::floor(mean);
  const double pmf = exponential(mode * logarithm(mean) - mean - log_factorial_of(mode));
  return from_mode(
      uniform(key, id), mode, pmf, [&](double k) { return mean / (k + 1.0); }, [&](double k) { return k / mean; });
}

std::int64_t binomial(RandomKey key, DrawId id, std::int64_t n, double p) {
  if (n < 0 || n > (std::int64_t{1} << 53) || !(p >= 0.0 && p <= 1.0))
    throw std::invalid_argument("a binomial draw needs n in [0, 2^53] and p in [0, 1]");
  if (n == 0 || p == 0.0) return 0;
  if (p == 1.0) return n;
  const double odds = p / (1.0 - p);
  const auto size = static_cast<double>(n);
  const double mode = std::min(size, std::floor((size + 1.0) * p));
  const double pmf = exponential(log_factorial_of(size) - log_factorial_of(mode) - log_factorial_of(size - mode) +
                                 mode * logarithm(p) + (size - mode) * logarithm(1.0 - p));
  return from_mode(
      uniform(key, id), mode, pmf, [&](double k) { return odds * (size - k) / (k + 1.0); },
      [&](double k) { return k / ((size - k + 1.0) * odds); });
}

}  // namespace salus::model
