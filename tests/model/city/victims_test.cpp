#include "model/city/victims.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/model/city/settled_city.hpp"

namespace salus::model {
namespace {

class VictimsTest : public testing::Test {
 protected:
  CityEvent event_of(Process process, Slot offender, EventNumber number) const {
    CityEvent e;
    e.number = number;
    e.process = process;
    e.offender = offender;
    e.cell = cell_of_slot(offender);
    return e;
  }
  bool grown_up(Slot slot) const { return people.here(slot) && people.age_months(slot, Month(0)) >= grown; }
  /// A grown person in the middle of a neighbourhood.
  Slot somebody() const {
    return city.slot_where([&](Slot slot) { return grown_up(slot); }, Slot(2000));
  }

  tests::SettledCity city{tests::sample_plan(60000, 12)};
  People& people = city.state.people;
  CityScene scene = city.scene();
  Victims victims{scene, Month(0)};
};

TEST_F(VictimsTest, PrisonersTheAbsentAndTheOffenderDoNotSuffer) {
  const Slot offender = somebody();
  const CityEvent e = event_of(Process::assault, offender, 1);
  EXPECT_FALSE(victims.may_suffer(e, offender));
  const Slot other = city.slot_where([&](Slot slot) { return grown_up(slot); }, offender + 1u);
  EXPECT_TRUE(victims.may_suffer(e, other));
  people.set_career(other, Career::imprisoned);
  EXPECT_FALSE(victims.may_suffer(e, other));
  people.flags[other] = 0;
  EXPECT_FALSE(victims.may_suffer(e, other));
}

TEST_F(VictimsTest, OfACoupleTheOtherSuffers) {
  const Slot one = city.slot_where([&](Slot slot) { return people.is(slot, person::couple); });
  CityEvent e = event_of(Process::partner, one, 5);
  EXPECT_TRUE(victims.find(e, draws_of(city.setting.key, 5), e.cell));
  EXPECT_EQ(e.victim, other_of_dwelling(one));
  people.clear(other_of_dwelling(one), person::couple);
  EXPECT_FALSE(victims.find(e, draws_of(city.setting.key, 5), e.cell));
}

TEST_F(VictimsTest, ChildrenOfTheHouseholdComeFirstEachAsLikely) {
  const auto child = [&](Slot slot) { return people.here(slot) && people.age_months(slot, Month(0)) < grown; };
  Slot household;
  while (!(grown_up(household) && child(household + 2u) && child(household + 3u))) household = household + 4u;
  std::map<std::uint32_t, double> suffered;
  for (EventNumber number = 1; number <= 2000; ++number) {
    CityEvent e = event_of(Process::child, household, number);
    ASSERT_TRUE(victims.find(e, draws_of(city.setting.key, number), e.cell));
    suffered[e.victim] += 1.0;
  }
  double children = 0.0;
  for (const Slot slot : household_of(household)) children += child(slot);
  for (const auto& [slot, n] : suffered) {
    EXPECT_EQ(slot / 4, household / 4);
    // Six standard deviations: a false alarm of 2e-9.
    EXPECT_NEAR(n, 2000.0 / children, 6.0 * std::sqrt(2000.0 * 0.25));
  }
}

TEST_F(VictimsTest, AssaultsAreAmongPeersAndTheftsAreNot) {
  const Slot offender =
      city.slot_where([&](Slot s) { return people.here(s) && people.age_months(s, Month(0)) / 12 == 20; }, Slot(2000));
  const auto mean_gap = [&](Process process) {
    double gap = 0.0;
    double n = 0.0;
    for (EventNumber number = 1; number <= 1500; ++number) {
      CityEvent e = event_of(process, offender, number);
      const auto draws = draws_of(city.setting.key, number);
      if (!victims.find(e, draws, victims.where_met(e, draws))) continue;
      const double one = people.age_months(offender, Month(0));
      gap += std::abs(one - people.age_months(e.victim, Month(0))) / 12.0;
      n += 1.0;
    }
    EXPECT_GT(n, 500.0);
    return gap / n;
  };
  EXPECT_LT(mean_gap(Process::assault), 0.8 * mean_gap(Process::robbery));
}

TEST_F(VictimsTest, OfAGroupTheMemberWithTheLeastHashIsChosenAndAnotherAbsenceChangesNothing) {
  const Slot slot = city.slot_where([&](Slot s) {
    const auto& list = city.lives.members()[neighbourhood_of_slot(s)];
    return list.size() >= 6 && list.front() == s;
  });
  const Neighbourhood neighbourhood = neighbourhood_of_slot(slot);
  const auto& members = city.lives.members()[neighbourhood];
  for (const Slot member : members) people.set_group(member, 1);
  std::map<std::uint32_t, int> chosen;
  for (EventNumber number = 1; number <= 600; ++number) {
    const Slot one = victims.member(number, Victims::Role::acts, neighbourhood, 1, nobody);
    ++chosen[one];
    const Slot away = members[number % members.size()];
    const Slot without = victims.member(number, Victims::Role::acts, neighbourhood, 1, away);
    if (away != one) {
      EXPECT_EQ(without, one);
    }
    if (away == one) {
      EXPECT_NE(without, one);
    }
  }
  EXPECT_EQ(chosen.size(), members.size());
  EXPECT_EQ(victims.member(1, Victims::Role::acts, neighbourhood, 7, nobody), nobody);
}

TEST_F(VictimsTest, CompanyIsOfTheGroupOrAPeerOfTheCell) {
  const Slot alone = city.slot_where(
      [&](Slot s) { return people.here(s) && people.age_months(s, Month(0)) / 12 == 19 && people.group(s) == 0; });
  int joined = 0;
  for (EventNumber number = 1; number <= 300; ++number) {
    const Slot other = victims.companion(event_of(Process::robbery, alone, number));
    if (other == nobody) continue;
    ++joined;
    EXPECT_NE(other, alone);
    EXPECT_EQ(cell_of_slot(other), cell_of_slot(alone));
  }
  EXPECT_GT(joined, 30);
}

}  // namespace
}  // namespace salus::model
