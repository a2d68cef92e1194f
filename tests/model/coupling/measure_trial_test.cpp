#include "model/coupling/measure_trial.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "model/core/calendar.hpp"
#include "tests/model/coupling/city_after_a_year.hpp"

namespace salus::model {
namespace {

/// The same year with and without a measure.
class Trial : public testing::Test, protected tests::CityAfterAYear {
 protected:
  TrialEffect run(const Measure& measure, const std::vector<std::uint32_t>& chosen) const {
    const auto without = run_with(plan, *executor, city.state(), 12, nullptr, {});
    const auto with = run_with(plan, *executor, city.state(), 12, &measure, chosen);
    return effect_of(without, with, city.ground(), measure.target, chosen);
  }
};

Measure strong(MeasureTarget target) {
  Measure m;
  m.target = target;
  m.first_month = Month(12);
  m.strength.assign(12, 1.0);
  m.factor.fill(0.3);
  return m;
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

TEST_F(Trial, UnitsReachTheCouplesAndHouseholdsThereAre) {
  Intervention course;
  course.city_target = MeasureTarget::couples;
  course.city_targets_a_unit = 0.5;
  course.city_targeting = Targeting::best;
  EXPECT_EQ(targets_a_unit(course, city), 0.5);  // survivors, who are known, live as couples
  course.city_targeting = Targeting::random;
  const double couples = static_cast<double>(targets_there(MeasureTarget::couples, city));
  double grown_persons = 0.0;
  const People& people = city.state().people;
  for (const Slot slot : people.slots())
    grown_persons += people.here(slot) && people.age_months(slot, city.state().month) >= grown;
  // All the grown reach each couple by both.
  EXPECT_NEAR(grown_persons * targets_a_unit(course, city), couples, 1e-6);
  EXPECT_EQ(part_there(course, 0.5 * couples, city), 1.0);
  EXPECT_EQ(part_there(course, 4.0 * couples, city), 0.25);
  course.city_target = MeasureTarget::households;
  EXPECT_EQ(targets_a_unit(course, city), 0.5);
}

TEST_F(Trial, HarmIsDoneToo) {
  Measure harm = strong(MeasureTarget::couples);
  harm.factor.fill(1.0);
  harm.factor[Process::partner] = 0.0;
  const auto chosen = targets(MeasureTarget::couples, Targeting::best, 500);
  const double cured = run(harm, chosen).averted[CrimeType::partner_violence];
  EXPECT_GT(cured, 0.0);
  harm.factor[Process::partner] = 2.0;
  EXPECT_LT(run(harm, chosen).averted[CrimeType::partner_violence],
            -0.5 * cured);  // twice the rate is as much more as none is less
}

TEST_F(Trial, ARowOfEvidenceBecomesAMeasure) {
  Intervention row;
  row.id = "I99";
  row.city_target = MeasureTarget::risky_persons;
  row.ramp_months = 6;
  row.delay_months = 3;
  row.effect[CrimeType::serious_assault].log_rr = std::log(0.8);
  row.effect[CrimeType::homicide].log_rr = std::log(0.6);
  const Measure m = measure_of(row, {.first = Month(12), .last = Month(48)});
  EXPECT_NEAR(m.factor[Process::assault], 0.8, 1e-12);
  EXPECT_NEAR(m.lethality, 0.75, 1e-12);
  EXPECT_EQ(m.first_month, 15u);
  EXPECT_EQ(m.strength,
            strength_over({.ramp = 6, .decay = row.decay_months}, {.paid = 33, .all = 33 + horizon_months}));
}

/// No budget builds it up, and it ends with its last month.
TEST(MeasureOf, ALawIsInForceAtOnceAndInFull) {
  Law law;
  law.id = "I07";
  law.city_target = MeasureTarget::bars;
  law.effect[CrimeType::serious_assault].log_rr = std::log(0.9);
  const Measure m = measure_of(law, {.first = Month(12), .last = Month(24)});
  EXPECT_EQ(m.target, MeasureTarget::bars);
  EXPECT_TRUE(m.night_only);
  EXPECT_EQ(m.first_month, 12u);
  ASSERT_GE(m.strength.size(), 13u);
  for (std::size_t month = 0; month < 12; ++month) EXPECT_EQ(m.strength[month], 1.0) << month;
  EXPECT_EQ(m.strength[12], 0.0);
  for (const auto k : every<Process>)
    EXPECT_NEAR(m.factor[k], type_of_process[k] == CrimeType::serious_assault ? 0.9 : 1.0, 1e-12);
}

}  // namespace
}  // namespace salus::model
