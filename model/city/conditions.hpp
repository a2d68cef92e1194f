#pragma once
/// What a month does to everybody's rates: season, trust, exposure, measures, room for newcomers.
#include "model/city/city_setting.hpp"
#include "model/city/city_state.hpp"
#include "model/city/measures.hpp"
#include "model/city/rates.hpp"

namespace salus::model {

/// Conditions of the month that `state` is at the start of.
MonthConditions conditions_of_month(const CitySetting& setting, const CityState& state, const Measures& measures);

}  // namespace salus::model
