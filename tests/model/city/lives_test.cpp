#include "model/city/lives.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/model/city/settled_city.hpp"

namespace salus::model {
namespace {

class LivesTest : public testing::Test {
 protected:
  Slot somebody(Career career) const {
    return city.slot_where([&](Slot slot) { return people.here(slot) && people.career(slot) == career; });
  }
  Slot member() const {
    return city.slot_where([&](Slot slot) { return listed(slot); });
  }
  bool listed(Slot slot) const {
    const auto& list = city.lives.members()[neighbourhood_of_slot(slot)];
    return std::binary_search(list.begin(), list.end(), slot);
  }
  CityBlock changed(Slot slot, Life what) {
    CityBlock block;
    block.life = {{slot, what}};
    city.lives.change(block);
    return block;
  }

  tests::SettledCity city{tests::sample_plan(20000, 24)};
  People& people = city.state.people;
};

TEST_F(LivesTest, MembersAreActivePersonsOfAGroupInSlotOrder) {
  std::size_t members = 0;
  for (const Slot slot : people.slots()) {
    const bool belongs = people.here(slot) && people.career(slot) == Career::active && people.group(slot) != 0;
    members += belongs;
    ASSERT_EQ(listed(slot), belongs) << slot;
  }
  EXPECT_GT(members, 20u);
}

TEST_F(LivesTest, CareersGoOnwardAndBackAndTakeTheListsAlong) {
  const struct {
    Career from;
    Life what;
    Career to;
  } changes[] = {
      {Career::not_at_risk, Life::career, Career::at_risk}, {Career::at_risk, Life::career, Career::active},
      {Career::at_risk, Life::back, Career::not_at_risk},   {Career::active, Life::career, Career::desisted},
      {Career::imprisoned, Life::career, Career::desisted}, {Career::imprisoned, Life::back, Career::active},
      {Career::desisted, Life::career, Career::active},     {Career::desisted, Life::back, Career::not_at_risk}};
  for (const auto& [from, what, to] : changes) {
    const Slot slot = somebody(from);
    const CityBlock block = changed(slot, what);
    EXPECT_EQ(people.career(slot), to);
    EXPECT_EQ(listed(slot), to == Career::active && people.group(slot) != 0);
    EXPECT_EQ(block.released.size(), from == Career::imprisoned ? 1u : 0u);
    EXPECT_EQ(people.hazard[slot], hazard_code(city.rates.bound(people, slot, city.state.month + 1u)));
  }
}

TEST_F(LivesTest, WhoDiesGivesWayAndLeavesThePartnerAlone) {
  const Slot slot = city.slot_where([&](Slot s) { return people.is(s, person::couple); });
  const std::uint8_t generation = people.generation[slot];
  const CityBlock block = changed(slot, Life::death);
  EXPECT_EQ(block.counts.died, 1u);
  EXPECT_EQ(block.counts.born + block.counts.came, 1u);  // the city grows: every place is taken again
  EXPECT_TRUE(people.here(slot));
  EXPECT_EQ(people.generation[slot], generation + 1);
  EXPECT_FALSE(people.is(other_of_dwelling(slot), person::couple));
  EXPECT_TRUE(people.here(other_of_dwelling(slot)));
}

TEST_F(LivesTest, InAShrinkingCityPlacesOfTheDeadStayEmpty) {
  CityPlan plan = tests::sample_plan(20000, 24);
  plan.input.population[1] = plan.input.population[0] * (1.0 - 2.0 * plan.input.deaths);
  tests::SettledCity shrinking(plan);
  CityBlock block;
  for (const Slot slot : Positions<Slot>(400))
    if (shrinking.state.people.here(slot)) block.life.push_back({slot, Life::death});
  shrinking.lives.change(block);
  EXPECT_GT(block.counts.died, 100u);
  EXPECT_EQ(block.counts.born + block.counts.came, 0u);
}

TEST_F(LivesTest, WhoMovesIsFollowedByTheLikeAndCountsBothWays) {
  const Slot slot = somebody(Career::at_risk);
  const std::uint16_t born = people.born[slot];
  const std::uint8_t generation = people.generation[slot];
  const CityBlock block = changed(slot, Life::move);
  EXPECT_EQ(block.counts.left, 1u);
  EXPECT_EQ(block.counts.came, 1u);
  EXPECT_EQ(people.born[slot], born);
  EXPECT_EQ(people.career(slot), Career::at_risk);
  EXPECT_EQ(people.generation[slot], generation + 1);
}

TEST_F(LivesTest, AnEmptyPlaceIsFilled) {
  const Slot slot = city.slot_where([&](Slot s) { return !people.is(s, person::present); });
  const CityBlock block = changed(slot, Life::fill);
  EXPECT_EQ(block.counts.born + block.counts.came, 1u);
  EXPECT_TRUE(people.here(slot));
}

TEST_F(LivesTest, TheBuriedAreFollowedByOneWhoHasNoPartInTheMonth) {
  const Slot slot = member();
  CityMonth counts;
  city.lives.bury(slot, counts);
  EXPECT_EQ(counts.died, 0u);
  EXPECT_EQ(counts.born + counts.came, 1u);
  EXPECT_TRUE(people.is(slot, person::gone));
  const CityBlock block = changed(slot, Life::death);  // a change that was drawn for the one before
  EXPECT_EQ(block.counts.died, 0u);
}

TEST_F(LivesTest, PrisonersAreOnNoList) {
  const Slot slot = member();
  city.lives.imprison(slot);
  EXPECT_EQ(people.career(slot), Career::imprisoned);
  EXPECT_FALSE(listed(slot));
}

}  // namespace
}  // namespace salus::model
