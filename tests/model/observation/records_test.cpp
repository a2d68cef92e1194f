#include "model/observation/records.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "model/core/grid.hpp"
#include "model/observation/proof.hpp"

namespace salus::model {
namespace {

/// A city without change.
CountPair alike(Incidents homicides, PersonYears people) {
  return {.base = {homicides, people}, .end = {homicides, people}};
}

/// Share of 20,000 cities in which z exceeds 1.645 though nothing changed.
double false_alarms(const ParameterDraw& truth, const ParameterDraw& believed, double count) {
  double n = 0.0;
  for (std::uint64_t d = 0; d < 20000; ++d) {
    const RandomKey key = random_key(8, d, 0);
    const CountPair counts = alike(Incidents(count), PersonYears(1e6));
    // The same draws: what differs is what the statistician allows for.
    const double z = records_statistic(counts, truth, {}, key, 77);
    const double noise = truth[Parameter::record_noise];
    const double drift = truth[Parameter::record_drift];
    const double base = 1.0 / (count * truth[Parameter::recorded_homicide]);
    const double allowed = 2 * base + 2 * noise * noise + drift * drift;
    const double naive = 2 * base + 2 * believed[Parameter::record_noise] * believed[Parameter::record_noise] +
                         believed[Parameter::record_drift] * believed[Parameter::record_drift];
    n += z * std::sqrt(allowed / naive) > 1.6448536;
  }
  return n / 20000.0;
}

TEST(Records, TheTestHoldsItsLevelAndIgnoringNoiseDoesNot) {
  // Level 5 %; 20,000 cities: standard error 0.0015. Within 0.035..0.065 (false alarm far below 1e-6 for an exact test;
  // the normal approximation moves the level by less than 0.01 from 60 homicides on).
  ParameterDraw p = central_parameters();
  for (const double count : {60.0, 300.0, 3000.0}) {
    EXPECT_NEAR(false_alarms(p, p, count), 0.05, 0.015) << count;
  }
  ParameterDraw believed = p;
  believed[Parameter::record_noise] = believed[Parameter::record_drift] = 0.0;
  EXPECT_GT(false_alarms(p, believed, 3000.0), 0.15);  // the defect
}

TEST(Records, WhereNoCityFallsFewAreProven) {
  // 1,000 draws of 100 cities without change: whatever is proven is false, so the share of draws with any proof is the
  // mean share of false ones, at most 10 % (standard error 0.01, so 0.14 is exceeded with probability below 1e-4).
  // Without false discovery control nearly every draw proves some; with noise that the statistician does not know far
  // more than 10 % of draws do.
  const ParameterDraw p = central_parameters();
  double controlled = 0.0;
  double each = 0.0;
  double naive = 0.0;
  for (std::uint64_t d = 0; d < 1000; ++d) {
    std::vector<double> z;
    std::vector<double> bold;
    for (std::uint32_t city = 1; city <= 100; ++city) {
      const CountPair counts = alike(Incidents(400.0), PersonYears(4e6));
      z.push_back(records_statistic(counts, p, {}, random_key(12, d, 0), city));
      const double noise = p[Parameter::record_noise];
      const double drift = p[Parameter::record_drift];
      const double poisson = 2.0 / (400.0 * p[Parameter::recorded_homicide]);
      bold.push_back(z.back() * std::sqrt((poisson + 2 * noise * noise + drift * drift) / poisson));
    }
    const auto any = [](const std::vector<bool>& proven) {
      return std::find(proven.begin(), proven.end(), true) != proven.end() ? 1.0 : 0.0;
    };
    controlled += any(proven_falls(z)) / 1000.0;
    naive += any(proven_falls(bold)) / 1000.0;
    each += *std::max_element(z.begin(), z.end()) > 1.2816 ? 1.0 / 1000.0 : 0.0;
  }
  EXPECT_LT(controlled, 0.14);
  EXPECT_GT(controlled, 0.03);
  EXPECT_GT(naive, 0.3);
  EXPECT_GT(each, 0.95);
}

TEST(Records, TheSurveyTestHoldsItsLevel) {
  const ParameterDraw p = central_parameters();
  SurveyWaves waves{.base = Probability(0.06), .end = Probability(0.06), .each = Interviews(4000.0)};
  double n = 0.0;
  for (std::uint64_t d = 0; d < 20000; ++d) n += survey_statistic(waves, p, random_key(9, d, 0), 5) > 1.6448536;
  EXPECT_NEAR(n / 20000.0, 0.05, 0.015);
  waves.each = Interviews(50.0);
  EXPECT_TRUE(std::isnan(survey_statistic(waves, p, {1, 1}, 5)));
}

TEST(Records, RecordedCrimeMayRiseWhileCrimeFalls) {  // reporting grows with trust
  const ParameterDraw p = central_parameters();
  constexpr CrimeType assault = CrimeType::serious_assault;
  const auto before = reported_share(p, 0.4);
  const auto after = reported_share(p, 0.6);
  const double kept_before = kept_share(p, 0.4);
  const double kept_after = kept_share(p, 0.5);
  // Five percent fewer assaults, more on record.
  EXPECT_GT(0.95 * kept_after * after[assault], kept_before * before[assault]);
  for (const auto k : every<CrimeType>) EXPECT_LE(before[k], 1.0);
  // Log odds move as the parameters say, from the level that is given.
  const auto log_odds = [](double share) { return std::log(share / (1.0 - share)); };
  EXPECT_NEAR(log_odds(after[assault]) - log_odds(before[assault]), p[Parameter::reporting_on_trust] * 0.2, 1e-12);
  EXPECT_NEAR(log_odds(kept_after) - log_odds(kept_before), p[Parameter::recording_on_capacity] * 0.1, 1e-12);
  EXPECT_NEAR(kept_share(p, p[Parameter::capacity_level]), p[Parameter::recorded_homicide], 1e-15);
  EXPECT_EQ(reported_share(p, 0.4)[CrimeType::property], 0.0);
}

}  // namespace
}  // namespace salus::model
