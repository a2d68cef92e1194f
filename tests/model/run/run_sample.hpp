#pragma once
/// Runs a plan of the sample world to assembled results.
#include <cstring>

#include "tests/model/sample_world.hpp"

namespace salus::tests {

inline model::Results run_sample(const model::RunPlan& plan, unsigned threads = 1) {
  const auto executor = model::make_thread_executor(threads);
  const model::Ensemble ensemble(plan, *executor);
  MemoryStore store;
  QuietObserver observer;
  ensemble.run(store, observer);
  return ensemble.assemble(store);
}

/// One quantile of one target.
inline float quantile_of(const model::Results& r, std::size_t location, std::string_view target, std::size_t scenario,
                         std::size_t year, std::size_t level = 11) {
  const std::size_t T = model::targets().size();
  const std::size_t S = r.scenarios.size();
  const std::size_t Y = r.years.size();
  const std::size_t Q = model::quantile_levels.size();
  return r.quantiles[(((location * T + model::target_index(target)) * S + scenario) * Y + year) * Q + level];
}

/// All quantiles of one location and scenario, for comparisons bit by bit.
inline std::vector<float> all_of(const model::Results& r, std::size_t location, std::size_t scenario) {
  std::vector<float> values;
  const std::size_t T = model::targets().size();
  const std::size_t S = r.scenarios.size();
  const std::size_t size = r.years.size() * model::quantile_levels.size();
  for (std::size_t t = 0; t < T; ++t)
    for (std::size_t i = 0; i < size; ++i)
      values.push_back(r.quantiles[((location * T + t) * S + scenario) * size + i]);
  return values;
}

inline bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

}  // namespace salus::tests
