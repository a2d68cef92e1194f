#include "bench/sbi/tasks.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "model/random/sampler.hpp"

namespace salus::bench {
namespace {

using Theta = std::span<const double>;
using inference::Parameter, inference::lognormal, inference::normal, inference::uniform;

std::vector<Parameter> ten(Parameter (*prior)(std::string, double, double), double a, double b) {
  std::vector<Parameter> all;
  for (int i = 1; i <= 10; ++i) all.push_back(prior("theta_" + std::to_string(i), a, b));
  return all;
}

std::vector<double> crescent(Theta theta, model::RandomKey key) {
  const double a = std::numbers::pi * (model::uniform(key, {0, 0, 1, 0}) - 0.5);
  const double r = 0.1 + 0.01 * model::standard_normal(key, {0, 0, 2, 0});
  return {r * std::cos(a) + 0.25 - std::abs(theta[0] + theta[1]) / std::numbers::sqrt2,
          r * std::sin(a) + (theta[1] - theta[0]) / std::numbers::sqrt2};
}

/// Infected persons of a million, one at first, seen in samples of 1,000 every 17 days; classical Runge-Kutta in steps
/// of half a day.
std::vector<double> epidemic(Theta theta, model::RandomKey key) {
  constexpr double persons = 1e6;
  constexpr double step = 0.5;
  constexpr int steps_between = 34;
  struct State {
    double susceptible;
    double infected;
  };
  const auto change = [&](State s) {
    const double infections = theta[0] * s.susceptible * s.infected / persons;
    return State{-infections, infections - theta[1] * s.infected};
  };
  const auto moved = [](State s, State by, double times) {
    return State{s.susceptible + times * by.susceptible, s.infected + times * by.infected};
  };
  State s{persons - 1.0, 1.0};
  std::vector<double> seen;
  for (std::uint32_t k = 0; k < 10; ++k) {
    for (int i = 0; k > 0 && i < steps_between; ++i) {
      const State a = change(s);
      const State b = change(moved(s, a, 0.5 * step));
      const State c = change(moved(s, b, 0.5 * step));
      const State d = change(moved(s, c, step));
      s = moved(moved(moved(moved(s, a, step / 6.0), b, step / 3.0), c, step / 3.0), d, step / 6.0);
    }
    seen.push_back(
        static_cast<double>(model::binomial(key, {k, 0, 1, 0}, 1000, std::clamp(s.infected / persons, 0.0, 1.0))));
  }
  return seen;
}

/// Four points of a normal law in the plane with mean (theta_1, theta_2), sd theta_3^2 and theta_4^2, correlation
/// tanh(theta_5).
std::vector<double> four_points(Theta theta, model::RandomKey key) {
  const double one = theta[2] * theta[2];
  const double two = theta[3] * theta[3];
  const double correlation = std::tanh(theta[4]);
  std::vector<double> x;
  for (std::uint32_t i = 0; i < 4; ++i) {
    const double z = model::standard_normal(key, {i, 0, 1, 0});
    const double v = model::standard_normal(key, {i, 0, 1, 1});
    x.push_back(theta[0] + one * z);
    x.push_back(theta[1] + two * (correlation * z + std::sqrt(1.0 - correlation * correlation) * v));
  }
  return x;
}

/// Prey and predators of Lotka and Volterra, 30 and 1 at first, each seen ten times in 20 days with lognormal noise of
/// 0.1.
std::vector<double> prey_and_predators(Theta theta, model::RandomKey key) {
  constexpr double step = 0.02;
  constexpr int steps_between = 105;
  struct State {
    double prey;
    double predators;
  };
  const auto change = [&](State s) {
    return State{theta[0] * s.prey - theta[1] * s.prey * s.predators,
                 theta[3] * s.prey * s.predators - theta[2] * s.predators};
  };
  const auto moved = [](State s, State by, double times) {
    return State{s.prey + times * by.prey, s.predators + times * by.predators};
  };
  State s{30.0, 1.0};
  std::vector<double> x(20);
  for (std::uint32_t k = 0; k < 10; ++k) {
    for (int i = 0; k > 0 && i < steps_between; ++i) {
      const State a = change(s);
      const State b = change(moved(s, a, 0.5 * step));
      const State c = change(moved(s, b, 0.5 * step));
      const State d = change(moved(s, c, step));
      s = moved(moved(moved(moved(s, a, step / 6.0), b, step / 3.0), c, step / 3.0), d, step / 6.0);
    }
    x[k] = std::clamp(s.prey, 1e-10, 1e4) * std::exp(0.1 * model::standard_normal(key, {k, 0, 1, 0}));
    x[10 + k] = std::clamp(s.predators, 1e-10, 1e4) * std::exp(0.1 * model::standard_normal(key, {k, 0, 1, 1}));
  }
  return x;
}

std::vector<double> with_noise(Theta theta, double sd, model::RandomKey key) {
  std::vector<double> x(theta.begin(), theta.end());
  for (std::uint32_t i = 0; i < x.size(); ++i) x[i] += sd * model::standard_normal(key, {i, 0, 1, 0});
  return x;
}

}  // namespace

Task task(const std::string& name) {
  static const double sd = std::sqrt(0.1);
  const auto linear = [](Theta theta, model::RandomKey key) { return with_noise(theta, sd, key); };
  if (name == "two_moons") return {name, {uniform("theta_1", -1.0, 1.0), uniform("theta_2", -1.0, 1.0)}, crescent, 2};
  if (name == "sir") return {name, {lognormal("beta", 0.4, 0.5), lognormal("gamma", 0.125, 0.2)}, epidemic, 10};
  if (name == "gaussian_linear") return {name, ten(normal, 0.0, sd), linear, 10};
  if (name == "gaussian_linear_uniform") return {name, ten(uniform, -1.0, 1.0), linear, 10};
  if (name == "gaussian_mixture")
    return {name,
            {uniform("theta_1", -10.0, 10.0), uniform("theta_2", -10.0, 10.0)},
            [](Theta theta, model::RandomKey key) {
              return with_noise(theta, model::uniform(key, {0, 0, 2, 0}) < 0.5 ? 1.0 : 0.1, key);
            },
            2};
  if (name == "slcp") {
    std::vector<Parameter> five;
    for (int i = 1; i <= 5; ++i) five.push_back(uniform("theta_" + std::to_string(i), -3.0, 3.0));
    return {name, five, four_points, 8};
  }
  if (name == "lotka_volterra")
    return {name,
            {lognormal("alpha", std::exp(-0.125), 0.5), lognormal("beta", std::exp(-3.0), 0.5),
             lognormal("gamma", std::exp(-0.125), 0.5), lognormal("delta", std::exp(-3.0), 0.5)},
            prey_and_predators,
            20};
  throw std::invalid_argument("there is no task " + name);
}

}  // namespace salus::bench
