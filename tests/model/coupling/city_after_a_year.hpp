#pragma once
/// A city that has run for a year, for tests of what measures do to the next.
#include <memory>
#include <vector>

#include "model/city/targeting.hpp"
#include "tests/model/city/sample_city.hpp"

namespace salus::tests {

/// A city after a year, and what it remembers of it.
struct CityAfterAYear {
  CityAfterAYear()
      : plan(sample_plan(60000, 24)), executor(model::make_thread_executor(2)), city(plan, *executor), memory(city) {
    for (int m = 0; m < 12; ++m) city.step(&memory);
  }
  std::vector<std::uint32_t> targets(model::MeasureTarget target, model::Targeting how, std::size_t n) const {
    return model::choose_targets(target, how, n, city, memory, {7, 8}, 1);
  }
  model::CityPlan plan;
  std::unique_ptr<model::Executor> executor;
  model::CityRun city;
  model::CityMemory memory;
};

}  // namespace salus::tests
