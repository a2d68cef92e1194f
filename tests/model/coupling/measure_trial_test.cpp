#include "model/coupling/measure_trial.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "model/core/calendar.hpp"
#include "model/coupling/lorenz_shares.hpp"
#include "tests/model/city/sample_city.hpp"

namespace salus::model {
namespace {

using tests::sample_plan;

/// A city after a year, what it remembers, and a measure.
class Trial : public testing::Test {
 protected:
  Trial()
      : plan(sample_plan(60000, 24)),
        executor(make_thread_executor(2)),
        city(plan, *executor),
        memory(city.ground().cells(), city.state().people.size()) {
    for (int m = 0; m < 12; ++m) city.step(&memory);
  }
  std::vector<std::uint32_t> targets(MeasureTarget target, Targeting how, std::size_t n) const {
    return choose_targets(target, how, n, city, memory, {7, 8}, 1);
  }
  TrialEffect run(const Measure& measure, const std::vector<std::uint32_t>& chosen) const {
    const auto without = run_with(plan, *executor, city.state(), 12, nullptr, {});
    const auto with = run_with(plan, *executor, city.state(), 12, &measure, chosen);
    return effect_of(without, with, city.ground(), measure.target, chosen);
  }
  CityPlan plan;
  std::unique_ptr<Executor> executor;
  CityRun city;
  CityMemory memory;
};

Measure strong(MeasureTarget target) {
  Measure m;
  m.target = target;
  m.first_month = 12;
  m.strength.assign(12, 1.0);
  m.factor.fill(0.3);
  return m;
}

TEST_F(Trial, BestTargetsAreTheHottestAndRandomOnesAreNot) {
  const auto best = targets(MeasureTarget::hot_cells, Targeting::best, 20);
  const auto any = targets(MeasureTarget::hot_cells, Targeting::random, 20);
  ASSERT_EQ(best.size(), 20u);
  std::vector<std::uint32_t> counts = memory.street;
  std::sort(counts.rbegin(), counts.rend());
  for (const auto cell : best) EXPECT_GE(memory.street[cell], counts[19]);
  double hot = 0;
  double random = 0;
  for (std::size_t i = 0; i < 20; ++i) {
    hot += memory.street[best[i]];
    random += memory.street[any[i]];
  }
  EXPECT_GT(hot, 3.0 * random);
  EXPECT_EQ(any, targets(MeasureTarget::hot_cells, Targeting::random, 20));
}

TEST_F(Trial, TargetsAreOfTheirKind) {
  const auto& people = city.state().people;
  const auto month = city.state().month;
  for (const auto slot : targets(MeasureTarget::youth, Targeting::best, 50))
    EXPECT_TRUE(people.here(slot) && people.age_months(slot, month) >= 144 && people.age_months(slot, month) < 228);
  for (const auto slot : targets(MeasureTarget::couples, Targeting::random, 50))
    EXPECT_TRUE(people.is(slot, person::couple));
  for (const auto slot : targets(MeasureTarget::carriers, Targeting::best, 50))
    EXPECT_TRUE(people.is(slot, person::carrier));
  for (const auto cell : targets(MeasureTarget::dark_cells, Targeting::best, 50)) EXPECT_TRUE(city.ground().dark(cell));
  const auto homes = targets(MeasureTarget::households, Targeting::best, 50);
  EXPECT_EQ(homes.size(), 200u);
  EXPECT_EQ(targets(MeasureTarget::all_cells, Targeting::random, 1u << 30).size(), city.ground().cells());
}

TEST_F(Trial, TheSameMeansDoMoreWhereTheyAreNeeded) {
  const Measure patrol = strong(MeasureTarget::hot_cells);
  const auto best = run(patrol, targets(MeasureTarget::hot_cells, Targeting::best, 20));
  const auto any = run(patrol, targets(MeasureTarget::hot_cells, Targeting::random, 20));
  const auto all = [](const TrialEffect& e) {
    double sum = 0.0;
    for (const double a : e.averted) sum += a;
    return sum;
  };
  EXPECT_GT(best.gained, 50.0);
  EXPECT_GT(all(best), 3.0 * std::max(1.0, all(any)));
  // Something moves next door or goes with it, but less than was gained.
  EXPECT_LT(std::abs(best.moved), best.gained);
}

TEST_F(Trial, AMeasureWithoutEffectAvertsNothing) {
  Measure inert = strong(MeasureTarget::couples);
  inert.factor.fill(1.0);
  const auto e = run(inert, targets(MeasureTarget::couples, Targeting::best, 200));
  for (const double a : e.averted) EXPECT_EQ(a, 0.0);
}

TEST_F(Trial, HarmIsDoneToo) {
  Measure harm = strong(MeasureTarget::couples);
  harm.factor.fill(1.0);
  harm.factor[index(Process::partner)] = 0.0;
  const auto chosen = targets(MeasureTarget::couples, Targeting::best, 500);
  const double cured = run(harm, chosen).averted[index(CrimeType::partner_violence)];
  EXPECT_GT(cured, 0.0);
  harm.factor[index(Process::partner)] = 2.0;
  EXPECT_LT(run(harm, chosen).averted[index(CrimeType::partner_violence)],
            -0.5 * cured);  // twice the rate is as much more as none is less
}

TEST_F(Trial, LorenzSharesGrowWithCoverageAndWithKnowledge) {
  Intervention hot;
  Intervention everywhere;
  Intervention risky;
  hot.id = "I01";
  hot.city_target = MeasureTarget::hot_cells;
  hot.city_targets_a_unit = 1.0;
  hot.eligible_per_person = {Prior::Family::fixed, 0.002, 0.0, 0.002, 0.002, 0.0};
  everywhere.id = "I02";
  everywhere.city_target = MeasureTarget::all_cells;
  everywhere.city_targets_a_unit = 0.0225;
  everywhere.eligible_per_person = {Prior::Family::fixed, 1.0, 0.0, 1.0, 1.0, 0.0};
  risky.id = "I03";
  risky.city_target = MeasureTarget::risky_persons;
  risky.city_targets_a_unit = 1.0;
  risky.eligible_per_person = {Prior::Family::fixed, 0.01, 0.0, 0.01, 0.01, 0.0};
  Intervention none;
  none.id = "I04";
  const auto points = lorenz_shares({&hot, &everywhere, &risky, &none}, plan, city, memory, *executor);
  const auto share = [&](const char* id, bool best, double coverage, CrimeType type) {
    for (const auto& p : points)
      if (p.intervention == id && p.best == best && p.coverage == coverage && p.type == type) return p.share;
    ADD_FAILURE() << id << ' ' << coverage;
    return 0.0;
  };
  for (const auto& p : points) EXPECT_NE(p.intervention, "I04");
  for (const char* id : {"I01", "I03"}) {
    EXPECT_GT(share(id, true, 1.0, CrimeType::robbery), 3.0 * share(id, false, 1.0, CrimeType::robbery)) << id;
    for (const bool best : {true, false})
      for (std::size_t i = 0; i + 1 < surface_coverages.size(); ++i)
        EXPECT_LE(share(id, best, surface_coverages[i], CrimeType::robbery),
                  share(id, best, surface_coverages[i + 1], CrimeType::robbery))
            << id << i;
  }
  EXPECT_EQ(share("I02", true, 1.0, CrimeType::robbery), 1.0);
  EXPECT_EQ(share("I02", false, 1.0, CrimeType::partner_violence), 1.0);
  EXPECT_NEAR(share("I02", false, 0.5, CrimeType::partner_violence), 0.5,
              0.1);  // any half of the cells has half of what happens at home
}

TEST_F(Trial, ARowOfEvidenceBecomesAMeasure) {
  Intervention row;
  row.id = "I99";
  row.city_target = MeasureTarget::risky_persons;
  row.ramp_months = 6;
  row.delay_months = 3;
  row.effect[index(CrimeType::serious_assault)].log_rr = std::log(0.8);
  row.effect[index(CrimeType::homicide)].log_rr = std::log(0.6);
  const Measure m = measure_of(row, 12, 48);
  EXPECT_NEAR(m.factor[index(Process::assault)], 0.8, 1e-12);
  EXPECT_NEAR(m.lethality, 0.75, 1e-12);
  EXPECT_EQ(m.first_month, 15u);
  EXPECT_EQ(m.strength, strength_over({.ramp = 6, .decay = row.decay_months}, 33, 33 + horizon_months));
}

/// No budget builds it up, and it ends with its last month.
TEST(MeasureOf, ALawIsInForceAtOnceAndInFull) {
  Law law;
  law.id = "I07";
  law.city_target = MeasureTarget::bars;
  law.effect[index(CrimeType::serious_assault)].log_rr = std::log(0.9);
  const Measure m = measure_of(law, 12, 24);
  EXPECT_EQ(m.target, MeasureTarget::bars);
  EXPECT_TRUE(m.night_only);
  EXPECT_EQ(m.first_month, 12u);
  ASSERT_GE(m.strength.size(), 13u);
  for (std::size_t month = 0; month < 12; ++month) EXPECT_EQ(m.strength[month], 1.0) << month;
  EXPECT_EQ(m.strength[12], 0.0);
  for (std::size_t k = 0; k < process_count; ++k)
    EXPECT_NEAR(m.factor[k], type_of_process[k] == CrimeType::serious_assault ? 0.9 : 1.0, 1e-12);
}

}  // namespace
}  // namespace salus::model
