#include "calibration/synthesis/selection.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/synthesis/normal.hpp"

namespace salus::calibration::synthesis {
namespace {

constexpr double least_share = 1e-300;
/// Of the Dirichlet law of the four steps; its sticks are Beta(a, a x what is left).
constexpr double step_share = 0.5;
constexpr std::array<double, 3> sticks_left{3.0, 2.0, 1.0};

/// log(logistic(x)) without loss at either end.
double log_logistic(double x) {
  return x < 0.0 ? x - model::logarithm(1.0 + model::exponential(x)) : -model::logarithm(1.0 + model::exponential(-x));
}

}  // namespace

std::size_t interval_of(double z) {
  std::size_t at = 0;
  while (at < interval_ends.size() && z >= interval_ends[at]) ++at;
  return at;
}

std::array<double, intervals> interval_shares(double mean, double sd, double error) {
  std::array<double, intervals> shares{};
  double below = 0.0;
  for (std::size_t i = 0; i < interval_ends.size(); ++i) {
    const double to = table_probability((interval_ends[i] * error - mean) / sd);
    shares[i] = to - below;
    below = to;
  }
  shares.back() = 1.0 - below;
  return shares;
}

double published_share(const Weights& weights, double mean, double sd, double error) {
  double sum = weights.back();
  for (std::size_t i = 0; i < interval_ends.size(); ++i)
    sum += (weights[i] - weights[i + 1]) * table_probability((interval_ends[i] * error - mean) / sd);
  return std::max(sum, least_share);
}

LogShare log_published_share(const Weights& weights, double mean, double sd, double error) {
  double share = weights.back();
  double slope = 0.0;
  double curvature = 0.0;
  for (std::size_t i = 0; i < interval_ends.size(); ++i) {
    const double step = weights[i] - weights[i + 1];
    const double t = (interval_ends[i] * error - mean) / sd;
    const double density = normal_density(t);
    share += step * normal_probability(t);
    slope -= step * density / sd;
    curvature -= step * t * density / (sd * sd);
  }
  share = std::max(share, least_share);
  const double relative = slope / share;
  return {share, relative, curvature / share - relative * relative};
}

double published_estimate(const Weights& weights, double mean, double sd, double error, double low, double high,
                          Stream& random) {
  // Ends of the intervals within (low, high), in standard deviations from the mean.
  const double from = (low - mean) / sd;
  const double to = (high - mean) / sd;
  std::array<double, intervals + 1> ends{};
  ends.front() = from;
  ends.back() = to;
  for (std::size_t i = 0; i < interval_ends.size(); ++i)
    ends[i + 1] = std::clamp((interval_ends[i] * error - mean) / sd, from, to);
  // From the side where probabilities keep their digits.
  const bool up = from > 0.0;
  const auto below = [&](double x) { return up ? -normal_probability(-x) : normal_probability(x); };
  std::array<double, intervals> mass{};
  double sum = 0.0;
  for (std::size_t i = 0; i < intervals; ++i) {
    mass[i] = weights[i] * std::max(0.0, below(ends[i + 1]) - below(ends[i]));
    sum += mass[i];
  }
  double left = random.uniform() * sum;
  std::size_t at = 0;
  while (at + 1 < intervals && (left >= mass[at] || !(ends[at] < ends[at + 1]))) left -= mass[at++];
  while (at > 0 && !(ends[at] < ends[at + 1])) --at;
  return mean + sd * truncated_normal(ends[at], ends[at + 1], random);
}

Weights weights_at(const WeightLine& line) {
  const double severity = model::logistic(line[0]);
  Weights weights{1.0};
  double left = 1.0;
  for (std::size_t i = 0; i < sticks_left.size(); ++i) {
    left *= model::logistic(-line[i + 1]);
    weights[i + 1] = 1.0 - severity * (1.0 - left);
  }
  weights.back() = model::logistic(-line[0]);
  return weights;
}

double log_prior(const WeightLine& line) {
  double sum = log_logistic(line[0]) + log_logistic(-line[0]);
  for (std::size_t i = 0; i < sticks_left.size(); ++i)
    sum += step_share * log_logistic(line[i + 1]) + step_share * sticks_left[i] * log_logistic(-line[i + 1]);
  return sum;
}

WeightLine draw_weight_line(Stream& random) {
  WeightLine line{model::logit(random.uniform())};
  // A gamma of shape one half is half the square of a normal; of one, minus the log of a uniform.
  std::array<double, 4> steps{};
  for (double& g : steps) {
    const double z = random.normal();
    g = std::max(0.5 * z * z, least_share);
  }
  double left = steps[1] + steps[2] + steps[3];
  for (std::size_t i = 0; i < sticks_left.size(); ++i) {
    line[i + 1] = model::logarithm(steps[i]) - model::logarithm(left);
    left = 0.0;
    for (std::size_t k = i + 2; k < steps.size(); ++k) left += steps[k];
  }
  return line;
}

}  // namespace salus::calibration::synthesis
