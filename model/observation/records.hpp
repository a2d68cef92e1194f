#pragma once
/// What police and surveys see of a city: counts with noise, and the test that a statistician would make of them.
#include "model/parameters/parameters.hpp"
#include "model/random/philox.hpp"

namespace salus::model {

/// A city's homicides over the three base years and the three end years, true and expected, with the person-years they
/// come from.
struct CountPair {
  /// expected true counts
  double base = 0.0;
  double end = 0.0;

  /// person-years
  double base_people = 0.0;
  double end_people = 0.0;
};

/// z statistic of "the rate fell" from recorded counts: base and end are Poisson around expected counts times what is
/// recorded, with a drift of recording and noise beyond Poisson. The statistician knows the size of both and allows for
/// them. Same uniforms for the same city and draw, with and without the programme; counts of large means still part
/// where the means do. @param recording_change log change of the recorded share that the statistician does not see.
/// @param power divides drift and noise (monitoring).
double records_statistic(const CountPair& counts, const ParameterDraw& parameters, double recording_change,
                         double power, RandomKey key, std::uint32_t city);

/// Standard deviation of the log ratio of two recorded counts beyond Poisson: noise of both and drift. @param power
/// divides both.
double records_extra_sd(const ParameterDraw& parameters, double power);

/// z statistic of "prevalence fell" from two survey waves of n interviews each.
double survey_statistic(double base_prevalence, double end_prevalence, double interviews_a_wave,
                        const ParameterDraw& parameters, RandomKey key, std::uint32_t city);

/// Share that the police keep on record of what they are told, as for homicide, all of which is told.
double kept_share(const ParameterDraw& parameters, double capacity);
/// Reported share of each violent crime type at this trust; 0 for types that are not violent. Log odds move with trust.
EnumArray<double, CrimeType> reported_share(const ParameterDraw& parameters, double trust);

}  // namespace salus::model
