#include "model/city/city_run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/city/hazard.hpp"
#include "tests/model/city/component.hpp"
#include "tests/model/city/sample_city.hpp"

namespace salus::model {
namespace {

using tests::component;
using tests::EventLog;
using tests::key_of;
using tests::outside;
using tests::sample_plan;

std::uint64_t hash_after(const CityPlan& plan, const Executor& executor, std::size_t months) {
  CityRun city(plan, executor);
  for (std::size_t m = 0; m < months; ++m) city.step();
  return city.content_hash();
}

TEST(CityRun, OneContentWhateverTheThreadsAndTheInstructionSet) {
  CityPlan plan = sample_plan(60000, 15);
  const auto expected = hash_after(plan, *make_serial_executor(), 15);
  for (const unsigned threads : {2u, 3u, 8u})
    EXPECT_EQ(hash_after(plan, *make_thread_executor(threads), 15), expected) << threads;
  for (unsigned isa = 1; isa <= static_cast<unsigned>(best_isa()); ++isa) {
    plan.isa = static_cast<Isa>(isa);
    EXPECT_EQ(hash_after(plan, *make_serial_executor(), 15), expected) << isa_names[plan.isa];
  }
  plan.run = 1;
  EXPECT_NE(hash_after(plan, *make_serial_executor(), 15), expected);
}

TEST(CityRun, ACheckpointAtAnyStepGoesOnToTheSameEvents) {
  const CityPlan plan = sample_plan(40000, 12);
  const auto executor = make_serial_executor();
  EventLog whole;
  CityRun city(plan, *executor);
  std::vector<CityState> states{city.state()};
  for (int m = 0; m < 12; ++m) {
    city.step(&whole);
    states.push_back(city.state());
  }
  for (const std::size_t at : {std::size_t{0}, std::size_t{1}, std::size_t{5}, std::size_t{11}}) {
    EventLog rest;
    CityRun again(plan, *executor, states[at]);
    for (std::size_t m = at; m < 12; ++m) again.step(&rest);
    ASSERT_LE(rest.log.size(), whole.log.size());
    const std::size_t skipped = whole.log.size() - rest.log.size();
    for (std::size_t i = 0; i < rest.log.size(); ++i)
      ASSERT_EQ(key_of(rest.log[i]), key_of(whole.log[skipped + i])) << at;
    EXPECT_EQ(again.content_hash(), city.content_hash()) << at;
    EXPECT_EQ(again.state().people.flags, city.state().people.flags) << at;
    EXPECT_EQ(again.state().people.hazard, city.state().people.hazard) << at;
  }
  EXPECT_THROW(CityRun(sample_plan(80000, 12), *executor, states[0]), std::invalid_argument);
}

TEST(CityRun, PersonsAddUpEveryMonthAndALeakIsCaught) {
  CityPlan plan = sample_plan(50000, 24);
  const auto executor = make_serial_executor();
  CityRun city(plan, *executor);
  double died = 0.0;
  double born = 0.0;
  for (int m = 0; m < 24; ++m) {
    const CityMonth month = city.step();
    died += month.died;
    born += month.born;
    // The city follows the population it was given: standard deviation of the number of taken places below 120.
    EXPECT_NEAR(month.persons, plan.input.population[static_cast<std::size_t>(m) + 1], 800.0) << m;
  }
  EXPECT_NEAR(died, plan.input.deaths * 50000 * 24, 5.0 * 25.0);
  EXPECT_NEAR(born, plan.input.births * 50000 * 24, 5.0 * 40.0);
  plan.planted_leak = 1.0;
  CityRun leaking(plan, *executor);
  EXPECT_THROW(for (int m = 0; m < 24; ++m) leaking.step(), CityLeak);
}

TEST(CityRun, NobodyActsOrSuffersOnceGone) {
  CityPlan plan = sample_plan(40000, 12);
  // so that months are full of removals
  plan.scale.lethality[Process::assault] = 0.3;
  plan.scale.lethality[Process::robbery] = 0.2;
  plan.scale.prison = 0.5;
  const auto executor = make_serial_executor();
  EventLog seen;
  CityRun city(plan, *executor);
  std::size_t removals = 0;
  for (std::uint32_t m = 0; m < 12; ++m) {
    seen.log.clear();
    const CityMonth month = city.step(&seen);
    std::map<std::uint32_t, std::pair<Minute, EventNumber>> gone;
    for (const auto& e : seen.log) {
      const std::pair moment(e.minute, e.number);
      if (e.has(EventFlag::lethal) && !gone.emplace(e.victim, moment).second)
        ADD_FAILURE() << "killed twice: " << e.victim;
      if (e.has(EventFlag::imprisoned) && !gone.emplace(e.offender, moment).second)
        ADD_FAILURE() << "imprisoned twice: " << e.offender;
    }
    removals += gone.size();
    for (const auto& e : seen.log)
      for (const std::uint32_t slot : {e.offender, e.victim}) {
        const auto found = gone.find(slot);
        if (found != gone.end()) {
          EXPECT_LE(std::pair(e.minute, e.number), found->second);
        }
      }
    EXPECT_EQ(month.killed, month.incidents[CrimeType::homicide]);
  }
  EXPECT_GT(removals, 300u);
}

TEST(CityRun, BanningOnePersonChangesNothingOutsideThatPersonsComponent) {
  CityPlan plan = sample_plan(30000, 12);
  const auto executor = make_thread_executor(2);
  EventLog with;
  CityRun city(plan, *executor);
  for (int m = 0; m < 12; ++m) city.step(&with);
  std::vector<std::size_t> sizes;
  for (std::uint32_t i = 0; i < 12; ++i) {
    // Every third a victim or offender of the run, so that the ban matters.
    const Slot banned =
        i % 3 == 0 ? with.log[i * 97 + 5].offender : Slot((i * 7919u + 13u) % city.state().people.size());
    plan.banned = banned;
    EventLog without;
    CityRun again(plan, *executor);
    for (int m = 0; m < 12; ++m) again.step(&without);
    for (const auto& e : without.log) ASSERT_TRUE(e.offender != banned && e.victim != banned && e.companion != banned);
    const auto reached = component(with.log, without.log, banned);
    sizes.push_back(reached.size());
    EXPECT_EQ(outside(with.log, reached), outside(without.log, reached)) << banned;
  }
  std::sort(sizes.begin(), sizes.end());
  EXPECT_LE(sizes[6], 300u);  // a hundredth of the persons
}

TEST(CityRun, NobodysRatesEverExceedTheirCode) {
  CityPlan plan = sample_plan(30000, 30);
  plan.input.feedback = {0.3, 0.2, 1.0 / 60, 0.4, 0.3, 1.0 / 48, 0.3, 0.4, 0.2, 1.0 / 48};
  const auto executor = make_serial_executor();
  CityRun city(plan, *executor);
  const Rhythm rhythm(plan.parameters, false);
  for (int m = 0; m < 30; ++m) {
    city.step();
    const CityState& s = city.state();
    if (m == 29) break;
    MonthConditions now;
    now.exposure = s.exposure;
    now.initiation = s.exposure / ((1.0 - 0.3) * s.exposure + 0.3) * (1.0 - 0.3 * (s.trust - 0.4));
    now.entry = s.exposure / ((1.0 - 0.2) * s.exposure + 0.2);
    now.fill = s.highest.fill;
    for (const Process process : every<Process>) now.factor[process] = rhythm.season(process, s.month % 12);
    std::size_t looked_at = 0;
    for (Slot slot; slot < s.people.size(); slot = slot + 7u, ++looked_at) {
      // A neighbourhood's codes are set in its month of the year; this looks at those that stay as they are in the
      // month to come.
      if (neighbourhood_of_slot(slot) % 12 == s.month % 12 || s.people.hazard[slot] >= always_candidate) continue;
      ASSERT_LE(city.rates().of(s.people, slot, s.month, now).total, hazard_rate(s.people.hazard[slot]))
          << slot << " in month " << m;
    }
  }
}

TEST(CityRun, AnInertMeasureChangesNoBit) {
  const CityPlan plan = sample_plan(20000, 6);
  const auto executor = make_serial_executor();
  CityRun plain(plan, *executor);
  CityRun treated(plan, *executor);
  Measure inert;
  inert.id = "inert";
  inert.target = MeasureTarget::hot_cells;
  inert.strength.assign(6, 1.0);
  std::vector<std::uint32_t> cells(treated.ground().cells());
  for (std::uint32_t c = 0; c < cells.size(); ++c) cells[c] = c;
  treated.measures().add(inert, cells, treated.state().people.size());
  inert.target = MeasureTarget::risky_persons;
  treated.measures().add(inert, {1, 2, 3}, treated.state().people.size());
  for (int m = 0; m < 6; ++m) {
    plain.step();
    treated.step();
  }
  EXPECT_EQ(plain.content_hash(), treated.content_hash());
}

}  // namespace
}  // namespace salus::model
