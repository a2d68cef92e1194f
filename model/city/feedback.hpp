#pragma once
/// The loops that a city closes by itself: what violence leaves behind in exposure, trust and capacity, and how
/// exposure draws people in. The country layer's equations (model/README.md), one Euler step a month.
#include "model/city/city_setting.hpp"
#include "model/city/city_state.hpp"

namespace salus::model {

/// Exposure x to violence, and the slope g of its effect at rest (x = 1).
struct ExposureEffect {
  double exposure = 1.0;
  double slope = 0.0;
};
/// Factor on the rate at which people start to offend: x / ((1 - g) x + g), 1 at rest; 1 for every x where g is 0.
double pull_of_exposure(const ExposureEffect& effect);

/// Moves exposure, trust and capacity on by the violence of the month that was counted.
void feed_back(const CitySetting& setting, const CityMonth& month, CityState& state);

}  // namespace salus::model
