#pragma once
/// The bootstrap filter as it stands in a textbook: plain sums, one search a particle. To be compared with, not to be
/// fast.
#include <cmath>
#include <vector>

#include "model/random/philox.hpp"

namespace salus::inference {

template <class Model>
double slow_particle_filter(const Model& model, std::size_t times, std::size_t particles, model::RandomKey key) {
  std::vector<typename Model::State> states;
  double log_likelihood = 0.0;
  for (std::uint32_t t = 0; t < times; ++t) {
    std::vector<double> weights;
    double sum = 0.0;
    for (std::uint32_t i = 0; i < particles; ++i) {
      if (t == 0) states.push_back(model.start(key, {i, 0, 0, 0}));
      else states[i] = model.step(states[i], t, key, {i, t, 0, 0});
      weights.push_back(std::exp(model.log_weight(states[i], t)));
      sum += weights[i];
    }
    log_likelihood += std::log(sum / static_cast<double>(particles));
    const double u = model::uniform(key, {0, t, 0xFFFFFFFF, 0});
    std::vector<typename Model::State> chosen;
    for (std::size_t i = 0; i < particles; ++i) {
      const double target = (static_cast<double>(i) + u) / static_cast<double>(particles);
      std::size_t a = 0;
      for (double below = weights[0] / sum; below <= target; below += weights[a] / sum) ++a;
      chosen.push_back(states[a]);
    }
    states = chosen;
  }
  return log_likelihood;
}

}  // namespace salus::inference
