#include "model/observation/records.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace salus::model {
namespace {

/// Share of 20,000 cities in which z exceeds 1.645 though nothing changed.
double false_alarms(const ParameterDraw& truth, const ParameterDraw& believed, double count) {
  double n = 0.0;
  for (std::uint64_t d = 0; d < 20000; ++d) {
    const RandomKey key = random_key(8, d, 0);
    const CountPair counts{count, count, 1e6, 1e6};
    // The same draws: what differs is what the statistician allows for.
    const double z = records_statistic(counts, truth, 0.0, 1.0, key, 77), noise = truth[Parameter::record_noise], drift = truth[Parameter::record_drift];
    const double base = 1.0 / (count * truth[Parameter::recorded_homicide]);
    const double allowed = 2 * base + 2 * noise * noise + drift * drift, naive = 2 * base + 2 * believed[Parameter::record_noise] * believed[Parameter::record_noise] + believed[Parameter::record_drift] * believed[Parameter::record_drift];
    n += z * std::sqrt(allowed / naive) > 1.6448536;
  }
  return n / 20000.0;
}

TEST(Records, TheTestHoldsItsLevelAndIgnoringNoiseDoesNot) {
  // Level 5 %; 20,000 cities: standard error 0.0015. Within 0.035..0.065 (false alarm far below 1e-6 for an exact test; the normal
  // approximation moves the level by less than 0.01 from 60 homicides on).
  ParameterDraw p = central_parameters();
  for (const double count : {60.0, 300.0, 3000.0}) {
    EXPECT_NEAR(false_alarms(p, p, count), 0.05, 0.015) << count;
  }
  ParameterDraw believed = p;
  believed[Parameter::record_noise] = believed[Parameter::record_drift] = 0.0;
  EXPECT_GT(false_alarms(p, believed, 3000.0), 0.15);  // the defect
}

TEST(Records, TheSurveyTestHoldsItsLevel) {
  const ParameterDraw p = central_parameters();
  double n = 0.0;
  for (std::uint64_t d = 0; d < 20000; ++d) n += survey_statistic(0.06, 0.06, 4000.0, p, random_key(9, d, 0), 5) > 1.6448536;
  EXPECT_NEAR(n / 20000.0, 0.05, 0.015);
  EXPECT_TRUE(std::isnan(survey_statistic(0.06, 0.06, 50.0, p, {1, 1}, 5)));
}

TEST(Records, RecordedCrimeMayRiseWhileCrimeFalls) {  // reporting grows with trust
  const ParameterDraw p = central_parameters();
  const auto before = recorded_share(p, 0.4, 0.4), after = recorded_share(p, 0.6, 0.5);
  EXPECT_GT(0.95 * after[1], before[1]);  // five percent fewer assaults, more on record
  for (std::size_t k = 0; k < crime_type_count; ++k) EXPECT_LE(before[k], 1.0);
  EXPECT_EQ(recorded_share(p, 0.4, 0.4)[5], 0.0);
}

}  // namespace
}  // namespace salus::model
