/// Levels as they are drawn: what all countries share is one draw, and assault stands on the drawn homicides.
#include "model/country/block.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/model/sample_world.hpp"

namespace salus::model {
namespace {

CountryInput sample(const char* iso3, std::uint16_t m49) {
  return tests::sample_country(iso3, m49, Region::asia_oceania, Income::low, 1e7, 5e-5);
}

TEST(DrawLevels, WhatIsSharedIsOneDrawAndTheRestIsNot) {
  auto one = sample("AAA", 4);
  auto other = sample("BBB", 8);
  constexpr auto type = CrimeType::property;
  for (auto* country : {&one, &other}) {
    country->level[type].common[0] = 0.3;
    country->level[type].common[5] = -0.2;
    country->level[type].own_sd = 0.0;
  }
  const RandomKey key = random_key(3, 7, 0);
  const auto drawn = [&](const CountryInput& country) {
    return draw_levels(country, country_start(country, 0), key)[type];
  };
  EXPECT_EQ(drawn(one), drawn(other));
  EXPECT_NE(drawn(one), one.level[type].log_median);
  one.level[type].own_sd = other.level[type].own_sd = 0.1;
  EXPECT_NE(drawn(one), drawn(other));
}

TEST(DrawLevels, AssaultIsARatioToTheDrawnHomicides) {
  auto country = sample("AAA", 4);
  constexpr auto assault = CrimeType::serious_assault;
  country.level[assault] = {.log_rate = std::log(1.5e-3),
                            .log_median = std::log(30.0),
                            .common = {0.3},
                            .own_sd = 0.2,
                            .per_homicide = true,
                            .basis = Basis::pooled};
  const RandomKey key = random_key(3, 7, 0);
  CountryStart low = country_start(country, 0);
  low.log_rate = std::log(1e-5);
  CountryStart high = low;
  high.log_rate = std::log(4e-5);
  const auto few = draw_levels(country, low, key);
  const auto many = draw_levels(country, high, key);
  EXPECT_NEAR(many[assault] - few[assault], std::log(4.0), 1e-4);  // far below the ceilings
  EXPECT_NEAR(many[CrimeType::homicide] - few[CrimeType::homicide], std::log(4.0), 1e-2);
  EXPECT_EQ(many[CrimeType::robbery], few[CrimeType::robbery]);
}

}  // namespace
}  // namespace salus::model
