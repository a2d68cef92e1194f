#pragma once
/// A programme in a city of agents: its rows as measures on named targets, and what becomes of the city's events under
/// them.
#include <functional>
#include <optional>
#include <vector>

#include "model/city/city_run.hpp"
#include "model/city/targeting.hpp"
#include "model/core/calendar.hpp"
#include "model/programme/delivery.hpp"

namespace salus::model {

/// One row in a city: whom it reaches and what it does to them, by year. Units paid every year are given to the best
/// that can be known each January (or to any, as the row says), by the year before as it would have been without the
/// programme: whoever names allows for what the measures did, and keeps a hot spot that has cooled down under them.
/// Units paid once stay with those who were named first, reached in proportion in years of lower coverage.
struct CityLever {
  const Intervention* row = nullptr;
  EnumArray<double, CrimeType> relative_risk;
  std::array<double, horizon_years> units{};     ///< that are covered
  std::array<double, horizon_years> eligible{};  ///< units that could be
  std::array<double, horizon_years> strength{};  ///< of the effect on each, 0..1
  /// Acts on all that happens at as many cells, any of them, as the units are of the eligible (`EffectOf::area`).
  bool of_area = false;
};

struct CityProgramme {
  std::size_t first_year = 0;  ///< in which it comes to the city
  std::vector<CityLever> levers;
};

/// What delivery (programme/delivery.hpp) brings to a city, as levers. Coverage, cost and quality are delivery's; the
/// share of crime that targets account for, displacement and overlap are not carried over: they come out. Rows without
/// a target in a city are left out; one whose effects are of areas and of persons makes a lever of each. @param people
/// inhabitants by year.
CityProgramme city_programme(const Portfolio& portfolio, const Evidence& evidence,
                             const std::vector<InterventionDraw>& interventions, const CityEffect& effect,
                             const std::array<double, horizon_years>& people, std::size_t first_year);

/// Adds a row's lever, or two where some of its effects are of areas and some of those reached.
void add_levers(CityLever lever, const EnumArray<double, CrimeType>& relative_risk, CityProgramme& programme);

/// A programme at work in a city, whose targets are named anew each January.
class ProgrammeAtWork {
 public:
  explicit ProgrammeAtWork(const CityProgramme& programme)
      : programme_(programme), named_(programme.levers.size()), targets_a_unit_(programme.levers.size()) {}
  /// Measures of a year of the horizon, from the city as it stands in January. @param memory of the year before. Empty
  /// before the programme's first year.
  Measures year(std::size_t year, const CityPlan& plan, const CityRun& city, const CityMemory& memory);

 private:
  void add(std::size_t lever, std::size_t year, const CityRun& city, const CityMemory& memory, RandomKey key,
           Measures& measures);
  const CityProgramme& programme_;
  std::vector<std::vector<std::uint32_t>> named_;  ///< [lever] of units paid once
  /// [lever] targets a unit, of those there were when the programme came; 0 before
  std::vector<double> targets_a_unit_;
};

/// Incidents of a city by year without programmes, and how many are expected with each.
struct CityCounterfactual {
  YearlyIncidents without{};
  std::vector<YearlyIncidents> with;  ///< [programme]; years before the first are those without
  double person_months = 0.0;         ///< simulated; the pilot is not in it
};

/// Runs a city without programmes over `warm_up` months and the horizon, and follows each of its events as it would
/// have fared under each programme.
///
/// An event is worth the chance that what acts on its offender and place lets it pass, plus what its offender is
/// expected to do elsewhere when stopped there, times the worth of the event that led to it. What is moved elsewhere
/// has a worth of its own, and so has what follows from it, about the places it went to. So what contagion adds and
/// what is displaced come out, and the difference to the city without has none of the noise of two cities that have
/// grown apart, which over ten years would hide any programme that cities can pay. Left out: that fewer are imprisoned
/// and killed, so live on among people; with prison the effect comes out a few percent too high
/// (tests/model/coupling/city_programme_test holds all of it against a second city with the measures at work).
/// @return nullopt where `stop` said so; it is asked once a month.
std::optional<CityCounterfactual> run_counterfactual(const CityPlan& plan, std::size_t warm_up,
                                                     const std::vector<CityProgramme>& programmes,
                                                     const Executor& executor, const std::function<bool()>& stop);

}  // namespace salus::model
