#pragma once
/// The loops that a city closes by itself: what violence leaves behind in exposure, trust and capacity, and how
/// exposure draws people in. The country layer's equations (model/README.md), one Euler step a month.
#include "model/city/city_setting.hpp"
#include "model/city/city_state.hpp"

namespace salus::model {

/// How exposure x draws people in: x / ((1 - g) x + g), 1 at rest; 1 throughout where the slope g is 0.
double pull_of_exposure(double exposure, double slope);

/// Moves exposure, trust and capacity on by the violence of the month that was counted.
void feed_back(const CitySetting& setting, const CityMonth& month, CityState& state);

}  // namespace salus::model
