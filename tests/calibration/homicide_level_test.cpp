#include "calibration/homicide_level.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "calibration/country_inputs.hpp"
#include "calibration/statistics.hpp"

namespace salus::calibration {
namespace {

/// A country with the given rates per 100,000 from `first` on, counts so large that they add no noise.
CountryTables country(const std::vector<double>& rates, int first = 2000) {
  CountryTables c;
  c.name.iso3 = "AAA";
  int year = first;
  for (const double r : rates) c.homicide.push_back({year++, r, 1e15, "unodc_owid_2025"});
  for (int y = 1990; y <= 2024; ++y) c.population_now.push_back({y, 1e6, "wdi"});
  return c;
}

TEST(HomicideLevel, ThePooledSdIsTheHandComputedOne) {
  // Changes +log 2, -log 2; eight pooled changes of 0.1: (2 x 0.480453 + 8 x 0.01) / 10 = 0.1040906, root 0.3226308.
  const auto changes = yearly_changes(country({1.0, 2.0, 1.0}), 2019);
  ASSERT_EQ(changes.changes.size(), 2u);
  EXPECT_NEAR(changes.lag_product, -std::log(2.0) * std::log(2.0), 1e-14);
  EXPECT_NEAR(pooled_sd(changes, 0.1, 1.0), 0.3226308, 1e-7);
}

TEST(HomicideLevel, CountingNoiseIsTakenOff) {
  auto c = country({1.0, 2.0});
  c.homicide[0].count = 100.0;
  c.homicide[1].count = 200.0;
  const auto changes = yearly_changes(c, 2019);
  EXPECT_NEAR(changes.counting_noise, 0.015, 1e-15);
  EXPECT_NEAR(pooled_sd(changes, 0.1, 1.0), std::sqrt((std::log(2.0) * std::log(2.0) + 0.08) / 9.0 - 0.015), 1e-14);
  c.homicide[0].count.reset();  // from rate x population: 1 per 100,000 of a million is 10 victims
  EXPECT_NEAR(yearly_changes(c, 2019).counting_noise, 0.1 + 0.005, 1e-15);
}

TEST(HomicideLevel, TheForcedYearGapsTinyRatesAndChangesOfSourceGiveNoChange) {
  EXPECT_EQ(yearly_changes(country({1, 2, 3, 4, 5}, 2018), 2024).changes.size(), 2u);  // 2018-19 and 2021-22
  EXPECT_EQ(yearly_changes(country({1, 0.05, 1}), 2019).changes.size(), 0u);
  auto c = country({1, 2, 3});
  c.homicide[2].source_id = "unodc_gsh2019";
  EXPECT_EQ(yearly_changes(c, 2019).changes.size(), 1u);
  c.homicide[1].year = 1995;
  EXPECT_EQ(yearly_changes(c, 2019).changes.size(), 0u);
}

TEST(HomicideLevel, FewYearsLieNearerThePoolThanMany) {
  std::vector<double> few{1.0, 1.5, 1.0};
  std::vector<double> many;
  for (int i = 0; i < 30; ++i) many.push_back(i % 2 ? 1.5 : 1.0);
  const double m = 0.1;
  const double a = pooled_sd(yearly_changes(country(few, 1985), 2019), m, 1.0);
  const double b = pooled_sd(yearly_changes(country(many, 1985), 2019), m, 1.0);
  EXPECT_LT(a - m, b - m);
  EXPECT_GT(a, m);
  EXPECT_LT(b, std::log(1.5));
  // Eight years of a register of quality 0.25 are two.
  EXPECT_NEAR(pooled_sd(yearly_changes(country({1, 2, 1, 2, 1, 2, 1, 2, 1}, 1985), 2019), m, 0.25),
              std::sqrt((2.0 * std::log(2.0) * std::log(2.0) + 8.0 * m * m) / 10.0 -
                        yearly_changes(country({1, 2, 1, 2, 1, 2, 1, 2, 1}, 1985), 2019).counting_noise),
              1e-12);
}

TEST(HomicideLevel, TheFilterIsTheHandComputedOne) {
  // Start 0 with variance 1; a year later variance 1 + 1 = 2, gain 2 / 3: level 2 of 3, variance 2 / 3.
  const auto now = local_level({{0, 0.0, 1.0}, {1, 3.0, 1.0}}, 1.0);
  EXPECT_NEAR(now.level, 2.0, 1e-15);
  EXPECT_NEAR(now.variance, 2.0 / 3.0, 1e-15);
  EXPECT_EQ(local_level({{0, 1.0, 0.0}, {1, 5.0, 0.0}}, 0.5).level, 5.0);  // no noise: the last value
}

TEST(HomicideLevel, TheSdGrowsWithTheYearsWithoutData) {
  const std::vector<CountryTables> all{country({1, 1.2, 1, 1.2, 1, 1.2, 1, 1.2}, 2012),
                                       country({1, 1.2, 1, 1.2, 1, 1.2, 1, 1.2}, 2002)};
  const auto pool = pool_homicide(all, 2019);
  std::set<std::string> used;
  const auto recent = estimate_homicide(all[0], 0, pool, {.last_data = 2019, .start = 2020}, used);
  const auto old = estimate_homicide(all[1], 1, pool, {.last_data = 2019, .start = 2020}, used);
  EXPECT_NEAR(old.level.log_sd * old.level.log_sd - recent.level.log_sd * recent.level.log_sd,
              10.0 * (1.0 - 2.0 * pool.noise_share) * old.annual_log_sd * old.annual_log_sd, 1e-12);
  EXPECT_EQ(used, std::set<std::string>{"unodc_owid_2025"});
}

TEST(HomicideLevel, AnOldSeriesIsDrawnToItsRegionAndARecentOneIsNot) {
  const std::vector<double> high{9, 11, 9, 11, 9, 11, 9, 11};
  const std::vector<double> low{1, 1.3, 1, 1.3, 1, 1.3, 1, 1.3};
  const std::vector<CountryTables> all{country(high, 2012), country(low, 1995), country(low, 2012),
                                       country(high, 2011)};
  const auto pool = pool_homicide(all, 2019);
  std::set<std::string> used;
  const auto old = estimate_homicide(all[1], 1, pool, {.last_data = 2019, .start = 2020}, used);
  const auto recent = estimate_homicide(all[2], 2, pool, {.last_data = 2019, .start = 2020}, used);
  EXPECT_GT(pool.region_level[all[1].name.region], std::log(5e-5));
  EXPECT_GT(old.level.log_rate, recent.level.log_rate + 0.05);
  EXPECT_LT(old.level.log_sd, pool.region_spread[all[1].name.region]);
  EXPECT_GT(recent.level.log_rate, std::log(1.0e-5));
  EXPECT_LT(recent.level.log_rate, std::log(1.3e-5));
}

TEST(HomicideLevel, TheGapToTheLongRunIsShrunkByFiveYears) {
  const std::vector<CountryTables> all{country({8, 8, 8, 8, 8, 8, 8, 8, 8, 8}, 2010), country({2, 3, 2, 3}, 2010)};
  const auto pool = pool_homicide(all, 2019);
  std::set<std::string> used;
  EXPECT_NEAR(estimate_homicide(all[0], 0, pool, {.last_data = 2019, .start = 2020}, used).reversion_gap, 0.0, 1e-12);
  EXPECT_EQ(estimate_homicide(all[1], 1, pool, {.last_data = 2019, .start = 2020}, used).reversion_gap,
            0.0);  // four years are too few
}

}  // namespace
}  // namespace salus::calibration
