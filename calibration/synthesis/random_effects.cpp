#include "calibration/synthesis/random_effects.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "model/core/elementary.hpp"

namespace salus::calibration {
namespace {

/// Sums over trials, each weighted by 1 / (tau2 + its variance).
struct Weighted {
  double weight = 0.0;
  double weight2 = 0.0;
  double weight3 = 0.0;
  double mean = 0.0;
  double q = 0.0;   ///< weighted sum of squares around the mean
  double q2 = 0.0;  ///< the same by squared weights
};

Weighted weighted(std::span<const double> estimates, std::span<const double> errors, double tau2) {
  Weighted sums;
  const auto weight = [&](std::size_t i) { return 1.0 / (tau2 + errors[i] * errors[i]); };
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    const double w = weight(i);
    sums.weight += w;
    sums.weight2 += w * w;
    sums.weight3 += w * w * w;
    sums.mean += w * estimates[i];
  }
  sums.mean /= sums.weight;
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    const double w = weight(i);
    const double square = (estimates[i] - sums.mean) * (estimates[i] - sums.mean);
    sums.q += w * square;
    sums.q2 += w * w * square;
  }
  return sums;
}

constexpr int steps = 200;  ///< of halving: an interval of 1e6 is then below the last bit

/// Where a falling function passes 0; 0 where it never does above 0.
template <class Function>
double root_of_falling(Function function) {
  if (function(0.0) <= 0.0) return 0.0;
  double low = 0.0;
  double high = 1.0;
  while (function(high) > 0.0 && high < 1e12) high *= 2.0;
  for (int i = 0; i < steps; ++i) {
    const double middle = 0.5 * (low + high);
    (function(middle) > 0.0 ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

double der_simonian_laird(std::span<const double> estimates, std::span<const double> errors, double freedom) {
  const auto at = weighted(estimates, errors, 0.0);
  return std::max(0.0, (at.q - freedom) / (at.weight - at.weight2 / at.weight));
}

double paule_mandel(std::span<const double> estimates, std::span<const double> errors, double freedom) {
  return root_of_falling([&](double tau2) { return weighted(estimates, errors, tau2).q - freedom; });
}

/// The restricted log likelihood.
double restricted(std::span<const double> estimates, std::span<const double> errors, double tau2) {
  const auto at = weighted(estimates, errors, tau2);
  double sum = -0.5 * at.q - 0.5 * model::logarithm(at.weight);
  for (const double s : errors) sum -= 0.5 * model::logarithm(tau2 + s * s);
  return sum;
}

/// Its slope, 0 at the estimate.
double restricted_slope(std::span<const double> estimates, std::span<const double> errors, double tau2) {
  const auto at = weighted(estimates, errors, tau2);
  return 0.5 * (at.q2 - at.weight + at.weight2 / at.weight);
}

/// The likelihood may have several tops: the highest point of a grid that is finer towards 0, then its slope's root.
double reml(std::span<const double> estimates, std::span<const double> errors) {
  double widest = 0.0;
  for (const double y : estimates) widest = std::max(widest, std::abs(y - estimates.front()));
  constexpr int points = 60;
  const auto grid = [&](int i) {
    const double share = i / double{points};
    return 2.0 * widest * widest * share * share * share;
  };
  int best = 0;
  double most = restricted(estimates, errors, 0.0);
  for (int i = 1; i <= points; ++i)
    if (const double value = restricted(estimates, errors, grid(i)); value > most) {
      most = value;
      best = i;
    }
  double low = grid(std::max(0, best - 1));
  double high = grid(std::min(points, best + 1));
  if (best == 0 && restricted_slope(estimates, errors, 0.0) <= 0.0) return 0.0;
  for (int i = 0; i < steps; ++i) {
    const double middle = 0.5 * (low + high);
    (restricted_slope(estimates, errors, middle) > 0.0 ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace

RandomEffects random_effects(std::span<const double> estimates, std::span<const double> errors, BetweenVariance method,
                             MeanError error) {
  if (estimates.empty() || estimates.size() != errors.size())
    throw std::invalid_argument("random effects need as many standard errors as estimates, and one at least");
  for (const double s : errors)
    if (!(s > 0.0) || !std::isfinite(s)) throw std::invalid_argument("a standard error must be above 0 and finite");
  RandomEffects out;
  if (estimates.size() == 1) return {estimates[0], errors[0], 0.0, 0.0};
  double freedom = -1.0;
  for (std::size_t i = 0; i < estimates.size(); ++i) freedom += 1.0;
  switch (method) {
    case BetweenVariance::der_simonian_laird:
      out.tau2 = der_simonian_laird(estimates, errors, freedom);
      break;
    case BetweenVariance::paule_mandel:
      out.tau2 = paule_mandel(estimates, errors, freedom);
      break;
    case BetweenVariance::reml:
      out.tau2 = reml(estimates, errors);
      break;
  }
  const auto at = weighted(estimates, errors, out.tau2);
  out.mean = at.mean;
  out.standard_error = std::sqrt((error == MeanError::hartung_knapp ? at.q / freedom : 1.0) / at.weight);
  out.q = weighted(estimates, errors, 0.0).q;
  return out;
}

}  // namespace salus::calibration
