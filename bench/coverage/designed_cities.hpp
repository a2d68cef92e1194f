#pragma once
/// Cities of agents in which what targets account for is measured: of several sizes, levels of homicide and laws of
/// behaviour.
#include <optional>
#include <string>
#include <vector>

#include "model/city/city_run.hpp"
#include "model/programme/response_surface.hpp"

namespace salus::bench {

/// One city of a design, as a plan with levels solved.
struct DesignedCity {
  std::string name;
  unsigned law = 0;        ///< number of its draw of the city layer's parameters: two cities share one
  bool at_centre = false;  ///< that law is all parameters at their centres
  double log_size = 0.0;
  double log_homicide = 0.0;  ///< a person-year
  model::NamingLevels levels;
  model::CityPlan plan;
};

/// Sets that have no city and no law in common: curves are made of the first and the last, and tried on the others.
/// Laws are draws from the priors, or all at their centres.
enum class CitySet : std::uint8_t { fitted, held_out_at_centre, held_out, fitted_at_centre };

/// So many cities of the bundled table of 300,000 to 1.2 million people in all countries: sorted by homicide, every so
/// many-th. Their levels are their country's times 1/2, 1 or 2 in turn.
struct Design {
  CitySet set = CitySet::fitted;
  std::size_t number = 0;
};
/// How many the bundled curves are made of: of drawn laws, from which spreads come, and half as many at the centre,
/// from which middles come.
inline constexpr std::size_t cities_of_the_curves = 20;

/// @param i which, below `number`. @return nullopt, said on stderr, where the city's growth contradicts its law.
std::optional<DesignedCity> designed_city(const Design& design, std::size_t i, std::size_t months,
                                          const model::Executor& executor);
/// The same city on another map: its inner geography drawn anew, levels solved again. @param map 0: as it is
DesignedCity on_another_map(const DesignedCity& city, std::size_t map, const model::Executor& executor);

}  // namespace salus::bench
