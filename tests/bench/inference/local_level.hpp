#pragma once
/// A walk seen through noise, as a model of the particle filter and as a linear Gaussian one.
#include <cmath>
#include <numbers>
#include <vector>

#include "bench/inference/kalman.hpp"
#include "model/random/sampler.hpp"

namespace salus::inference {

struct LocalLevelModel {
  using State = double;
  std::vector<double> observations;  ///< not a number where missing
  double walk_sd = 0.5;
  double noise_sd = 0.7;

  State start(model::RandomKey key, model::DrawId id) const { return model::standard_normal(key, id); }
  State step(State state, std::size_t, model::RandomKey key, model::DrawId id) const {
    return state + walk_sd * model::standard_normal(key, id);
  }
  double log_weight(State state, std::size_t time) const {
    if (std::isnan(observations[time])) return 0.0;
    const double z = (observations[time] - state) / noise_sd;
    return -0.5 * z * z - std::log(noise_sd) - 0.5 * std::log(2.0 * std::numbers::pi);
  }

  LinearGaussianModel linear() const {
    const auto one = [](double x) { return Eigen::MatrixXd::Constant(1, 1, x); };
    return {Eigen::VectorXd::Zero(1), one(1.0), one(1.0), one(walk_sd * walk_sd), one(1.0), one(noise_sd * noise_sd)};
  }
  std::vector<Eigen::VectorXd> vectors() const {
    std::vector<Eigen::VectorXd> all;
    for (const double y : observations) all.push_back(Eigen::VectorXd::Constant(1, y));
    return all;
  }
};

/// Ten observations of the model itself, the fourth missing.
inline LocalLevelModel local_level_sample() {
  LocalLevelModel model;
  const model::RandomKey key{20, 26};
  double state = model.start(key, {0, 0, 1, 0});
  for (std::uint32_t t = 0; t < 10; ++t) {
    if (t > 0) state = model.step(state, t, key, {0, t, 1, 0});
    model.observations.push_back(t == 3 ? std::nan("")
                                        : state + model.noise_sd * model::standard_normal(key, {0, t, 2, 0}));
  }
  return model;
}

}  // namespace salus::inference
