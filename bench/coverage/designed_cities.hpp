#pragma once
/// Cities of agents in which what targets account for is measured: of several sizes, levels of homicide and laws of
/// behaviour.
#include <string>
#include <vector>

#include "model/city/city_run.hpp"

namespace salus::bench {

/// One city of a design, as a plan with levels solved.
struct DesignedCity {
  std::string name;
  unsigned law = 0;  ///< number of its draw of the city layer's parameters: two cities share one
  double log_size = 0.0;
  double log_homicide = 0.0;  ///< a person-year
  model::CityPlan plan;
};

/// Sets that have no city and no law in common: curves are made of the first, and tried on the others. Laws are draws
/// from the priors, or all at their centres.
enum class CitySet : std::uint8_t { fitted, held_out_at_centre, held_out };

/// Cities of the bundled table of 300,000 to 1.2 million people in all countries, sorted by homicide, every so many-th;
/// their levels are their country's times 1/2, 1 or 2 in turn.
std::vector<DesignedCity> designed_cities(CitySet set, std::size_t number, std::size_t months,
                                          const model::Executor& executor);

}  // namespace salus::bench
