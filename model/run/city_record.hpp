#pragma once
/// What is recorded of the cities of one draw and scenario: rates without a programme, test statistics of their fall,
/// money, and what each line of the budget averted in them.
#include "model/run/block_run.hpp"
#include "model/run/country_part.hpp"

namespace salus::model {

/// Incidents of a type in a city and year: the country's, by the city's share, at the city's own factor.
class CityLedger {
 public:
  explicit CityLedger(const LaneRun& run) : run_(run) {}
  /// In any city.
  double incidents(CityIndex city, YearIndex year, CrimeType type) const;
  /// In a city that the programme reached.
  double incidents(const ReachedCity& city, YearIndex year, CrimeType type) const;
  /// As if no measure were at work in the city, whatever there is elsewhere.
  double incidents_without_measures(CityIndex city, YearIndex year, CrimeType type) const;

 private:
  double at_factor(double factor, CityIndex city, YearIndex year, CrimeType type) const;
  LaneRun run_;
};

/// Control cities of a country with which a reached city is compared, at least: fewer say more of themselves than of
/// their country. A judgement.
inline constexpr std::size_t least_controls = 3;

/// Homicide rates of every city in the first scenario, base and end.
void record_baseline(const CountryTask& task, const EndWindow& window, const LaneRun& base, CountryPart& out);

/// The reached cities of a scenario in one lane. @param base the first scenario in the same lane. @param entries get
/// one a city; null where the proof of falls is not asked for.
void record_cities(const CountryTask& task, const EndWindow& window, const LaneRun& base, const LaneRun& run,
                   ScenarioIndex scenario, CountryPart& out, std::vector<CityEntry>* entries);

}  // namespace salus::model
