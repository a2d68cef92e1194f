/// Demography and driver paths against closed forms.
#include <gtest/gtest.h>

#include <cmath>

#include "calibration/demography.hpp"
#include "calibration/driver_paths.hpp"
#include "model/core/calendar.hpp"

namespace salus::calibration {
namespace {

/// Every band holds 100,000 persons for ever; 1.7 million in all; growth 1 % a year in population_now.
CountryTables steady() {
  CountryTables c;
  for (int y = 2015; y <= 2035; ++y) {
    AgeYear ages{y, {}, 3e5, "wpp"};
    ages.band.fill(1e5);
    c.ages.push_back(ages);
  }
  for (int y = 1990; y <= 2035; ++y) c.population_note.push_back({y, 1.7e6, "wpp"});
  for (int y = 1990; y <= 2024; ++y) c.population_now.push_back({y, 1.7e6 * std::pow(1.01, y - 2024), "wdi"});
  return c;
}

TEST(Demography, AConstantPopulationHasTheFlowsOfItsBands) {
  const auto c = steady();
  const auto d = make_demography(Population(c, model::View::as_of_note, 2019), 2020);
  for (std::size_t m = 0; m < model::horizon_months; ++m) {
    EXPECT_NEAR(d.births[m], 1e5 / 60, 1e-6);
    EXPECT_NEAR(d.entering_risk_age[m], 1e5 / 60, 1e-6);
    EXPECT_NEAR(d.deaths[m], 1e5 / 60, 1e-6);  // of 200,000 aged 75 and over 100,000 are left five years later
    EXPECT_NEAR(d.net_migration[m], 0.0, 1e-6);
  }
  EXPECT_NEAR(d.risk_age_population, 3e5, 1e-6);
}

TEST(Demography, TheViewNowCarriesOnFromTheLastPublishedYear) {
  const auto c = steady();
  const Population people(c, model::View::now, 2024);
  EXPECT_DOUBLE_EQ(people.persons(2024), 1.7e6);
  EXPECT_DOUBLE_EQ(people.persons(2036), 1.7e6);  // the projection does not grow
  EXPECT_DOUBLE_EQ(people.at_month(2024, 0), 0.5 * (people.persons(2023) + people.persons(2024)));
  EXPECT_DOUBLE_EQ(people.at_month(2024, 6), people.persons(2024));
  const Population earlier(c, model::View::now, 2020);
  EXPECT_DOUBLE_EQ(earlier.persons(2023), people.persons(2020));  // a later figure is not used
}

TEST(Drivers, TheTrendIsDampedAndLinearWithinAYear) {
  CountryTables c;
  for (int y = 2015; y <= 2019; ++y)
    c.drivers[model::Driver::inequality].push_back({y, 30.0 + 2.0 * (y - 2015), "gini"});
  model::EnumArray<double, model::Driver> units;
  units.fill(4.0);
  std::set<std::string> used;
  const auto paths = driver_paths(c, units, {.last_data = 2019, .start = 2020}, used);
  const auto sum = [](double x) { return 0.8 * (1.0 - std::pow(0.8, x)) / 0.2; };
  EXPECT_EQ(paths[model::Driver::inequality][0], 0.0);
  EXPECT_NEAR(paths[model::Driver::inequality][12], 0.5 * (sum(1.5) - sum(0.5)), 1e-12);
  EXPECT_NEAR(paths[model::Driver::inequality][120], 0.5 * (sum(10.5) - sum(0.5)), 1e-12);
  EXPECT_NEAR(paths[model::Driver::inequality][6], 0.5 * paths[model::Driver::inequality][12], 1e-12);
  for (const double v : paths[model::Driver::unemployment]) EXPECT_EQ(v, 0.0);
}

TEST(Drivers, FewerThanThreeValuesInFiveYearsGiveNoTrend) {
  CountryTables c;
  c.drivers[model::Driver::inequality] = {
      {2010, 10, "gini"}, {2015, 30, "gini"}, {2019, 40, "gini"}, {2021, 90, "gini"}};
  model::EnumArray<double, model::Driver> units;
  units.fill(1.0);
  std::set<std::string> used;
  const auto paths = driver_paths(c, units, {.last_data = 2019, .start = 2020}, used);
  for (const double v : paths[model::Driver::inequality]) EXPECT_EQ(v, 0.0);
}

TEST(Drivers, TheYouthShareFollowsTheProjection) {
  CountryTables c;
  for (int y = 2010; y <= 2050; ++y)
    c.drivers[model::Driver::youth_share].push_back({y, 20.0 - 0.1 * (y - 2010), "unwpp2019_medium_projection"});
  model::EnumArray<double, model::Driver> units;
  units.fill(2.0);
  std::set<std::string> used;
  EXPECT_NEAR(driver_paths(c, units, {.last_data = 2019, .start = 2020}, used)[model::Driver::youth_share][120], -0.5,
              1e-12);
}

}  // namespace
}  // namespace salus::calibration
