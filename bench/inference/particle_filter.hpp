#pragma once
/// Bootstrap particle filter: an unbiased estimate of the likelihood of a state-space model that can only be simulated.
/// Source: Gordon, Salmond, Smith 1993, doi:10.1049/ip-f-2.1993.0015; unbiased: Del Moral 2004, section 7.4.
#include <cmath>
#include <concepts>
#include <limits>
#include <stdexcept>
#include <vector>

#include "bench/inference/resampling.hpp"
#include "model/core/elementary.hpp"
#include "model/random/philox.hpp"

namespace salus::inference {

/// Purpose of the filter's own draws; a model uses any smaller number.
inline constexpr std::uint32_t resampling_purpose = 0xFFFFFFFF;

/// What the filter needs. `id` comes with entity = particle and step = time; the model sets purpose and n as it likes.
/// Observations stay in the model: `log_weight` is the log density of the observation at `time` given the state, 0
/// where there is none, -infinity where it cannot be.
template <class M>
concept StateSpaceModel = requires(const M& m, const typename M::State& state, std::size_t time, model::RandomKey key,
                                   model::DrawId id) {
  { m.start(key, id) } -> std::convertible_to<typename M::State>;  ///< state at time 0
  {
    m.step(state, time, key, id)
    } -> std::convertible_to<typename M::State>;  ///< state at `time` from the one at time - 1
  { m.log_weight(state, time) } -> std::convertible_to<double>;
};

template <class State>
struct Filtered {
  double log_likelihood =
      0.0;  ///< log of the estimate, which is unbiased itself (not its log); -infinity where no particle survives
  std::vector<State>
      particles;  ///< equally weighted, at the last time given all observations; empty where none survives
};

/// Runs `particles` particles over times 0..times - 1, resampled at each. A pure function of its arguments.
/// @throws std::invalid_argument for no particles, std::domain_error where a log weight is not a number or +infinity.
template <StateSpaceModel Model>
Filtered<typename Model::State> particle_filter(const Model& model, std::size_t times, std::size_t particles,
                                                model::RandomKey key) {
  if (particles == 0) throw std::invalid_argument("a particle filter needs particles");
  Filtered<typename Model::State> result;
  std::vector<typename Model::State> moved;
  std::vector<double> weights(particles);
  for (std::size_t time = 0; time < times; ++time) {
    moved.clear();
    double largest = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < particles; ++i) {
      const model::DrawId id{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(time), 0, 0};
      moved.push_back(time == 0 ? model.start(key, id) : model.step(result.particles[i], time, key, id));
      weights[i] = model.log_weight(moved[i], time);
      if (std::isnan(weights[i]) || weights[i] == std::numeric_limits<double>::infinity())
        throw std::domain_error("a log weight is not a number or infinite");
      if (weights[i] > largest) largest = weights[i];
    }
    if (largest == -std::numeric_limits<double>::infinity()) return {largest, {}};
    double sum = 0.0;
    for (double& w : weights) sum += w = model::exponential(w - largest);
    result.log_likelihood += largest + model::logarithm(sum / static_cast<double>(particles));
    const double u = model::uniform(key, {0, static_cast<std::uint32_t>(time), resampling_purpose, 0});
    result.particles.clear();
    for (const std::size_t a : systematic_resample(weights, particles, u)) result.particles.push_back(moved[a]);
  }
  return result;
}

}  // namespace salus::inference
