#pragma once
/// What police and surveys see of a city: counts with noise, and the tests that a statistician would make of them.
#include <span>

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

/// The log fall that is to be shown: by 10 %.
double least_fall();

/// What is expected on record of a city: base and end at the share that is recorded, which changes, with a drift and
/// noise of the city's own. Same uniforms for the same city and draw, with and without the programme.
CountPair on_record(const CountPair& counts, const ParameterDraw& parameters, const Recording& recording, RandomKey key,
                    std::uint32_t city);

/// A recorded fall of one city, or of several together, and how surely it is read.
struct Reading {
  double fall = 0.0;           ///< of the log rate on record
  double log_base = 0.0;       ///< log rate on record in the base
  double variance = 0.0;       ///< of the fall: chance, noise and drift of recording
  double base_variance = 0.0;  ///< the base's part of it
  double concentration = 1.0;  ///< sum of the squares of the cities' parts of the base; 1 for a single city
};

/// Counts are Poisson around what is expected of all cities together. The statistician knows the sizes of noise and
/// drift. @param cities what is expected on record of each; @pre one or more. @param entity of the draws: the city, or
/// the country of several. Counts of large means still part where the means do.
Reading reading(std::span<const CountPair> cities, const ParameterDraw& parameters, double power, RandomKey key,
                std::uint32_t entity);

/// z statistic of "fell by 10 % more than the control cities together", a difference in differences of true rates:
/// about standard normal where it fell by just that.
double against_controls(const Reading& city, const Reading& controls);

/// How cities of one country part by themselves between two windows of three years, on the log scale.
struct Parting {
  double level_variance = 0.0;  ///< of a city's level in the base against its country's
  double closing = 0.0;         ///< covariance of the level in the base with the fall that follows by itself
  double mean_level = 0.0;      ///< of the log rate of a city in units of its country's rate
};
/// @param years from the first year of the base to the first of the end.
Parting parting(const ParameterDraw& parameters, double years);

/// z statistic of "fell by 10 % more than the control cities, beyond how cities part by themselves": the programme did
/// it. What is to be expected of a city that started above the controls, a return towards them, is taken off first
/// (regression on the level in the base); what scatters around that is in the variance beside the records' noise.
/// About standard normal where the programme took just 10 % off and cities were chosen by their level.
double credit_statistic(const Reading& city, const Reading& controls, const Parting& parting);

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

/// z statistic of "prevalence fell by 10 %"; not a number where there are too few interviews.
double survey_statistic(const SurveyWaves& waves, const ParameterDraw& parameters, RandomKey key, std::uint32_t city);

/// Share of each crime type that the police keep on record of what they are told: log odds move with capacity, from the
/// level of the type.
EnumArray<double, CrimeType> kept_share(const ParameterDraw& parameters, double capacity);
/// Reported share of each crime type at this trust; 0 for types of which nothing is known. Log odds move with trust.
EnumArray<double, CrimeType> reported_share(const ParameterDraw& parameters, double trust);

}  // namespace salus::model
