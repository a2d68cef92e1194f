#pragma once
/// A small city at its start, in the parts of which a run is made, so that each can be driven by itself.
#include "model/city/city_run.hpp"
#include "model/city/city_setting.hpp"
#include "model/city/conditions.hpp"
#include "model/city/lives.hpp"
#include "tests/model/city/sample_city.hpp"

namespace salus::tests {

class SettledCity {
 public:
  explicit SettledCity(const model::CityPlan& plan)
      : setting(plan, *executor),
        state(model::CityRun(plan, *executor).state()),
        rates(setting.plan.input, setting.plan.parameters, setting.ground),
        measures(setting.ground.cells()),
        codes(setting, rates, state),
        lives(setting, codes, state) {
    rates.set_scale(state.rate_scale);
    codes.set_due(conditions());
    lives.list_members();
  }
  SettledCity(const SettledCity&) = delete;

  model::MonthConditions conditions() const { return conditions_of_month(setting, state, measures); }
  model::CityScene scene() const {
    return {setting.plan.parameters, setting.cascades, setting.ground, rates,
            setting.rhythm,          setting.calendar, state.people,   lives.members(),
            setting.plan.scale,      measures,         setting.key,    1.0};
  }
  /// The first slot from one on that something holds for.
  template <class Holds>
  model::Slot slot_where(const Holds& holds, model::Slot from = {}) const {
    while (!holds(from)) from = from + 1u;
    return from;
  }

  std::unique_ptr<model::Executor> executor = model::make_serial_executor();
  model::CitySetting setting;
  model::CityState state;
  model::Rates rates;
  model::Measures measures;
  model::HazardCodes codes;
  model::Lives lives;
};

}  // namespace salus::tests
