#pragma once
/// The cities of the panel: who lives where from three years before the start to the end of the horizon.
#include <set>
#include <string>
#include <vector>

#include "calibration/demography.hpp"
#include "calibration/tables.hpp"
#include "model/country/city.hpp"

namespace salus::calibration {

/// Below 10 percent of the urban population in slums: lower; to 40: middle; above: higher. An assumption, the same for
/// every city of a country: no table has slums by city. The size of a city does not enter: no source here ties it to
/// planning, design or services.
model::Vulnerability vulnerability_of(double slum_percent);

/// Persons of a city at mid-year: log-linear between the points of the table; beyond the last, the growth between the
/// last two goes on.
/// @pre points by year, not empty.
double city_persons(const std::vector<YearValue>& points, int year);

/// What is known of all of a country's towns together.
struct Towns {
  double urban_share = 0.0;   ///< of the country's people, 0..1
  double slum_percent = 0.0;  ///< of their people, 0..100
};

/// The cities of one country, sorted by code. Where they would exceed the country's population of a year all are scaled
/// down to it: no one is counted twice. A country without a listed city gets one unit for its towns: the urban share of
/// its population, at no one place (latitude and longitude are not numbers).
/// @param cities of this country; @param used takes the source ids.
std::vector<model::City> panel_cities(const CountryName& country, const std::vector<const City*>& cities,
                                      const Population& population, const Towns& towns, int start_year,
                                      std::set<std::string>& used);

}  // namespace salus::calibration
