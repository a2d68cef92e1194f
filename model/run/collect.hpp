#pragma once
/// How a draw of a scenario gets from the kernel's sums to what is kept of a country.
#include "model/run/block_run.hpp"
#include "model/run/country_record.hpp"

namespace salus::model {

/// Violent incidents a person and year, homicide left out: what a survey can ask.
double violent_rate(const EnumArray<double, CrimeType>& incidents, double people);

/// Writes every target but the differences.
void collect(const LaneRun& run, ScenarioIndex scenario, CountryRecord& out);

/// Differences against the first scenario, draw by draw, in double from the kernel's sums, and what they are worth.
void collect_averted(const CountryTask& task, const LaneRun& base, const LaneRun& run, ScenarioIndex scenario,
                     CountryRecord& out);

}  // namespace salus::model
