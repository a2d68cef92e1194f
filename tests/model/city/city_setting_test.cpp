#include "model/city/city_setting.hpp"

#include <gtest/gtest.h>

#include "tests/model/city/sample_city.hpp"

namespace salus::model {
namespace {

TEST(CitySetting, IsLaidOutForTheMostPersonsTheCityEverHas) {
  const auto executor = make_serial_executor();
  CityPlan plan = tests::sample_plan(30000, 12);
  plan.input.population[7] = 60000;
  const CitySetting setting(plan, *executor);
  EXPECT_EQ(setting.ground.neighbourhoods(), neighbourhoods_for(60000));
  EXPECT_EQ(setting.blocks.count(), (setting.ground.neighbourhoods() + 7) / 8);
  EXPECT_EQ(setting.calendar.months(), 13u);
}

TEST(CitySetting, ThePlaceIsTheSameInEveryRunAndItsPeopleAreNot) {
  const auto executor = make_serial_executor();
  CityPlan plan = tests::sample_plan(30000, 12);
  const CitySetting one(plan, *executor);
  plan.run = 5;
  const CitySetting other(plan, *executor);
  EXPECT_EQ(one.ground.attraction(Attraction::street, Cell(77)), other.ground.attraction(Attraction::street, Cell(77)));
  EXPECT_NE(one.key, other.key);
}

TEST(CitySetting, ACityWithoutAMonthIsRefused) {
  const auto executor = make_serial_executor();
  CityPlan plan = tests::sample_plan(30000, 12);
  for (const std::size_t months : {std::size_t{1}, std::size_t{0}}) {
    plan.input.population.resize(months);
    EXPECT_THROW(CitySetting(plan, *executor), std::invalid_argument);
  }
}

}  // namespace
}  // namespace salus::model
