#pragma once
/// What a draw of encounters reads: the city as it is at the start of a month.
#include <cstdint>
#include <vector>

#include "model/city/cascades.hpp"
#include "model/city/city_plan.hpp"
#include "model/city/ground.hpp"
#include "model/city/measures.hpp"
#include "model/city/people.hpp"
#include "model/city/rates.hpp"
#include "model/city/rhythm.hpp"

namespace salus::model {

/// Active members of groups, by neighbourhood, in slot order.
using Members = std::vector<std::vector<Slot>>;

struct CityScene {
  const CityParameters& parameters;
  const Cascades& cascades;
  const Ground& ground;
  const Rates& rates;
  const Rhythm& rhythm;
  const CityCalendar& calendar;
  const People& people;
  const Members& members;
  const CityScale& scale;
  const Measures& measures;
  RandomKey key;
  double capacity = 1.0;  ///< of the municipality over that at the start: certainty of sanction
};

}  // namespace salus::model
