#pragma once
/// Everything the city layer must be told about one city. Rates are a person and month unless said otherwise.
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "model/city/processes.hpp"

namespace salus::model {

/// Hazards of the life course a month, and where people stand at the start: those of the country's stocks (model/country/start.hpp).
struct LifeCourse {
  double at_risk = 0.0, active = 0.0, imprisoned = 0.0, desisted = 0.0;  ///< shares of the population at the start
  double entry = 0.0;                       ///< persons who come at risk a month, as a share of those not at risk
  double leaving = 0.0, initiation = 0.0, desistance = 0.0, sanction = 0.0, release = 0.0, relapse = 0.0, forgetting = 0.0;
  double return_share = 0.0;                ///< of those released
};

/// The loops that a city closes by itself; all zero switches them off (`city-level feedback`).
struct CityFeedback {
  double exposure_on_initiation = 0.0, exposure_on_entry = 0.0, exposure_rate = 0.0;
  double trust_level = 0.5, violence_on_trust = 0.0, trust_rate = 0.0, guardianship = 0.0;
  double capacity_level = 0.5, strain_on_capacity = 0.0, capacity_rate = 0.0;
};

/// A district of the real city, of known size and level: which neighbourhoods of the synthetic ground are in it is made up, how many and how violent is not.
struct CityDistrict {
  std::string name;
  double share = 0.0;      ///< of the city's people; all sum to 1
  double violence = 1.0;   ///< recorded violence in public a person, over the city's mean
};

struct CityInput {
  std::uint32_t code = 0;                 ///< UN city code: the domain of its random numbers
  std::string name, country;              ///< ISO 3166-1 alpha-3
  double latitude = 0.0, longitude = 0.0; ///< degrees
  int start_year = 2020;
  std::vector<double> population;         ///< [months + 1] persons at the start of each month
  std::array<double, age_bands> age_share{};  ///< of the population at the start; sums to 1
  double births = 0.0, deaths = 0.0;      ///< a person and month
  std::vector<CityDistrict> districts;        ///< empty where no table has any
  LifeCourse life;
  CityFeedback feedback;
  std::array<double, crime_type_count> rate{};              ///< incidents a person and month at the start, the city's own
  std::array<double, crime_type_count> active_loading{};    ///< share of the type that active offenders commit
  std::array<double, crime_type_count> exposure_loading{};  ///< share that moves with exposure

  std::size_t months() const { return population.size() - 1; }
};

}  // namespace salus::model
