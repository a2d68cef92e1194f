#pragma once
/// How a draw of a scenario gets from the kernel's sums to what is kept of a country.
#include "model/run/block_run.hpp"
#include "model/run/country_part.hpp"

namespace salus::model {

/// Of violent incidents, homicide left out: what a survey can ask.
RatePerPerson violent_rate(const EnumArray<double, CrimeType>& incidents, PersonYears adults);

/// In the cities of the panel: the country's by their share, at their factors.
EnumArray<double, UrbanSeries> urban_incidents(const LaneRun& run, YearIndex year);

/// Value of a harm where income is `income` over that at its home, market incomes both.
double value_over_home(UsdPerPerson income, UsdPerPerson home, double elasticity);

/// Writes the series of one draw under a scenario: its own, and the headlines, of which those of scenarios after the
/// first are differences from it, in double from the kernel's sums; and what these are worth.
void collect(const CountryTask& task, const LaneRun& base, const LaneRun& run, ScenarioIndex scenario,
             CountryPart& out);

}  // namespace salus::model
