#include "calibration/panel_cities.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/core/calendar.hpp"

namespace salus::calibration {
namespace {

/// 1.7 million persons for ever.
CountryTables steady_country() {
  CountryTables c;
  c.name = {"AAA", 132, "Aland", model::Region{}, model::Income{}};
  for (int y = 2015; y <= 2035; ++y) {
    AgeYear ages{y, {}, 3e5, "wpp"};
    ages.band.fill(1e5);
    c.ages.push_back(ages);
  }
  for (int y = 1990; y <= 2035; ++y) c.population_note.push_back({y, 1.7e6, "wpp"});
  return c;
}

City city(std::uint32_t code, double persons) {
  return {
      "AAA", code, "City " + std::to_string(code),
      1.0,   2.0,  {{2010, persons, "est"}, {2015, persons, "est"}, {2020, persons, "proj"}, {2035, persons, "proj"}}};
}

TEST(PanelCities, PersonsAreLogLinearBetweenThePointsAndGrowOnBeyond) {
  const std::vector<YearValue> points{{2015, 100, "a"}, {2020, 200, "b"}, {2025, 200, "b"}, {2030, 400, "b"}};
  EXPECT_EQ(city_persons(points, 2020), 200.0);
  EXPECT_NEAR(city_persons(points, 2017), 100.0 * std::pow(2.0, 0.4), 1e-12);
  EXPECT_NEAR(city_persons(points, 2023), 200.0, 1e-12);
  EXPECT_NEAR(city_persons(points, 2040), 1600.0, 1e-9);  // doubles every five years
  EXPECT_EQ(city_persons(points, 2010), 100.0);
  EXPECT_EQ(city_persons({{2015, 7, "a"}}, 2030), 7.0);
}

TEST(PanelCities, CitiesAreSortedByCodeAndScaledOnlyWhereTheyExceedTheCountry) {
  const auto country = steady_country();
  const Population people(country, model::View::as_of_note, 2019);
  const City a = city(30, 4e5);
  const City b = city(20, 8e5);
  const City c = city(10, 2e6);
  std::set<std::string> used;
  auto panel = panel_cities(country.name, {&a, &b}, people, {.urban_share = 0.9, .slum_percent = 20.0}, 2020, used);
  ASSERT_EQ(panel.size(), 2u);
  EXPECT_EQ(panel[0].code, 20u);
  ASSERT_EQ(panel[0].population.size(), model::panel_years);
  for (const double v : panel[0].population) EXPECT_NEAR(v, 8e5, 1e-6);
  EXPECT_EQ(used, (std::set<std::string>{"est", "proj"}));
  panel = panel_cities(country.name, {&a, &c}, people, {.urban_share = 0.9, .slum_percent = 20.0}, 2020, used);
  for (std::size_t y = 0; y < model::panel_years; ++y) {
    EXPECT_NEAR(panel[0].population[y] + panel[1].population[y], 1.7e6, 1e-6);
    EXPECT_NEAR(panel[0].population[y] / panel[1].population[y], 5.0, 1e-12);
  }
}

TEST(PanelCities, ACountryWithoutACityHasItsTowns) {
  const auto country = steady_country();
  std::set<std::string> used;
  const auto panel = panel_cities(country.name, {}, Population(country, model::View::as_of_note, 2019),
                                  {.urban_share = 0.5, .slum_percent = 50.0}, 2020, used);
  ASSERT_EQ(panel.size(), 1u);
  EXPECT_EQ(panel[0].code, model::towns_code_base + 132);
  EXPECT_EQ(panel[0].name, "Towns of Aland");
  EXPECT_TRUE(std::isnan(panel[0].latitude) && std::isnan(panel[0].longitude));
  EXPECT_EQ(panel[0].vulnerability, model::Vulnerability::higher);
  for (const double v : panel[0].population) EXPECT_NEAR(v, 8.5e5, 1e-6);
}

TEST(PanelCities, TheClassFollowsTheSlumShare) {
  using V = model::Vulnerability;
  EXPECT_EQ(vulnerability_of(0.0), V::lower);
  EXPECT_EQ(vulnerability_of(9.99), V::lower);
  EXPECT_EQ(vulnerability_of(10.0), V::middle);
  EXPECT_EQ(vulnerability_of(40.0), V::middle);
  EXPECT_EQ(vulnerability_of(40.01), V::higher);
}

}  // namespace
}  // namespace salus::calibration
