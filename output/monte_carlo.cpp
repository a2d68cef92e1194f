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
/// 0.95 to that power is below 0.025.
constexpr double least_draws_of_ends = 72.0;

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

MeanOfDraws mean_of_draws(const std::vector<double>& by_draw) {
  const Estimate mean = mean_estimate(by_draw);
  return {.mean = mean.value, .error = mean.error, .largest_share = largest_draw_share(by_draw)};
}

namespace {

void take_ends_from(IntervalEstimate& interval) {
  interval.low.value = unknown;
  interval.high.value = unknown;
}

/// An error that leaves a figure one digit.
void leave_one_digit(Estimate& figure) {
  if (figure.value == 0.0 || !std::isfinite(figure.value)) return;
  figure.error = 0.6 * std::pow(10.0, std::floor(std::log10(std::abs(figure.value))));
}

void tell_no_errors_of_ends(IntervalEstimate& interval) {
  interval.ends_told = false;
  leave_one_digit(interval.low);
  leave_one_digit(interval.high);
}

std::vector<double> sorted_known(std::vector<double> values) {
  std::erase_if(values, [](double v) { return std::isnan(v); });
  std::sort(values.begin(), values.end());
  return values;
}

/// How far apart quantiles lie by the share of draws between them.
/// @param sorted more than one. @param span of the share to either side
double slope_of_quantiles(const std::vector<double>& sorted, double level, double span) {
  const bool tail = std::abs(level - 0.5) > 0.25;
  const auto level_at = [all = static_cast<double>(sorted.size() - 1)](auto rank) {
    return static_cast<double>(rank) / all;
  };
  const auto finite = [](double v) { return std::isfinite(v); };
  const auto first = std::find_if(sorted.begin(), sorted.end(), finite);
  const auto last = std::find_if(sorted.rbegin(), sorted.rend(), finite);
  double from = std::max(level_at(first - sorted.begin()), level - span);
  double to = std::min(level_at(sorted.rend() - last - 1), level + span);
  if (tail && level < 0.5) to = std::min(to, 0.5 * (level + 0.5));
  if (tail && level > 0.5) from = std::max(from, 0.5 * (level + 0.5));
  if (!(to > from)) return unknown;
  const double middle = model::quantile(sorted, 0.5);
  const double low = model::quantile(sorted, from);
  const double high = model::quantile(sorted, to);
  const double times = (low - middle) / (high - middle);
  if (!tail || !std::isfinite(times) || !(times > 0.0)) return (high - low) / (to - from);
  return std::abs((model::quantile(sorted, level) - middle) * std::log(times)) / (to - from);
}

/// A quantile, and how it hangs on each draw.
struct QuantileOfDraws {
  double value = unknown;
  std::vector<double> below;  ///< [draw] whether it lies below; at the value itself, half
  double share_error = unknown;
  double slope = unknown;  ///< by how much the quantile moves with the share of draws below
  Estimate estimate() const { return {value, share_error * slope}; }
};

QuantileOfDraws quantile_among(const std::vector<double>& by_draw, const std::vector<double>& sorted, double level) {
  QuantileOfDraws q;
  if (sorted.empty()) return q;
  q.value = model::quantile(sorted, level);
  // Draws at the value itself count by half, so that a figure that many draws share is no draw's accident.
  q.below.reserve(by_draw.size());
  for (const double v : by_draw)
    q.below.push_back(std::isnan(v) ? unknown : v < q.value ? 1.0 : v > q.value ? 0.0 : 0.5);
  q.share_error = mean_estimate(q.below).error;
  if (std::isnan(q.share_error) || std::isinf(q.value)) return q;
  q.slope = q.share_error == 0.0 ? 0.0 : slope_of_quantiles(sorted, level, span_of_slope * q.share_error);
  return q;
}

}  // namespace

Estimate quantile_estimate(const std::vector<double>& by_draw, double level) {
  return quantile_among(by_draw, sorted_known(by_draw), level).estimate();
}

Estimate quantile_difference(const std::vector<double>& one, const std::vector<double>& other, double level) {
  const auto at_level = [level](const std::vector<double>& by_draw) {
    return quantile_among(by_draw, sorted_known(by_draw), level);
  };
  const auto before = at_level(paired(one, other, [](double a, double) { return a; }));
  const auto after = at_level(paired(one, other, [](double, double b) { return b; }));
  // More draws below a value than its level move the quantile down.
  const auto moved =
      paired(before.below, after.below, [&](double was, double is) { return was * before.slope - is * after.slope; });
  return {after.value - before.value, monte_carlo_error(moved)};
}

Estimate course_estimate(const model::Results& r, const CourseAt& at, model::QuantileIndex level) {
  const auto value = [&](model::QuantileIndex of) -> double {
    return r.quantiles(at.location, at.target, at.scenario, at.year, of);
  };
  const std::uint32_t last = model::axis_length<model::QuantileIndex> - 1u;
  const model::QuantileIndex below(std::uint32_t{level} == 0u ? 0u : std::uint32_t{level} - 1u);
  const model::QuantileIndex above(std::min(std::uint32_t{level} + 1u, last));
  const auto share = [](model::QuantileIndex of) { return model::quantile_levels[of]; };
  const double slope = (value(above) - value(below)) / (share(above) - share(below));
  return {value(level), slope * share_of_draws(share(level), draws_kept(r)).error};
}

IntervalEstimate course_interval(const model::Results& r, const CourseAt& at) {
  const auto of = [&](model::IntervalLevel level) { return course_estimate(r, at, model::interval_levels[level]); };
  IntervalEstimate all{of(model::IntervalLevel::low), of(model::IntervalLevel::middle), of(model::IntervalLevel::high)};
  if (too_few_draws(r)) take_ends_from(all);
  if (draws_kept(r) < least_draws_of_ends) tell_no_errors_of_ends(all);
  return all;
}

Estimate ratio_of_means(const std::vector<double>& one, const std::vector<double>& other) {
  const auto both = paired(one, other, [](double, double b) { return b; });
  const Estimate whole = mean_estimate(both);
  if (!(whole.value > 0.0) || may_be_nothing(whole)) return {unknown, unknown};
  const double ratio = mean_of(paired(one, other, [](double a, double) { return a; })) / whole.value;
  const auto rest = paired(one, other, [&](double a, double b) { return a - ratio * b; });
  return {ratio, monte_carlo_error(rest) / whole.value};
}

IntervalEstimate interval_estimate(const std::vector<double>& by_draw) {
  const auto sorted = sorted_known(by_draw);
  const auto at = [&](model::IntervalLevel level) {
    return quantile_among(by_draw, sorted, model::interval_shares[level]).estimate();
  };
  IntervalEstimate all{at(model::IntervalLevel::low), at(model::IntervalLevel::middle), at(model::IntervalLevel::high)};
  const auto draws = static_cast<double>(sorted.size());
  if (draws < least_values_of_interval) take_ends_from(all);
  if (draws < least_draws_of_ends) tell_no_errors_of_ends(all);
  return all;
}

}  // namespace salus::output
