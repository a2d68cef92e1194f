#include "model/city/of_country.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/model/rolled_world.hpp"

namespace salus::model {
namespace {

class OfCountry : public testing::Test {
 protected:
  OfCountry() : country(tests::sample_plan().countries[1]) {
    tests::add_cities(country, 500, 3);
    relative.fill(1.0);
    for (const auto k : every<CrimeType>) log_rate[k] = country.level[k].log_rate;
  }
  CityInput input(std::uint32_t warm_up, std::size_t months, const EnumArray<bool, Loop>& without = {}) const {
    return city_of_country(country, 1, central_parameters(), log_rate, relative, 2020, warm_up, months, without);
  }

  CountryInput country;
  EnumArray<double, CrimeType> log_rate{};
  EnumArray<double, CrimeType> relative{};
};

TEST_F(OfCountry, PopulationIsTheTablesAtMidYearAndLogLinearBetween) {
  const CityInput in = input(0, 24);
  const auto& table = country.cities[1].population;
  ASSERT_EQ(in.months(), 24u);
  EXPECT_NEAR(in.population[6], table[panel_past_years], 1e-6 * table[panel_past_years]);
  EXPECT_NEAR(in.population[18], table[panel_past_years + 1], 1e-6 * table[panel_past_years + 1]);
  EXPECT_NEAR(in.population[12] * in.population[12], in.population[6] * in.population[18],
              1e-9 * in.population[12] * in.population[12]);
}

TEST_F(OfCountry, TheWarmUpLiesBeforeTheStart) {
  const CityInput plain = input(0, 24);
  const CityInput warm = input(12, 24);
  EXPECT_EQ(warm.start_year, 2019);
  EXPECT_EQ(warm.months(), 36u);
  for (std::size_t m = 0; m <= 24; ++m) EXPECT_EQ(warm.population[m + 12], plain.population[m]);
  EXPECT_THROW(input(5, 24), std::invalid_argument);
  EXPECT_THROW(input(36, 24), std::invalid_argument);
  EXPECT_THROW(input(0, horizon_months + 1), std::invalid_argument);
}

TEST_F(OfCountry, RatesAreTheCountrysTimesTheCitysOwn) {
  relative[CrimeType::robbery] = 2.5;
  const CityInput in = input(0, 12);
  for (const CrimeType type : every<CrimeType>)
    EXPECT_NEAR(in.rate[type], std::exp(log_rate[type]) * relative[type] / 12.0, 1e-12 * in.rate[type]);
}

TEST_F(OfCountry, FlowsKeepTheStocksSharesInAGrowingCity) {
  const CityInput in = input(0, 120);
  const LifeCourse& l = in.life;
  const double g = std::log(in.population.back() / in.population.front()) / in.months();
  const double initiated = l.initiation * l.at_risk;
  EXPECT_NEAR(l.at_risk * (l.leaving + g) + initiated,
              l.entry * (1.0 - l.at_risk - l.active - l.imprisoned - l.desisted), 1e-12);
  EXPECT_NEAR(l.active * (l.desistance + l.sanction + g),
              initiated + l.return_share * l.release * l.imprisoned + l.relapse * l.desisted, 1e-12);
  EXPECT_NEAR(l.imprisoned * (l.release + g), l.sanction * l.active, 1e-12);
  EXPECT_NEAR(l.desisted * (l.relapse + l.forgetting + g),
              l.desistance * l.active + (1.0 - l.return_share) * l.release * l.imprisoned, 1e-12);
}

/// Stocks are in balance where the roll begins: shares are of the people of then, births of those of the start.
TEST_F(OfCountry, SharesAreThoseOfAStartWithoutARoll) {
  const CityInput plain = input(0, 120);
  const double grown = country.population[24] / country.population[0];
  ASSERT_GT(grown, 1.02);
  tests::start_two_years_later(country);
  const CityInput rolled = input(0, 120);
  EXPECT_NEAR(rolled.life.at_risk / plain.life.at_risk, 1.0, 1e-12);
  EXPECT_NEAR(rolled.life.active / plain.life.active, 1.0, 1e-12);
  EXPECT_NEAR(rolled.life.imprisoned / plain.life.imprisoned, 1.0, 1e-12);
  EXPECT_NEAR(rolled.life.initiation / plain.life.initiation, 1.0, 1e-12);
  EXPECT_NEAR(rolled.births / plain.births, 1.0, 1e-12);  // of a population that grows evenly
  EXPECT_NEAR(rolled.deaths / plain.deaths, 1.0, 1e-12);
}

TEST_F(OfCountry, LoopsThatAreSwitchedOffHaveNoSlope) {
  EXPECT_GT(input(0, 12).feedback.exposure_on_initiation, 0.0);
  EnumArray<bool, Loop> without{};
  without.fill(true);
  const CityFeedback off = input(0, 12, without).feedback;
  EXPECT_EQ(off.exposure_on_initiation, 0.0);
  EXPECT_EQ(off.exposure_on_entry, 0.0);
  EXPECT_EQ(off.violence_on_trust, 0.0);
  EXPECT_EQ(off.strain_on_capacity, 0.0);
}

}  // namespace
}  // namespace salus::model
