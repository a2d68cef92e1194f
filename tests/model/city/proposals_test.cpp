#include "model/city/proposals.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/city/content_hash.hpp"
#include "tests/model/city/settled_city.hpp"

namespace salus::model {
namespace {

class ProposalsTest : public testing::Test {
 protected:
  CityBlock proposed(std::vector<Consequence>& pending, std::uint32_t b = 0) const {
    const CityScene scene = city.scene();
    const MonthConditions now = city.conditions();
    CityBlock block;
    Proposals(scene, now, Month(0), hazard_sweep(Isa::scalar)).propose(city.setting.blocks.slots(b), pending, block);
    return block;
  }

  tests::SettledCity city{tests::sample_plan(60000, 24)};
};

TEST_F(ProposalsTest, ChangeNobodyAndAreTheSameAgain) {
  const std::uint64_t people = mixed_in(0, city.state.people);
  std::vector<Consequence> pending;
  const CityBlock one = proposed(pending);
  const CityBlock again = proposed(pending);
  EXPECT_EQ(mixed_in(0, city.state.people), people);
  ASSERT_EQ(one.events.size(), again.events.size());
  ASSERT_GT(one.events.size(), 50u);
  for (std::size_t i = 0; i < one.events.size(); ++i)
    EXPECT_EQ(mixed_in(0, one.events[i]), mixed_in(0, again.events[i]));
}

TEST_F(ProposalsTest, EventsAreOfTheMonthAndStandAfterWhatLedToThem) {
  std::vector<Consequence> pending;
  const CityBlock block = proposed(pending);
  const Minute end = city.setting.calendar.begin(Month(1));
  std::size_t led_to = 0;
  for (std::uint32_t i = 0; i < block.events.size(); ++i) {
    const CityEvent& e = block.events[i];
    EXPECT_LT(e.minute, end);
    if (e.before_at == no_position) continue;
    ++led_to;
    ASSERT_LT(e.before_at, i);
    EXPECT_EQ(block.events[e.before_at].number, e.before);
    EXPECT_GE(e.minute, block.events[e.before_at].minute);
  }
  EXPECT_GT(led_to, 0u);
  for (const Consequence& c : block.later) EXPECT_GE(c.minute, end);
}

TEST_F(ProposalsTest, WhatIsDueIsTakenOffAndTheRestWaits) {
  const People& people = city.state.people;
  const auto grown_up = [&](Slot s) { return people.here(s) && people.age_months(s, Month(0)) >= grown; };
  Consequence due;
  due.offender = city.slot_where(grown_up);
  due.victim = city.slot_where(grown_up, due.offender + 1u);
  due.offender_generation = people.generation[due.offender];
  due.victim_generation = people.generation[due.victim];
  due.cause = Cause::repeat;
  due.process = Process::assault;
  due.cell = cell_of_slot(due.victim);
  due.number = 12345;
  due.before = 12344;
  due.minute = 700;
  Consequence later = due;
  later.number = 12346;
  later.minute = city.setting.calendar.begin(Month(1));
  std::vector<Consequence> pending{due, later};
  const CityBlock block = proposed(pending);
  ASSERT_EQ(pending.size(), 1u);
  EXPECT_EQ(pending[0].number, later.number);
  ASSERT_FALSE(block.events.empty());
  EXPECT_EQ(block.events[0].number, due.number);
  EXPECT_EQ(block.events[0].before_at, no_position);
}

TEST_F(ProposalsTest, LivesChangeAtTheirRatesAndOnceAtMost) {
  double expected = 0.0;
  double found = 0.0;
  const MonthConditions now = city.conditions();
  for (std::uint32_t b = 0; b < city.setting.blocks.count(); ++b) {
    std::vector<Consequence> pending;
    const CityBlock block = proposed(pending, b);
    std::vector<bool> seen(city.state.people.size());
    for (const LifeChange& change : block.life) {
      EXPECT_FALSE(seen[change.slot]);
      seen[change.slot] = true;
      found += 1.0;
    }
    for (const Slot slot : city.setting.blocks.slots(b)) {
      const PersonRates r = city.rates.of(city.state.people, slot, Month(0), now);
      expected += 1.0 - std::exp(-(r.total - r.of_processes()));
    }
  }
  // Poisson or less: five standard deviations, a false alarm of 6e-7.
  EXPECT_NEAR(found, expected, 5.0 * std::sqrt(expected));
  EXPECT_GT(expected, 300.0);
}

}  // namespace
}  // namespace salus::model
