#pragma once
/// Runs a plan of the sample world to assembled results.
#include <cstring>

#include "tests/model/sample_world.hpp"

namespace salus::tests {

inline model::Results run_sample(const model::RunPlan& plan, unsigned threads = 1) {
  const auto executor = model::make_thread_executor(threads);
  model::Ensemble ensemble(plan, *executor);
  MemoryStore store;
  QuietObserver observer;
  ensemble.run(store, observer);
  return ensemble.fold(store);
}

/// One quantile of one target; the middle one unless it is said.
inline double quantile_of(const model::Results& r, std::size_t location, model::Target target, std::size_t scenario,
                          std::size_t year, model::QuantileIndex level = model::at_level(0.5)) {
  return r.quantiles(model::LocationIndex(static_cast<std::uint32_t>(location)), target,
                     model::ScenarioIndex(static_cast<std::uint32_t>(scenario)),
                     model::YearIndex(static_cast<std::uint32_t>(year)), level);
}

/// All quantiles of one location and scenario, for comparisons bit by bit.
inline std::vector<model::Single> all_of(const model::Results& r, std::size_t location, std::size_t scenario) {
  std::vector<model::Single> values;
  for (const auto t : model::every<model::Target>)
    for (const auto y : model::every<model::YearIndex>) {
      const auto row = r.quantiles.row(model::LocationIndex(static_cast<std::uint32_t>(location)), t,
                                       model::ScenarioIndex(static_cast<std::uint32_t>(scenario)), y);
      values.insert(values.end(), row.begin(), row.end());
    }
  return values;
}

/// Incidents of a type averted by a scenario in a year and draw, all countries.
inline double averted_in_all(const model::Results& r, model::CrimeType type, std::size_t scenario, std::size_t year,
                             std::size_t draw) {
  return r.aggregate_averted(r.aggregate_averted.along<model::AggregateIndex>().last(), model::headline_of(type),
                             model::ScenarioIndex(static_cast<std::uint32_t>(scenario)),
                             model::YearIndex(static_cast<std::uint32_t>(year)),
                             model::DrawIndex(static_cast<std::uint32_t>(draw)));
}

/// Incidents of a type in the first scenario, all countries.
inline double incidents_in_all(const model::Results& r, model::CrimeType type, std::size_t year, std::size_t draw) {
  return r.aggregate_first(r.aggregate_first.along<model::AggregateIndex>().last(), model::headline_of(type),
                           model::YearIndex(static_cast<std::uint32_t>(year)),
                           model::DrawIndex(static_cast<std::uint32_t>(draw)));
}

/// One indicator of a scenario, by draw.
inline std::vector<double> by_draw(const model::Results& r, model::Indicator which, std::size_t scenario) {
  const auto row = r.indicators.row(which, model::ScenarioIndex(static_cast<std::uint32_t>(scenario)));
  return {row.begin(), row.end()};
}

inline bool same_bits(const std::vector<model::Single>& a, const std::vector<model::Single>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(model::Single)) == 0;
}

template <class... Axes>
bool same_bits(const model::Grid<model::Single, Axes...>& a, const model::Grid<model::Single, Axes...>& b) {
  return same_bits(a.cells(), b.cells());
}

}  // namespace salus::tests
