#include "model/city/encounter.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <set>

#include "tests/model/city/settled_city.hpp"

namespace salus::model {
namespace {

class EncounterTest : public testing::Test {
 protected:
  EncounterTest() {
    offender = city.slot_where([&](Slot s) { return people.here(s) && people.age_months(s, Month(0)) / 12 == 22; });
  }
  /// Impulses of the offender in many months that come to a place.
  std::vector<Encounters::Impulse> impulses(Process process) const {
    const CityScene scene = city.scene();
    std::vector<Encounters::Impulse> all;
    for (const Month month : Positions<Month>(months))
      for (unsigned point = 0; point < points; ++point)
        if (const auto impulse = Encounters(scene, month).impulse(offender, process, point)) all.push_back(*impulse);
    return all;
  }
  double share(std::size_t n) const { return static_cast<double>(n) / (months * points); }

  static constexpr std::uint32_t months = 12;
  static constexpr unsigned points = 60;
  tests::SettledCity city{tests::sample_plan(60000, 24)};
  People& people = city.state.people;
  Slot offender;
};

TEST_F(EncounterTest, EventsHaveNumbersTimesAndPlacesOfTheirOwn) {
  std::set<EventNumber> numbers;
  const auto all = impulses(Process::robbery);
  ASSERT_GT(all.size(), 200u);
  for (const auto& i : all) {
    EXPECT_NE(i.event.number, 0u);
    EXPECT_TRUE(numbers.insert(i.event.number).second);
    const Month month(static_cast<std::uint32_t>(i.event.number >> 32) / 64);
    EXPECT_GE(i.event.minute, city.setting.calendar.begin(month));
    EXPECT_LT(i.event.minute, city.setting.calendar.begin(month + 1u));
    EXPECT_LT(i.event.cell, city.setting.ground.cells());
    EXPECT_EQ(i.event.cause, Cause::spontaneous);
  }
}

TEST_F(EncounterTest, MeasuresStopTheirShare) {
  const std::size_t before = impulses(Process::robbery).size();
  Measure patrol;
  patrol.target = MeasureTarget::all_cells;
  patrol.factor[Process::robbery] = 0.0;
  patrol.strength.assign(24, 1.0);
  std::vector<std::uint32_t> cells(city.setting.ground.cells());
  for (std::uint32_t c = 0; c < cells.size(); ++c) cells[c] = c;
  city.measures.add(patrol, cells, people.size());
  city.measures.set_month(Month(0));
  EXPECT_TRUE(impulses(Process::robbery).empty());
  EXPECT_GT(before, 0u);
  EXPECT_FALSE(impulses(Process::property).empty());
}

TEST_F(EncounterTest, AMeasureOnThePersonIsPassedAtItsFactor) {
  city.setting.plan.parameters[CityParameter::disadvantage_on_guard] = 0.0;
  const double without = share(impulses(Process::robbery).size());
  Measure therapy;
  therapy.target = MeasureTarget::risky_persons;
  therapy.factor[Process::robbery] = 0.4;
  therapy.strength.assign(24, 1.0);
  city.measures.add(therapy, {offender}, people.size());
  city.measures.set_month(Month(0));
  const double with = share(impulses(Process::robbery).size());
  // Five standard deviations of the thinned number.
  EXPECT_NEAR(with, 0.4 * without, 5.0 * std::sqrt(0.24 / (months * points)));
}

TEST_F(EncounterTest, AtHomeEventsStayThere) {
  const Slot couple = city.slot_where([&](Slot s) { return people.is(s, person::couple); });
  const CityScene scene = city.scene();
  const Encounters encounters(scene, Month(0));
  const auto impulse = encounters.impulse(couple, Process::partner, 0);
  ASSERT_TRUE(impulse);
  EXPECT_EQ(impulse->event.cell, cell_of_slot(couple));
  const auto event = encounters.meeting(*impulse);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->victim, couple ^ 1u);
  EXPECT_EQ(event->companion, nobody);
  EXPECT_FALSE(event->has(EventFlag::recorded));
}

TEST_F(EncounterTest, EndingsHaveTheirChances) {
  city.setting.plan.scale.lethality[Process::robbery] = 0.2;
  const CityScene scene = city.scene();
  double met = 0.0;
  double killed = 0.0;
  double recorded = 0.0;
  for (const auto& impulse : impulses(Process::robbery))
    if (const auto e = Encounters(scene, Month(0)).meeting(impulse)) {
      met += 1.0;
      killed += e->has(EventFlag::lethal);
      recorded += e->has(EventFlag::recorded);
      EXPECT_FALSE(e->has(EventFlag::imprisoned));  // who is not active goes to no prison
      EXPECT_EQ(e->has(EventFlag::armed), people.is(offender, person::carrier));
    }
  const double share = city.setting.plan.parameters[CityParameter::recorded];
  EXPECT_NEAR(killed / met, 0.2, 5.0 * std::sqrt(0.16 / met));
  EXPECT_NEAR(recorded / met, share, 5.0 * std::sqrt(share / met));
}

TEST_F(EncounterTest, WhoIsStoppedEverywhereGoesNowhere) {
  const CityScene scene = city.scene();
  const Encounters encounters(scene, Month(0));
  Measures everywhere(city.setting.ground.cells());
  Measure patrol;
  patrol.target = MeasureTarget::all_cells;
  patrol.factor.fill(0.0);
  patrol.strength.assign(24, 1.0);
  std::vector<std::uint32_t> cells(city.setting.ground.cells());
  for (std::uint32_t c = 0; c < cells.size(); ++c) cells[c] = c;
  everywhere.add(patrol, cells, people.size());
  everywhere.set_month(Month(0));
  Measures nowhere(city.setting.ground.cells());
  double elsewhere = 0.0;
  for (const auto& impulse : impulses(Process::robbery)) {
    EXPECT_EQ(encounters.expected_elsewhere(impulse.event, everywhere).events, 0.0);
    const auto free = encounters.expected_elsewhere(impulse.event, nowhere);
    EXPECT_LE(free.events, 1.0);
    EXPECT_EQ(free.factor, 1.0);
    elsewhere += free.events;
  }
  EXPECT_GT(elsewhere, 1.0);
}

TEST_F(EncounterTest, WhatIsDueNeedsThoseItWasAbout) {
  const auto grown_up = [&](Slot s) { return people.here(s) && people.age_months(s, Month(0)) >= grown; };
  Consequence c;
  c.number = 99;
  c.before = 98;
  c.minute = 500;
  c.process = Process::assault;
  c.cause = Cause::repeat;
  c.offender = offender;
  c.victim = city.slot_where(grown_up, offender + 5u);
  c.cell = cell_of_slot(c.victim);
  c.offender_generation = people.generation[offender];
  c.victim_generation = people.generation[c.victim];
  const auto due = [&] {
    const CityScene scene = city.scene();
    return Encounters(scene, Month(0)).due(c);
  };
  ASSERT_TRUE(due());
  EXPECT_EQ(due()->victim, c.victim);
  EXPECT_EQ(due()->offender, offender);
  c.cause = Cause::retaliation;  // the victim strikes back, at the offender's home
  ASSERT_TRUE(due());
  EXPECT_EQ(due()->offender, c.victim);
  EXPECT_EQ(due()->victim, offender);
  EXPECT_EQ(due()->cell, cell_of_slot(offender));
  ++people.generation[offender];  // another one lives there now
  EXPECT_FALSE(due());
  --people.generation[offender];
  people.set_career(c.victim, Career::imprisoned);
  EXPECT_FALSE(due());
}

}  // namespace
}  // namespace salus::model
