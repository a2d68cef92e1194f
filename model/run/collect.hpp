#pragma once
/// How a draw of a scenario gets from the kernel's sums to what is kept of a country.
#include "model/run/block_run.hpp"
#include "model/run/country_record.hpp"

namespace salus::model {

/// Share of the people whom surveys ask: 15 years and over. That of the start, as in the levels
/// (calibration/README.md), so that it moves no prevalence.
double adult_share(const CountryInput& country);

/// Of violent incidents, homicide left out: what a survey can ask.
RatePerPerson violent_rate(const EnumArray<double, CrimeType>& incidents, PersonYears adults);

/// In the cities of the panel: the country's by their share, at their factors.
EnumArray<double, UrbanSeries> urban_incidents(const LaneRun& run, YearIndex year);

/// Value of a harm where income is `income` over that at its home, market incomes both.
double value_over_home(UsdPerPerson income, UsdPerPerson home, double elasticity);

/// Writes every target but the differences.
void collect(const LaneRun& run, const CountryInput& country, ScenarioIndex scenario, CountryRecord& out);

/// Differences against the first scenario, draw by draw, in double from the kernel's sums, and what they are worth.
void collect_averted(const CountryTask& task, const LaneRun& base, const LaneRun& run, ScenarioIndex scenario,
                     CountryRecord& out);

}  // namespace salus::model
