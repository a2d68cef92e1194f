/// Each figure against one worked out by hand from a log of a few events.
#include "calibration/patterns/person_patterns.hpp"

#include <gtest/gtest.h>

#include "tests/calibration/patterns/written_log.hpp"

namespace salus::calibration {
namespace {

using model::CrimeType;
using model::EventFlag;
using model::Process;
using tests::WrittenLog;

TEST(PersonPatterns, ARepeatIsAnIncidentBeyondTheFirstOfAPersonInAYear) {
  WrittenLog w;
  for (const double day : {1.0, 2.0, 3.0}) w.add(day, Process::robbery, 1, 10);
  w.add(4.0, Process::robbery, 1, 11);
  w.add(5.0, Process::assault, 1, 11);
  w.add(6.0, Process::partner, 12, 13);  // at home: not counted in public
  w.end_months(12);
  w.add(370.0, Process::robbery, 1, 10);  // a year later the first again
  w.end_months(12);
  const CrimeType robbery = CrimeType::robbery;
  EXPECT_DOUBLE_EQ(repeat_share(w.log, &robbery), 0.5 * (0.5 + 0.0));
  EXPECT_DOUBLE_EQ(repeat_share(w.log, nullptr), 0.5 * (0.6 + 0.0));
  const CrimeType child = CrimeType::child_maltreatment;
  EXPECT_EQ(repeat_share(w.log, &child), 0.0);
}

TEST(PersonPatterns, ATenthOfThoseWhoOffendDoMost) {
  WrittenLog w(100);
  for (std::uint32_t i = 0; i < 11; ++i) w.add(1.0 + i, Process::property, 0, 50);
  for (std::uint32_t offender = 1; offender < 10; ++offender) w.add(20.0, Process::property, offender, 50);
  w.end_months(12);
  const OffenderConcentration c = offender_concentration(w.log);
  EXPECT_DOUBLE_EQ(c.by_top_tenth, 11.0 / 20.0);
  EXPECT_DOUBLE_EQ(c.half_by, 0.1);
  EXPECT_DOUBLE_EQ(c.offenders, 0.1);
}

TEST(PersonPatterns, AgesAndSexesOfHomicide) {
  WrittenLog w;
  auto& people = w.state.people;
  people.set(model::Slot(3), model::person::woman);
  people.set_age(model::Slot(3), model::Month(0), 40 * 12);
  people.set(model::Slot(4), model::person::woman);
  for (const std::uint32_t victim : {1u, 2u, 3u}) w.add(1.0, Process::assault, 4, victim).flags.set(EventFlag::lethal);
  w.add(1.0, Process::assault, 1, 2).flags.set(EventFlag::lethal);
  w.end_months(12);
  const AgePattern p = age_pattern(w.log);
  EXPECT_DOUBLE_EQ(p.victims_15_29, 0.75);
  EXPECT_DOUBLE_EQ(p.victims_male, 0.75);
  EXPECT_DOUBLE_EQ(p.offenders_male, 0.25);
}

TEST(PersonPatterns, AgesOfOffendingAreRatesOfThePersonsOfThatAge) {
  WrittenLog w(100);
  for (const auto slot : model::Positions<model::Slot>(4)) w.state.people.set_age(slot, model::Month(0), 30 * 12);
  for (std::uint32_t i = 0; i < 24; ++i) w.add(3.0, Process::property, 50, 60);
  for (std::uint32_t i = 0; i < 4; ++i) w.add(3.0, Process::property, 0, 60);
  w.end_months(12);  // 96 of 20, four of 30
  const AgePattern p = age_pattern(w.log);
  EXPECT_DOUBLE_EQ(p.offending[20], 24.0 / 96.0);
  EXPECT_DOUBLE_EQ(p.offending[30], 1.0);
  EXPECT_DOUBLE_EQ(p.offending_peak, 28.5);  // the first band of five ages with 30 in it
}

TEST(PersonPatterns, ArrestedAgainWithinAYearOfRelease) {
  WrittenLog w;
  w.end_month({model::Slot(1), model::Slot(2), model::Slot(3), model::Slot(4)});
  w.end_months(3);
  w.add(130.0, Process::property, 1, 9).flags.set(EventFlag::recorded);
  w.add(131.0, Process::robbery, 5, 9).flags.set(EventFlag::recorded);
  w.add(132.0, Process::robbery, 3, 9);  // nobody was arrested
  w.end_month();
  w.end_months(10);
  w.add(460.0, Process::robbery, 4, 9).flags.set(EventFlag::recorded);  // too late
  w.end_month();
  EXPECT_DOUBLE_EQ(arrested_again(w.log, 12, false), 0.25);
  EXPECT_DOUBLE_EQ(arrested_again(w.log, 12, true), 0.0);
  EXPECT_EQ(arrested_again(w.log, 24, false), 0.0);  // nobody could be followed so long
}

TEST(PersonPatterns, ACompanionIsArrestedToo) {
  WrittenLog w;
  w.end_month({model::Slot(1)});
  auto& e = w.add(60.0, Process::robbery, 5, 9);
  e.companion = model::Slot(1);
  e.flags.set(EventFlag::recorded);
  w.end_months(13);
  EXPECT_DOUBLE_EQ(arrested_again(w.log, 12, true), 1.0);
}

TEST(PersonPatterns, AHomicideIsAGangsWhereEitherIsAMember) {
  WrittenLog w;
  auto& people = w.state.people;
  people.set_career(model::Slot(1), model::Career::active);
  people.set_group(model::Slot(1), 1);
  w.add(1.0, Process::assault, 1, 2).flags.set(EventFlag::lethal);
  w.add(1.0, Process::assault, 3, 1).flags.set(EventFlag::lethal);
  w.add(1.0, Process::assault, 3, 4).flags.set(EventFlag::lethal);
  w.add(1.0, Process::assault, 3, 5).flags.set(EventFlag::lethal);
  w.add(1.0, Process::assault, 1, 5);
  w.end_month();
  EXPECT_DOUBLE_EQ(gang_share(w.log), 0.5);
}

TEST(PersonPatterns, TheNetworkIsOfThoseRecordedTogether) {
  WrittenLog w;
  const auto together = [&](double day, std::uint32_t offender, std::uint32_t companion, bool recorded) {
    auto& e = w.add(day, Process::robbery, offender, 9);
    e.companion = model::Slot(companion);
    if (recorded) e.flags.set(EventFlag::recorded);
  };
  together(1.0, 1, 2, true);
  together(2.0, 2, 1, true);  // the same tie
  together(3.0, 2, 3, true);
  together(4.0, 3, 4, false);
  w.add(5.0, Process::assault, 8, 3).flags.set(EventFlag::armed);
  w.add(6.0, Process::assault, 8, 7).flags.set(EventFlag::armed);  // of no network
  w.add(7.0, Process::assault, 8, 1);                              // no shooting
  w.end_month();
  const NetworkEvents n = arrest_network(w.log);
  ASSERT_EQ(n.persons, 3u);
  EXPECT_EQ(n.ties[0], (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(n.ties[1], (std::vector<std::uint32_t>{0, 2}));
  ASSERT_EQ(n.events.size(), 1u);
  EXPECT_EQ(n.events[0].person, 2u);
  EXPECT_DOUBLE_EQ(n.events[0].day, 4.0);
  EXPECT_DOUBLE_EQ(n.days, 6.0);
  EXPECT_DOUBLE_EQ(network_victims(n), 1.0 / 3.0);
}

TEST(PersonPatterns, MenWithMostRecordedViolenceAreFollowed) {
  WrittenLog w;
  w.state.people.set(model::Slot(3), model::person::woman);
  w.add(0.0, Process::property, 8, 9);
  for (const std::uint32_t offender : {1u, 1u, 2u, 3u, 3u, 3u})
    w.add(100.0, Process::robbery, offender, 9).flags.set(EventFlag::recorded);
  w.end_months(12);
  w.add(400.0, Process::assault, 9, 1).flags.set(EventFlag::armed);
  w.add(401.0, Process::assault, 9, 2).flags.set(EventFlag::armed);
  w.add(402.0, Process::assault, 9, 3).flags.set(EventFlag::armed);
  w.end_months(22);
  w.add(1030.0, Process::property, 8, 9);
  w.end_month();
  EXPECT_DOUBLE_EQ(high_risk_victims(w.log, 1), 100.0);  // the first alone, who was shot once
  EXPECT_DOUBLE_EQ(high_risk_victims(w.log, 5), 100.0);  // both men, and no woman
}

TEST(PersonPatterns, ASurveyFindsWhoOffendsAndSuffers) {
  WrittenLog same(512);
  WrittenLog apart(512);
  for (std::uint32_t slot = 0; slot < 128; ++slot) {
    same.add(1.0, Process::robbery, slot, slot ^ 1u);
    apart.add(1.0, Process::robbery, slot, slot + 256);
  }
  same.end_months(12);
  apart.end_months(12);
  EXPECT_EQ(overlap_support(same.log, same.state, 1, {.surveys = 20, .persons = 200}), 1.0);
  EXPECT_EQ(overlap_support(apart.log, apart.state, 1, {.surveys = 20, .persons = 200}), 0.0);
}

}  // namespace
}  // namespace salus::calibration
