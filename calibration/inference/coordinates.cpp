#include "calibration/inference/coordinates.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "model/core/elementary.hpp"
#include "model/parameters/draw_prior.hpp"

namespace salus::calibration {
namespace {

using Family = model::Prior::Family;
constexpr double infinity = std::numeric_limits<double>::infinity();

/// Inverse of model::normal_quantile by bisection: slow, and the same bits everywhere.
double normal_probability(double z) {
  double low = 0.0;
  double high = 1.0;
  for (int i = 0; i < 60; ++i) {
    const double middle = 0.5 * (low + high);
    (middle <= 0.0 || model::normal_quantile(middle) < z ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

double to_prior_scale(const model::Prior& p, double theta) {
  switch (p.family) {
    case Family::uniform:
      return (theta - p.a) / (p.b - p.a);
    case Family::normal:
      return (theta - p.a) / p.b;
    case Family::lognormal:
      return theta <= 0.0        ? -infinity
             : theta == infinity ? infinity
                                 : (model::logarithm(theta) - model::logarithm(p.a)) / p.b;
    case Family::logit_normal:
      return theta <= 0.0 ? -infinity : theta >= 1.0 ? infinity : (model::logit(theta) - model::logit(p.a)) / p.b;
    default:
      throw std::logic_error("a prior without a density has no scale");
  }
}

double from_prior_scale(const model::Prior& p, double y) {
  switch (p.family) {
    case Family::uniform:
      return p.a + (p.b - p.a) * y;
    case Family::normal:
      return p.a + p.b * y;
    case Family::lognormal:
      return p.a * model::exponential(p.b * y);
    case Family::logit_normal:
      return model::logistic(model::logit(p.a) + p.b * y);
    default:
      throw std::logic_error("a prior without a density has no scale");
  }
}

void check(const Parameter& parameter) {
  const auto& p = parameter.prior;
  const bool finite = std::isfinite(p.a) && std::isfinite(p.b);
  bool good = false;
  switch (p.family) {
    case Family::fixed:
      good = std::isfinite(p.a);
      break;
    case Family::uniform:
      good = finite && p.a < p.b;
      break;
    case Family::normal:
      good = finite && p.b > 0.0;
      break;
    case Family::lognormal:
      good = finite && p.a > 0.0 && p.b > 0.0;
      break;
    case Family::logit_normal:
      good = finite && p.a > 0.0 && p.a < 1.0 && p.b > 0.0;
      break;
    case Family::spike_lognormal:
      break;
  }
  if (!good) throw std::invalid_argument("parameter " + parameter.name + " has no prior density: " + to_string(p));
}

}  // namespace

Coordinates::Coordinates(std::vector<Parameter> parameters) : parameters_(std::move(parameters)) {
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    const auto& [name, p] = parameters_[i];
    if (name.empty()) throw std::invalid_argument("a parameter has no name");
    for (std::size_t j = 0; j < i; ++j)
      if (parameters_[j].name == name) throw std::invalid_argument("two parameters are called " + name);
    check(parameters_[i]);
    if (p.family == Family::fixed) continue;
    Axis axis{i, to_prior_scale(p, p.lower), to_prior_scale(p, p.upper)};
    if (p.family == Family::uniform) {
      axis.lower = std::max(axis.lower, 0.0);
      axis.upper = std::min(axis.upper, 1.0);
      axis.log_mass = model::logarithm(axis.upper - axis.lower);
    } else {
      axis.below = axis.lower == -infinity ? 0.0 : normal_probability(axis.lower);
      axis.above = axis.upper == infinity ? 1.0 : normal_probability(axis.upper);
      axis.log_mass = model::logarithm(axis.above - axis.below);
    }
    if (!(axis.lower < axis.upper) || !(axis.log_mass > -30.0))
      throw std::invalid_argument("the bounds leave nothing of the prior of " + name + ": " + to_string(p));
    axes_.push_back(axis);
  }
  if (axes_.empty()) throw std::invalid_argument("there is no parameter to infer");
}

std::vector<std::string> Coordinates::names() const {
  std::vector<std::string> names;
  for (const auto& axis : axes_) names.push_back(parameters_[axis.parameter].name);
  return names;
}

std::vector<double> Coordinates::theta(std::span<const double> y) const {
  std::vector<double> theta;
  for (const auto& p : parameters_) theta.push_back(p.prior.a);
  for (std::size_t i = 0; i < axes_.size(); ++i)
    theta[axes_[i].parameter] = from_prior_scale(parameters_[axes_[i].parameter].prior, y[i]);
  return theta;
}

void Coordinates::inferred(std::span<const double> y, std::span<double> out) const {
  for (std::size_t i = 0; i < axes_.size(); ++i) out[i] = from_prior_scale(parameters_[axes_[i].parameter].prior, y[i]);
}

double Coordinates::log_prior(std::span<const double> y) const {
  double sum = 0.0;
  for (std::size_t i = 0; i < axes_.size(); ++i) {
    const auto& axis = axes_[i];
    if (!(y[i] >= axis.lower && y[i] <= axis.upper)) return -infinity;
    sum -= axis.log_mass;
    if (parameters_[axis.parameter].prior.family != Family::uniform) sum -= 0.5 * (y[i] * y[i] + model::log_two_pi);
  }
  return sum;
}

std::vector<double> Coordinates::draw(model::RandomKey key, std::uint32_t entity) const {
  std::vector<double> y;
  for (std::uint32_t i = 0; i < axes_.size(); ++i) {
    const auto& axis = axes_[i];
    const double u = model::uniform(key, {entity, 0, 0, i});
    if (parameters_[axis.parameter].prior.family == Family::uniform)
      y.push_back(axis.lower + (axis.upper - axis.lower) * u);
    else
      y.push_back(
          std::clamp(model::normal_quantile(axis.below + (axis.above - axis.below) * u), axis.lower, axis.upper));
  }
  return y;
}

double Coordinates::from_line(std::span<const double> line, std::span<double> y) const {
  double log_jacobian = 0.0;
  for (std::size_t i = 0; i < axes_.size(); ++i) {
    const auto& [parameter, lower, upper, below, above, mass] = axes_[i];
    const double t = line[i];
    if (lower == -infinity && upper == infinity) y[i] = t;
    else if (upper == infinity) {
      y[i] = lower + model::exponential(t);
      log_jacobian += t;
    } else if (lower == -infinity) {
      y[i] = upper - model::exponential(t);
      log_jacobian += t;
    } else {
      const double share = model::logistic(t);
      const double rest = model::logistic(-t);
      y[i] = lower + (upper - lower) * share;
      log_jacobian += model::logarithm(upper - lower) + model::logarithm(share) + model::logarithm(rest);
    }
  }
  return log_jacobian;
}

void Coordinates::to_line(std::span<const double> y, std::span<double> line) const {
  for (std::size_t i = 0; i < axes_.size(); ++i) {
    const auto& axis = axes_[i];
    if (axis.lower == -infinity && axis.upper == infinity) line[i] = y[i];
    else if (axis.upper == infinity) line[i] = model::logarithm(y[i] - axis.lower);
    else if (axis.lower == -infinity) line[i] = model::logarithm(axis.upper - y[i]);
    else line[i] = model::logit(std::clamp((y[i] - axis.lower) / (axis.upper - axis.lower), 1e-15, 1.0 - 1e-15));
  }
}

}  // namespace salus::calibration
