#include "model/city/removals.hpp"

#include <gtest/gtest.h>

namespace salus::model {
namespace {

class RemovalsTest : public testing::Test {
 protected:
  RemovalsTest() {
    for (const Slot slot : people.slots()) people.flags[slot] = person::present;
  }
  static CityEvent event_at(Minute minute, std::uint32_t offender, std::uint32_t victim,
                            std::initializer_list<EventFlag> flags = {}) {
    CityEvent e;
    e.number = minute + 1;
    e.minute = minute;
    e.offender = Slot(offender);
    e.victim = Slot(victim);
    for (const EventFlag flag : flags) e.flags.set(flag);
    e.process = Process::assault;
    return e;
  }
  /// Which events of the first block happen.
  std::vector<bool> settled() {
    removals.settle(blocks);
    for (auto& block : blocks) removals.conclude(block, pending);
    std::vector<bool> happened;
    for (const CityEvent& e : blocks[0].events) happened.push_back(!e.has(EventFlag::impossible));
    return happened;
  }

  People people{64};
  Removals removals{people};
  std::vector<CityBlock> blocks{2};
  std::vector<Consequence> pending;
};

using Happened = std::vector<bool>;

TEST_F(RemovalsTest, TheKilledActAndSufferUpToThen) {
  blocks[0].events = {event_at(300, 1, 2), event_at(100, 1, 3), event_at(200, 4, 1, {EventFlag::lethal}),
                      event_at(250, 5, 1)};
  EXPECT_EQ(settled(), (Happened{false, true, true, false}));
  EXPECT_EQ(blocks[0].counts.killed, 1u);
  EXPECT_EQ(blocks[0].counts.incidents[CrimeType::homicide], 1u);
  EXPECT_EQ(blocks[0].counts.incidents[CrimeType::serious_assault], 1u);
}

TEST_F(RemovalsTest, WhoIsGoneKillsNobody) {
  // Two who would kill each other: the first to strike lives. The other's victim in another block lives too.
  blocks[0].events = {event_at(200, 1, 2, {EventFlag::lethal}), event_at(100, 2, 1, {EventFlag::lethal})};
  blocks[1].events = {event_at(300, 1, 9, {EventFlag::lethal})};
  EXPECT_EQ(settled(), (Happened{false, true}));
  EXPECT_EQ(blocks[1].counts.killed, 0u);
  EXPECT_TRUE(people.is(Slot(1), person::gone));
  EXPECT_FALSE(people.is(Slot(9), person::gone));
  removals.clear_marks();
  EXPECT_FALSE(people.is(Slot(1), person::gone));
}

TEST_F(RemovalsTest, PrisonEndsAtTheMinuteAndWithItWhatWasToFollow) {
  blocks[0].events = {event_at(100, 1, 2, {EventFlag::recorded, EventFlag::imprisoned}), event_at(150, 1, 3),
                      event_at(160, 7, 8)};
  blocks[0].events[1].before_at = 0;
  blocks[0].events[2].before_at = 1;  // led to by what does not happen
  Consequence of_void;
  of_void.before_at = 2;
  of_void.number = 77;
  Consequence of_first;
  of_first.before_at = 0;
  of_first.number = 78;
  blocks[0].later = {of_void, of_first};
  EXPECT_EQ(settled(), (Happened{true, false, false}));
  ASSERT_EQ(pending.size(), 1u);
  EXPECT_EQ(pending[0].number, 78u);
  EXPECT_EQ(pending[0].before_at, no_position);
  EXPECT_EQ(people.record[1], 1);
}

TEST_F(RemovalsTest, ADeedThatAVoidEventLedToKillsNobody) {
  blocks[0].events = {event_at(100, 4, 1, {EventFlag::lethal}), event_at(150, 1, 3),
                      event_at(200, 7, 8, {EventFlag::lethal})};
  blocks[0].events[2].before_at = 1;
  EXPECT_EQ(settled(), (Happened{true, false, false}));
  EXPECT_FALSE(people.is(Slot(8), person::gone));
}

TEST_F(RemovalsTest, ACompanionWhoIsGoneDoesNotJoin) {
  blocks[0].events = {event_at(100, 4, 1, {EventFlag::lethal}), event_at(150, 2, 3)};
  blocks[0].events[1].companion = Slot(1);
  EXPECT_EQ(settled(), (Happened{true, true}));
  EXPECT_EQ(blocks[0].events[1].companion, nobody);
}

TEST_F(RemovalsTest, TheRecordStaysAtItsHighest) {
  people.record[1] = 254;
  for (Minute minute = 100; minute < 103; ++minute)
    blocks[0].events.push_back(event_at(minute, 1, 2, {EventFlag::recorded}));
  settled();
  EXPECT_EQ(people.record[1], 255);
  EXPECT_EQ(blocks[0].counts.recorded, 3u);
}

TEST_F(RemovalsTest, WhatDoesNotHappenIsNotHashed) {
  blocks[0].events = {event_at(100, 4, 1, {EventFlag::lethal})};
  settled();
  const std::uint64_t alone = blocks[0].hash;
  blocks[0].events.push_back(event_at(150, 1, 3));
  settled();
  EXPECT_EQ(blocks[0].hash, alone);
  blocks[0].events.push_back(event_at(160, 2, 3));
  settled();
  EXPECT_NE(blocks[0].hash, alone);
}

}  // namespace
}  // namespace salus::model
