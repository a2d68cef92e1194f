#pragma once
/// Runs a plan of the sample world to results, and compares these.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstring>
#include <tuple>

#include "tests/model/sample_world.hpp"

namespace salus::tests {

inline model::Results run_sample(const model::RunPlan& plan, unsigned threads = 1) {
  const auto executor = model::make_thread_executor(threads);
  model::Ensemble ensemble(plan, *executor);
  MemoryStore store;
  QuietObserver observer;
  ensemble.run(store, observer);
  return *ensemble.fold(store, observer);
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

/// Numbers one by one; not a number where the other is none.
template <class Numbers>
void expect_same_numbers(const Numbers& a, const Numbers& b) {
  EXPECT_TRUE(std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const double one, const double other) {
    return one == other || (std::isnan(one) && std::isnan(other));
  }));
}

inline void expect_same(const model::ScenarioResult& a, const model::ScenarioResult& b) {
  ASSERT_EQ(a.lines.size(), b.lines.size());
  for (std::size_t i = 0; i < a.lines.size(); ++i) {
    EXPECT_EQ(a.lines[i].paid, b.lines[i].paid);
    EXPECT_EQ(a.lines[i].averted, b.lines[i].averted);
    for (const auto figure : model::every<model::LineFigure>)
      EXPECT_TRUE(same_bits(a.lines[i].averted_draws[figure], b.lines[i].averted_draws[figure]));
  }
  const auto spread = [](const model::ScenarioResult& of) {
    return std::array{of.spread.data, of.spread.analogy, of.spread.assumption, of.spread.joint};
  };
  expect_same_numbers(spread(a), spread(b));
}

inline void expect_same(const model::CityAgents& a, const model::CityAgents& b) {
  const auto which = [](const model::CityAgents& of) {
    return std::tuple(of.country, of.run.draw, of.run.scenario, of.run.city);
  };
  EXPECT_EQ(which(a), which(b));
  EXPECT_EQ(a.run.person_months, b.run.person_months);
  expect_same_numbers(a.run.panel, b.run.panel);
  expect_same_numbers(a.run.agents, b.run.agents);
  expect_same_numbers(a.run.level, b.run.level);
}

/// All that a run computes, bit by bit.
inline void expect_same(const model::Results& a, const model::Results& b) {
  EXPECT_TRUE(same_bits(a.quantiles, b.quantiles));
  EXPECT_TRUE(same_bits(a.population, b.population));
  EXPECT_TRUE(same_bits(a.aggregate_first, b.aggregate_first));
  EXPECT_TRUE(same_bits(a.aggregate_averted, b.aggregate_averted));
  EXPECT_TRUE(same_bits(a.country_draws, b.country_draws));
  EXPECT_TRUE(same_bits(a.indicators, b.indicators));
  ASSERT_EQ(a.scenarios.size(), b.scenarios.size());
  for (std::size_t s = 0; s < a.scenarios.size(); ++s) expect_same(a.scenarios[s], b.scenarios[s]);
  ASSERT_EQ(a.halving.size(), b.halving.size());
  for (std::size_t l = 0; l < a.halving.size(); ++l)
    for (const auto measure : {&model::Halving::rate_probability, &model::Halving::count_probability,
                               &model::Halving::prevalence_probability, &model::Halving::rate_2015_probability,
                               &model::Halving::urban_homicide_probability, &model::Halving::urban_violent_probability})
      expect_same_numbers(a.halving[l].*measure, b.halving[l].*measure);
  ASSERT_EQ(a.cities.size(), b.cities.size());
  for (std::size_t u = 0; u < a.cities.size(); ++u) {
    EXPECT_EQ(a.cities[u].rate_base, b.cities[u].rate_base);
    EXPECT_EQ(a.cities[u].rate_end, b.cities[u].rate_end);
    for (const auto series :
         {&model::CityResult::reached, &model::CityResult::judged, &model::CityResult::fell,
          &model::CityResult::fell_without, &model::CityResult::shown, &model::CityResult::falsely_shown})
      EXPECT_TRUE(same_bits(a.cities[u].*series, b.cities[u].*series));
  }
  ASSERT_EQ(a.agents.size(), b.agents.size());
  for (std::size_t i = 0; i < a.agents.size(); ++i) expect_same(a.agents[i], b.agents[i]);
  ASSERT_EQ(a.parameters.size(), b.parameters.size());
  for (std::size_t p = 0; p < a.parameters.size(); ++p) {
    EXPECT_EQ(a.parameters[p].draws, b.parameters[p].draws) << a.parameters[p].name;
    expect_same_numbers(a.parameters[p].set, b.parameters[p].set);
  }
  const auto failed = [](const model::Failure& of) {
    return std::tuple(of.draw, of.country, of.scenario, of.month, of.fault);
  };
  EXPECT_TRUE(std::ranges::equal(a.failures, b.failures, {}, failed, failed));
}

}  // namespace salus::tests
