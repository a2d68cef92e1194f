#include "model/city/people.hpp"

#include <gtest/gtest.h>

#include "tests/model/city/settled_city.hpp"

namespace salus::model {
namespace {

TEST(People, WhatIsKeptInBitsComesBackAndTouchesNothingElse) {
  People people(2);
  const Slot one(0);
  people.flags[one] = 0x7FFF & ~(person::career_bits | person::group_bits);
  const std::uint16_t others = people.flags[one];
  for (const Career career : every<Career>)
    for (unsigned group = 0; group < 8; ++group) {
      people.set_career(one, career);
      people.set_group(one, group);
      EXPECT_EQ(people.career(one), career);
      EXPECT_EQ(people.group(one), group);
      EXPECT_EQ(people.flags[one] & others, others);
    }
  for (unsigned propensity = 0; propensity < propensity_classes; ++propensity)
    for (unsigned vulnerability = 0; vulnerability < vulnerability_classes; ++vulnerability) {
      people.set_traits(one, propensity, vulnerability);
      EXPECT_EQ(people.propensity(one), propensity);
      EXPECT_EQ(people.vulnerability(one), vulnerability);
    }
  people.set(one, person::carrier, false);
  EXPECT_FALSE(people.is(one, person::carrier));
  people.set(one, person::carrier, true);
  EXPECT_TRUE(people.is(one, person::carrier));
  EXPECT_EQ(people.flags[1], 0);
}

TEST(People, GrowOlderByTheMonth) {
  People people(1);
  const Slot one(0);
  people.set_age(one, Month(10), 25 * 12 + 3);
  EXPECT_EQ(people.age_months(one, Month(10)), 303u);
  EXPECT_EQ(people.age_months(one, Month(70)), 363u);
  EXPECT_EQ(people.age_band(one, Month(10)), AgeBand(5u));
  EXPECT_EQ(people.age_band(one, Month(70)), AgeBand(6u));
  people.set_age(one, Month(10), 99 * 12);
  EXPECT_EQ(people.age_band(one, Month(10)), last_age_band);
}

TEST(People, TheBannedAreNotHere) {
  People people(1);
  const Slot one(0);
  EXPECT_FALSE(people.here(one));
  people.set(one, person::present);
  EXPECT_TRUE(people.here(one));
  people.set(one, person::banned);
  EXPECT_FALSE(people.here(one));
}

TEST(People, AreCountedByCareerAndByNeighbourhood) {
  tests::SettledCity city(tests::sample_plan(50000, 12));
  People& people = city.state.people;
  people.set(Slot(77), person::banned);
  EnumArray<std::uint32_t, Career> careers{};
  std::vector<double> neighbourhoods(people.size() / slots_per_neighbourhood);
  for (const Slot slot : people.slots())
    if (people.here(slot)) {
      ++careers[people.career(slot)];
      neighbourhoods[neighbourhood_of_slot(slot)] += 1.0;
    }
  EXPECT_EQ(persons_by_career(people, *city.executor), careers);
  EXPECT_EQ(persons_by_career(people, *make_thread_executor(3)), careers);
  EXPECT_EQ(persons_by_neighbourhood(people), neighbourhoods);
  for (const std::uint32_t n : careers) EXPECT_GT(n, 0u);
}

}  // namespace
}  // namespace salus::model
