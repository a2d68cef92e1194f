#include "calibration/patterns/city_log.hpp"

#include <gtest/gtest.h>

#include "tests/calibration/patterns/written_log.hpp"
#include "tests/model/city/sample_city.hpp"

namespace salus::calibration {
namespace {

using model::Process;

TEST(CityLog, KeepsEventsFromItsFirstMonthInTheOrderOfTime) {
  tests::WrittenLog written(64, model::Month(1));
  written.add(3.0, Process::robbery, 1, 2);
  written.end_month();
  written.add(50.0, Process::robbery, 3, 4);
  written.add(40.0, Process::property, 5, 6);
  written.end_month({model::Slot(7)});
  const auto& log = written.log.log();
  ASSERT_EQ(log.size(), 2u);
  EXPECT_EQ(log[0].type, model::CrimeType::property);
  EXPECT_EQ(log[1].type, model::CrimeType::robbery);
  EXPECT_EQ(log[1].offender, person_id(model::Slot(3), 0));
  EXPECT_EQ(log[1].companion, no_person);
  EXPECT_EQ(written.log.begin(), 40u * 1440u);
  EXPECT_EQ(written.log.months().size(), 1u);
  ASSERT_EQ(written.log.releases().size(), 1u);
  EXPECT_EQ(written.log.releases()[0].person, person_id(model::Slot(7), 0));
  EXPECT_EQ(written.log.releases()[0].month, 1u);
}

TEST(CityLog, WhoComesIntoASlotIsAnotherPerson) {
  tests::WrittenLog written;
  written.add(1.0, Process::assault, 1, 2);
  written.end_month();
  ++written.state.people.generation[1];
  written.add(32.0, Process::assault, 1, 2);
  written.end_month();
  const auto& log = written.log.log();
  ASSERT_EQ(log.size(), 2u);
  EXPECT_NE(log[0].offender, log[1].offender);
  EXPECT_EQ(log[0].victim, log[1].victim);
}

TEST(CityLog, TellsWhoWasInAnEvent) {
  tests::WrittenLog written;
  auto& people = written.state.people;
  people.set(model::Slot(2), model::person::woman);
  people.set_age(model::Slot(2), model::Month(0), 300);
  people.set_career(model::Slot(1), model::Career::active);
  people.set_group(model::Slot(1), 2);
  people.set_group(model::Slot(2), 2);  // of a group's place, but not active
  written.add(1.0, Process::assault, 1, 2).flags.set(model::EventFlag::armed);
  written.end_month();
  const LoggedEvent& e = written.log.log().at(0);
  EXPECT_FALSE(e.offender_woman);
  EXPECT_TRUE(e.victim_woman);
  EXPECT_EQ(e.victim_months, 300u);
  EXPECT_TRUE(e.offender_in_group);
  EXPECT_FALSE(e.victim_in_group);
  EXPECT_TRUE(e.shooting());
}

TEST(CityLog, CountsPersonYearsAtTheAgesThatPeopleWereOf) {
  tests::WrittenLog written(10);
  written.state.people.clear(model::Slot(9), model::person::present);
  written.state.people.set_age(model::Slot(8), model::Month(0), 1400);
  written.state.people.set_age(model::Slot(7), model::Month(0), 30 * 12 + 9);  // three months to the birthday
  written.state.people.set_age(model::Slot(6), model::Month(7), 0);            // born in the eighth month
  written.end_months(25);
  const auto years = written.log.person_years();
  EXPECT_EQ(written.log.years(), 2u);
  EXPECT_EQ(years[20], 6.0);
  EXPECT_EQ(years[21], 6.0);
  EXPECT_EQ(years[19] + years[22], 0.0);
  EXPECT_EQ(years[30], 0.25);
  EXPECT_EQ(years[31], 1.0);
  EXPECT_EQ(years[32], 0.75);
  EXPECT_DOUBLE_EQ(years[0], 1.0);
  EXPECT_DOUBLE_EQ(years[1], 5.0 / 12.0);
  EXPECT_EQ(years[100], 2.0);  // who is older counts as 100
}

TEST(CityLog, EventsBecomePointsAtTheirCells) {
  tests::WrittenLog written;
  written.add(0.5, Process::robbery, 1, 2).cell = model::Cell(9);
  written.add(1.0, Process::property, 3, 4).cell = model::Cell(10);
  written.end_month();
  const model::CityPlan plan = tests::sample_plan(9000, 1);
  const model::CityRun run(plan, *model::make_serial_executor());
  const auto points = points_of(
      written.log, run.ground(), "Nowhere", 1970,
      [](const LoggedEvent& e) { return e.type == model::CrimeType::robbery; }, "robbery");
  ASSERT_EQ(points.size(), 1u);
  EXPECT_EQ(points.day[0], 0.5);
  EXPECT_EQ(points.x_m[0], model::cell_pitch);  // second column, second row
  EXPECT_EQ(points.y_m[0], model::cell_pitch);
  EXPECT_EQ(points.types, std::vector<std::string>{"robbery"});
}

}  // namespace
}  // namespace salus::calibration
