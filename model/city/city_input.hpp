#pragma once
/// Everything the city layer must be told about one city. Rates are a person and month unless said otherwise.
#include <cstdint>
#include <string>
#include <vector>

#include "model/city/processes.hpp"

namespace salus::model {

/// Hazards of the life course a month, and where people stand at the start: those of the country's stocks
/// (model/country/start.hpp).
struct LifeCourse {
  /// shares of the population at the start
  double at_risk = 0.0;
  double active = 0.0;
  double imprisoned = 0.0;
  double desisted = 0.0;

  double entry = 0.0;  ///< persons who come at risk a month, as a share of those not at risk
  double leaving = 0.0;
  double initiation = 0.0;
  double desistance = 0.0;
  double sanction = 0.0;
  double release = 0.0;
  double relapse = 0.0;
  double forgetting = 0.0;
  double return_share = 0.0;  ///< of those released
};

/// The loops that a city closes by itself; all zero switches them off (`city-level feedback`).
struct CityFeedback {
  double exposure_on_initiation = 0.0;
  double exposure_on_entry = 0.0;
  double exposure_rate = 0.0;
  double trust_level = 0.5;
  double violence_on_trust = 0.0;
  double trust_rate = 0.0;
  double guardianship = 0.0;
  double capacity_level = 0.5;
  double strain_on_capacity = 0.0;
  double capacity_rate = 0.0;
};

/// A district of the real city. Its share of the people and its level of violence are data; which neighbourhoods of the
/// synthetic ground lie in it is made up.
struct CityDistrict {
  std::string name;
  double share = 0.0;     ///< of the city's people; all sum to 1
  double violence = 1.0;  ///< recorded violence in public a person, over the city's mean
};

/// What police have on record of events in public, which is what places are chosen by.
struct CityRecords {
  /// share of incidents at the start
  EnumArray<double, CrimeType> share = [] {
    EnumArray<double, CrimeType> all;
    all.fill(1.0);
    return all;
  }();
  double drift = 0.0;  ///< change of its log, a month
};

struct CityInput {
  std::uint32_t code = 0;  ///< UN city code: the domain of its random numbers

  /// ISO 3166-1 alpha-3
  std::string name;
  std::string country;

  /// degrees
  double latitude = 0.0;
  double longitude = 0.0;

  int start_year = 2020;
  std::vector<double> population;          ///< [months + 1] persons at the start of each month
  FixedGrid<double, AgeBand> age_share{};  ///< of the population at the start; sums to 1

  /// a person and month
  double births = 0.0;
  double deaths = 0.0;

  std::vector<CityDistrict> districts;  ///< empty where no table has any
  LifeCourse life;
  CityFeedback feedback;
  EnumArray<double, CrimeType> rate{};              ///< incidents a person and month at the start, the city's own
  EnumArray<double, CrimeType> active_loading{};    ///< share of the type that active offenders commit
  EnumArray<double, CrimeType> exposure_loading{};  ///< share that moves with exposure
  CityRecords records;

  std::uint32_t months() const { return static_cast<std::uint32_t>(population.size()) - 1; }
};

}  // namespace salus::model
