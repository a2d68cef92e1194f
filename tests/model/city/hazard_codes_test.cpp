#include "model/city/hazard_codes.hpp"

#include <gtest/gtest.h>

#include "tests/model/city/settled_city.hpp"

namespace salus::model {
namespace {

using tests::sample_plan;
using tests::SettledCity;

/// How many persons may do more in the state's month than their codes allow for.
std::uint32_t beyond_their_code(const SettledCity& city, const MonthConditions& now) {
  std::uint32_t beyond = 0;
  for (const Slot slot : city.state.people.slots()) {
    const std::uint8_t code = city.state.people.hazard[slot];
    beyond += code < always_candidate &&
              city.rates.of(city.state.people, slot, city.state.month, now).total > hazard_rate(code);
  }
  return beyond;
}

TEST(HazardCodes, NobodyMayDoMoreThanTheCodeAllows) {
  const SettledCity city(sample_plan(20000, 24));
  MonthConditions now = city.conditions();
  EXPECT_EQ(beyond_their_code(city, now), 0u);
  now.factor.fill(1.5);  // half as much again as any month was
  EXPECT_GT(beyond_their_code(city, now), 1000u);
}

TEST(HazardCodes, ConditionsThatOutgrowThemSetEverybodysAnew) {
  SettledCity city(sample_plan(20000, 24));
  city.state.month = Month(3);
  MonthConditions now = city.conditions();
  now.factor[Process::robbery] *= 3.0;
  const auto before = city.state.people.hazard;
  city.codes.set_due(now);
  EXPECT_NE(city.state.people.hazard, before);
  EXPECT_GE(city.state.highest.factor[Process::robbery], now.factor[Process::robbery]);
  EXPECT_EQ(beyond_their_code(city, now), 0u);
}

TEST(HazardCodes, OtherwiseEveryNeighbourhoodHasItsMonthOfTheYear) {
  SettledCity city(sample_plan(60000, 24));
  city.state.people.hazard.assign(city.state.people.size(), 7);
  city.state.month = Month(2);
  city.codes.set_due(city.conditions());
  std::uint32_t set = 0;
  for (const Slot slot : city.state.people.slots()) {
    const bool changed = city.state.people.hazard[slot] != 7;
    set += changed;
    if (neighbourhood_of_slot(slot) % 12 != 2) {
      ASSERT_FALSE(changed) << slot;
    }
  }
  EXPECT_GT(set, 500u);
}

}  // namespace
}  // namespace salus::model
