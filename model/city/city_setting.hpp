#pragma once
/// What of a city stays as it is while its months go by.
#include "model/city/cascades.hpp"
#include "model/city/city_block.hpp"
#include "model/city/city_plan.hpp"
#include "model/city/ground.hpp"
#include "model/city/rhythm.hpp"
#include "model/city/settle.hpp"
#include "model/core/executor.hpp"

namespace salus::model {

/// Neither copied nor moved: its parts refer to the plan in it.
struct CitySetting {
  /// @throws std::invalid_argument where the plan gives no month.
  CitySetting(const CityPlan& plan, const Executor& executor);
  CitySetting(const CitySetting&) = delete;
  CitySetting& operator=(const CitySetting&) = delete;

  CityPlan plan;
  const Executor& executor;
  RandomKey key;
  CityCalendar calendar;
  Rhythm rhythm;
  Ground ground;
  Settlement settlement;
  Cascades cascades;
  BlockLayout blocks;
};

}  // namespace salus::model
