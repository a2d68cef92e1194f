#pragma once
/// What police and surveys see of a city: counts with noise, and the test that a statistician would make of them.
#include "model/core/quantity.hpp"
#include "model/parameters/parameters.hpp"
#include "model/random/philox.hpp"

namespace salus::model {

/// A city's homicides over some years, true and expected.
struct HomicideCount {
  Incidents homicides;
  PersonYears people;
  RatePerPerson rate() const { return homicides / people; }
};
/// Over the three base years and the three end years.
struct CountPair {
  HomicideCount base;
  HomicideCount end;
};

/// How records come to differ from what happened.
struct Recording {
  double change = 0.0;  ///< log change of the recorded share that the statistician does not see
  double power = 1.0;   ///< divides drift and noise (monitoring)
};

/// z statistic of "the rate fell" from recorded counts: base and end are Poisson around expected counts times what is
/// recorded, with a drift of recording and noise beyond Poisson. The statistician knows the size of both and allows for
/// them. Same uniforms for the same city and draw, with and without the programme; counts of large means still part
/// where the means do.
double records_statistic(const CountPair& counts, const ParameterDraw& parameters, const Recording& recording,
                         RandomKey key, std::uint32_t city);

/// Standard deviation of the log ratio of two recorded counts beyond Poisson: noise of both and drift. @param power
/// divides both.
double records_extra_sd(const ParameterDraw& parameters, double power);

/// Two waves of a survey of victims.
struct SurveyWaves {
  Probability base;  ///< prevalence
  Probability end;   ///< prevalence
  Interviews each;   ///< of either wave
};
inline constexpr Interviews least_interviews(100.0);  ///< of a wave; fewer are no survey

/// z statistic of "prevalence fell"; not a number where there are too few interviews.
double survey_statistic(const SurveyWaves& waves, const ParameterDraw& parameters, RandomKey key, std::uint32_t city);

/// Share that the police keep on record of what they are told, as for homicide, all of which is told.
double kept_share(const ParameterDraw& parameters, double capacity);
/// Reported share of each violent crime type at this trust; 0 for types that are not violent. Log odds move with trust.
EnumArray<double, CrimeType> reported_share(const ParameterDraw& parameters, double trust);

}  // namespace salus::model
