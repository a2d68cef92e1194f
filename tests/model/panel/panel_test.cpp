#include "model/panel/panel.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/model/sample_world.hpp"

namespace salus::model {
namespace {

CountryInput country() {
  auto c = tests::sample_country("BBB", 76, Region::latin_america_caribbean, Income::upper_middle, 6.0e7, 2.5e-4);
  tests::add_cities(c, 200, 8);
  return c;
}

TEST(Panel, CitiesAndTheRestAreTheCountry) {  // one ledger, no one twice
  const auto c = country();
  PanelDraw panel;
  for (std::uint64_t d = 0; d < 50; ++d) {
    panel.draw(c, central_parameters(), random_key(1, d, 0));
    for (const auto y : every<PanelYear>)
      for (const auto of : every<CrimeClass>) {
        double sum = 0.0;
        for (const auto u : positions_in<CityIndex>(c.cities)) {
          EXPECT_GT(panel.share(of, u, y), 0.0);
          sum += panel.share(of, u, y);
        }
        EXPECT_LT(sum, 1.0);  // the rest has the rest
      }
  }
}

TEST(Panel, WithoutDeviationsSharesAreThoseOfPeople) {
  const auto c = country();
  ParameterDraw p = central_parameters();
  p[Parameter::city_effect_sd] = p[Parameter::city_volatility] = 0.0;
  PanelDraw panel;
  panel.draw(c, p, {1, 2});
  for (const auto y : every<PanelYear>)
    EXPECT_NEAR(panel.share(CrimeClass::street, CityIndex(3u), y), c.cities[3].population[y] / panel_population(c, y),
                1e-12);
}

TEST(Panel, DeviationsHaveTheirVarianceAndPersistence) {
  // Over 4,000 cities-draws: stationary variance and lag-1 correlation within 5 standard errors (false alarm below
  // 1e-6); a start at zero instead of the stationary law would be seen in the first year.
  const auto c = country();
  ParameterDraw p = central_parameters();
  p[Parameter::city_persistence] = 0.8;
  p[Parameter::city_volatility] = 0.2;
  PanelDraw panel;
  const double expected = 0.04 / (1.0 - 0.64);
  double first = 0.0;
  double last = 0.0;
  double product = 0.0;
  double n = 0.0;
  for (std::uint64_t d = 0; d < 500; ++d) {
    panel.draw(c, p, random_key(3, d, 0));
    for (const auto u : Positions<CityIndex>(8u)) {
      first += std::pow(panel.passing(u, PanelYear(0u)), 2);
      last += std::pow(panel.passing(u, every<PanelYear>.last()), 2);
      n += 1.0;
      product += panel.passing(u, PanelYear(5u)) * panel.passing(u, PanelYear(6u));
    }
  }
  const double se = expected * std::sqrt(2.0 / n);
  EXPECT_NEAR(first / n, expected, 5 * se);
  EXPECT_NEAR(last / n, expected, 5 * se);
  EXPECT_NEAR(product / n, 0.8 * expected, 5 * se);
}

TEST(Panel, ADeviationBelongsToItsCodeNotToItsPlace) {
  auto c = country();
  PanelDraw before;
  PanelDraw after;
  before.draw(c, central_parameters(), {4, 5});
  c.cities.erase(c.cities.begin());
  after.draw(c, central_parameters(), {4, 5});
  for (const auto u : positions_in<CityIndex>(c.cities)) {
    EXPECT_EQ(before.lasting(u + 1u), after.lasting(u));
    EXPECT_EQ(before.passing(u + 1u, PanelYear(7u)), after.passing(u, PanelYear(7u)));
  }
}

}  // namespace
}  // namespace salus::model
