#pragma once
/// A programme in a city of agents: its rows as measures on named targets, and what becomes of the city's events under them.
#include <functional>
#include <optional>
#include <vector>

#include "model/city/city_run.hpp"
#include "model/city/targeting.hpp"
#include "model/core/calendar.hpp"
#include "model/programme/delivery.hpp"

namespace salus::model {

/// One row in a city: whom it reaches and what it does to them. Targets are named once, in the January in which the programme comes to the city, the best that can be known or any as the row says: as many as
/// the year of the highest coverage takes. In the other years they are reached in proportion.
struct CityLever {
  const Intervention* row = nullptr;
  std::array<double, crime_type_count> relative_risk{};
  double targets = 0.0;                            ///< cells, persons, couples or households
  std::array<double, horizon_years> strength{};    ///< 0..1
};

struct CityProgramme {
  std::size_t first_year = 0;          ///< in which it comes to the city
  std::vector<CityLever> levers;
};

/// What delivery (programme/delivery.hpp) brings to a city of `people`, as levers. Coverage, cost and quality are delivery's; the share of crime that targets account for, displacement and
/// overlap are not carried over: they come out. Rows without a target in a city are left out.
CityProgramme city_programme(const Portfolio& portfolio, const Evidence& evidence, const std::vector<InterventionDraw>& interventions, const CityEffect& effect, double people, std::size_t first_year);

using YearlyIncidents = std::array<std::array<double, crime_type_count>, horizon_years>;

/// Incidents of a city by year without programmes, and how many are expected with each.
struct CityCounterfactual {
  YearlyIncidents without{};
  std::vector<YearlyIncidents> with;    ///< [programme]; years before the first are those without
  double person_months = 0.0;           ///< simulated; the pilot is not in it
};

/// Runs a city without programmes over `warm_up` months and the horizon, and follows each of its events as it would have fared under each programme, whose targets are named in its first January.
///
/// An event is worth the chance that what acts on its offender and place lets it pass, plus what its offender is expected to do elsewhere when stopped there, times the worth of the event that led to it: so
/// what contagion adds and what is moved come out, and the difference to the city without has none of the noise of two cities that have grown apart, which over ten years would hide any programme that cities
/// can pay. Left out: that fewer are imprisoned and killed, so live on among people. Against two runs of the city it is held in tests/model/coupling/city_programme_test.
/// @return nullopt where `stop` said so; it is asked once a month.
std::optional<CityCounterfactual> run_counterfactual(const CityPlan& plan, std::size_t warm_up, const std::vector<CityProgramme>& programmes, const Executor& executor, const std::function<bool()>& stop);

/// Puts a programme to work in a city that stands at the January of its first year.
void begin(const CityProgramme& programme, const CityPlan& plan, const CityRun& city, const CityMemory& memory, Measures& measures);

}  // namespace salus::model
