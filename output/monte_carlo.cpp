#include "output/monte_carlo.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/core/statistics.hpp"
#include "model/parameters/pooled_numbers.hpp"

namespace salus::output {
namespace {

constexpr double weight_of_independence = 16.0;
constexpr double least_draws_a_scramble = 4.0;
/// To either side of a level, in standard errors: nearer by, too few draws tell how far quantiles lie apart.
constexpr double span_of_slope = 3.0;

}  // namespace

Estimate mean_estimate(const std::vector<double>& by_draw) {
  struct Sum {
    double values = 0.0;
    double n = 0.0;
  };
  std::array<Sum, model::scrambles> scrambles{};
  Sum all;
  for (std::size_t d = 0; d < by_draw.size(); ++d) {
    if (std::isnan(by_draw[d])) continue;
    Sum& own = scrambles[d % model::scrambles];
    own.values += by_draw[d];
    own.n += 1.0;
    all.values += by_draw[d];
    all.n += 1.0;
  }
  const double mean = all.values / all.n;
  if (!(all.n >= 2.0)) return {mean, unknown};
  double freedom = model::scrambles - 1.0;
  double between = 0.0;  // estimates the variance of the mean over independent scrambles
  for (const Sum& own : scrambles) {
    if (own.n < least_draws_a_scramble) freedom = 0.0;
    const double deviation = (own.values - mean * own.n) / all.n;
    between += deviation * deviation * model::scrambles / (model::scrambles - 1.0);
  }
  double independent = 0.0;
  for (const double v : by_draw)
    if (!std::isnan(v)) independent += (v - mean) * (v - mean) / (all.n * (all.n - 1.0));
  return {mean,
          std::sqrt((freedom * between + weight_of_independence * independent) / (freedom + weight_of_independence))};
}

double rounded_by(double error, double value) {
  if (value == 0.0) return 0.0;  // without a sign
  if (!(error > 0.0) || !std::isfinite(error) || !std::isfinite(value)) return value;
  const double power = std::floor(std::log10(std::min(2.0 * error, std::abs(value))));
  const double unit = std::pow(10.0, std::abs(power));  // a whole number, so that tenths come out as they are written
  return power < 0.0 ? std::round(value * unit) / unit : std::round(value / unit) * unit;
}

MeanOfDraws mean_of_draws(const std::vector<double>& by_draw) {
  const Estimate mean = mean_estimate(by_draw);
  return {.mean = mean.value, .error = mean.error, .largest_share = largest_draw_share(by_draw)};
}

Estimate quantile_estimate(const std::vector<double>& by_draw, double level) {
  std::vector<double> sorted = by_draw;
  std::erase_if(sorted, [](double v) { return std::isnan(v); });
  if (sorted.empty()) return {unknown, unknown};
  std::sort(sorted.begin(), sorted.end());
  const double value = model::quantile(sorted, level);
  // Draws at the value itself count by half, so that a figure that many draws share is no draw's accident.
  std::vector<double> below;
  below.reserve(by_draw.size());
  for (const double v : by_draw) below.push_back(std::isnan(v) ? unknown : v < value ? 1.0 : v > value ? 0.0 : 0.5);
  const double share_error = mean_estimate(below).error;
  if (std::isnan(share_error)) return {value, unknown};
  if (std::isinf(value)) return {value, unknown};
  if (share_error == 0.0) return {value, 0.0};
  const double below_level = std::max(0.0, level - span_of_slope * share_error);
  const double above_level = std::min(1.0, level + span_of_slope * share_error);
  const double apart = model::quantile(sorted, above_level) - model::quantile(sorted, below_level);
  return {value, share_error * apart / (above_level - below_level)};
}

Estimate ratio_of_means(const std::vector<double>& one, const std::vector<double>& other) {
  const auto both = paired(one, other, [](double, double b) { return b; });
  const double whole = mean_of(both);
  if (!(whole > 0.0)) return {unknown, unknown};
  const double ratio = mean_of(paired(one, other, [](double a, double) { return a; })) / whole;
  return {ratio, monte_carlo_error(paired(one, other, [&](double a, double b) { return a - ratio * b; })) / whole};
}

Interval IntervalEstimate::rounded() const {
  Interval all{low.rounded(), middle.rounded(), high.rounded()};
  if (all.low > all.middle) all.low = rounded_by(middle.error, low.value);
  if (all.high < all.middle) all.high = rounded_by(middle.error, high.value);
  return all;
}

IntervalEstimate interval_estimate(const std::vector<double>& by_draw) {
  const Interval figures = interval_of(by_draw);
  const auto error = [&](model::IntervalLevel level) {
    return quantile_estimate(by_draw, model::interval_shares[level]).error;
  };
  return {{figures.low, error(model::IntervalLevel::low)},
          {figures.middle, error(model::IntervalLevel::middle)},
          {figures.high, error(model::IntervalLevel::high)}};
}

}  // namespace salus::output
