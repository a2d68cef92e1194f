#include "model/city/consequences.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "tests/model/city/settled_city.hpp"

namespace salus::model {
namespace {

class ConsequencesTest : public testing::Test {
 protected:
  ConsequencesTest() {
    const auto grown_up = [&](Slot s) {
      return people.here(s) && people.age_months(s, Month(0)) >= grown && people.career(s) != Career::active;
    };
    one = city.slot_where(grown_up, Slot(3000));
    other = city.slot_where(grown_up, Slot(9000));
  }
  /// What many events of a kind lead to, by cause.
  std::map<Cause, std::vector<Consequence>> led_to(Process process, std::initializer_list<EventFlag> flags = {}) {
    std::vector<Consequence> all;
    for (EventNumber number = 1; number <= events; ++number) {
      CityEvent e;
      e.number = number << 32 | one;
      e.minute = 1000;
      e.process = process;
      e.offender = one;
      e.victim = other;
      e.cell = cell_of_slot(other);
      for (const EventFlag flag : flags) e.flags.set(flag);
      append_consequences(scene, e, 7, all);
    }
    std::map<Cause, std::vector<Consequence>> by_cause;
    for (const Consequence& c : all) by_cause[c.cause].push_back(c);
    return by_cause;
  }
  void join(Slot slot, unsigned group) {
    people.set_career(slot, Career::active);
    people.set_group(slot, group);
  }
  double value(CityParameter p) const { return city.setting.plan.parameters[p]; }
  /// Five standard deviations of a Poisson number: a false alarm of 6e-7.
  static double noise(double mean) { return 5.0 * std::sqrt(mean); }

  static constexpr EventNumber events = 4000;
  tests::SettledCity city{tests::sample_plan(60000, 12)};
  People& people = city.state.people;
  CityScene scene = city.scene();
  Slot one;
  Slot other;
};

TEST_F(ConsequencesTest, NumbersHaveTheirMeans) {
  auto robbery = led_to(Process::robbery);
  const double near = events * value(CityParameter::near_robbery);
  const double repeat = events * value(CityParameter::repeat_robbery);
  EXPECT_NEAR(static_cast<double>(robbery[Cause::near_repeat].size()), near, noise(near));
  EXPECT_NEAR(static_cast<double>(robbery[Cause::repeat].size()), repeat, noise(repeat));
  EXPECT_TRUE(robbery[Cause::retaliation].empty());
  EXPECT_TRUE(led_to(Process::partner).empty());
  EXPECT_TRUE(led_to(Process::robbery, {EventFlag::lethal})[Cause::repeat].empty());
}

TEST_F(ConsequencesTest, WhatFollowsKnowsWhatItFollowsAndComesLater) {
  std::set<EventNumber> numbers;
  double lag = 0.0;
  double n = 0.0;
  const auto all = led_to(Process::property);
  for (const Consequence& c : all.at(Cause::near_repeat)) {
    EXPECT_TRUE(numbers.insert(c.number).second);
    EXPECT_EQ(c.before & 0xFFFFFFFFu, one);
    EXPECT_EQ(c.before_at, 7u);
    EXPECT_EQ(c.offender, one);
    EXPECT_EQ(c.victim, other);
    EXPECT_EQ(c.victim_generation, people.generation[other]);
    EXPECT_GT(c.minute, 1000u);
    const GridPlace from = city.setting.ground.grid().place_of_cell(cell_of_slot(other));
    const GridPlace to = city.setting.ground.grid().place_of_cell(c.cell);
    EXPECT_LE(std::max(std::abs(from.column - to.column), std::abs(from.row - to.row)), 1);
    lag += (c.minute - 1000) / 1440.0;
    n += 1.0;
  }
  // Whole weeks of an exponential lag, then a day of the next week: within half a week of the mean.
  EXPECT_NEAR(lag / n, value(CityParameter::near_lag), 3.5 + 5.0 * value(CityParameter::near_lag) / std::sqrt(n));
}

TEST_F(ConsequencesTest, WhoBelongsToNoGroupStrikesBackAlone) {
  auto assault = led_to(Process::assault, {EventFlag::armed});
  const double back = events * value(CityParameter::retaliation_person);
  EXPECT_NEAR(static_cast<double>(assault[Cause::retaliation].size()), back, noise(back));
  EXPECT_TRUE(assault[Cause::follow_up].empty());
  for (const Consequence& c : assault[Cause::retaliation]) EXPECT_EQ(c.victim_group, 0);
}

TEST_F(ConsequencesTest, GroupsStrikeBackWhenItWasGraveButNotAmongThemselves) {
  join(one, 1);
  join(other, 2);
  const double back = events * value(CityParameter::retaliation);
  const double on = events * value(CityParameter::follow_up);
  auto armed = led_to(Process::assault, {EventFlag::armed});
  EXPECT_NEAR(static_cast<double>(armed[Cause::retaliation].size()), back, noise(back));
  EXPECT_NEAR(static_cast<double>(armed[Cause::follow_up].size()), on, noise(on));
  for (const Consequence& c : armed[Cause::retaliation]) {
    EXPECT_EQ(c.process, Process::assault);
    EXPECT_EQ(c.offender_group, 1);
    EXPECT_EQ(c.victim_group, 2);
  }
  EXPECT_TRUE(led_to(Process::assault)[Cause::retaliation].empty());
  const Slot comrade =
      city.slot_where([&](Slot s) { return people.here(s) && s != one; }, slots_of(neighbourhood_of_slot(one)).first);
  other = comrade;
  join(other, 1);
  EXPECT_TRUE(led_to(Process::assault, {EventFlag::armed})[Cause::retaliation].empty());
}

}  // namespace
}  // namespace salus::model
