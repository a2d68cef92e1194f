#include "model/city/rates.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/model/city/settled_city.hpp"

namespace salus::model {
namespace {

TEST(EnumeratorAt, FallsOnRatesOneAfterTheOther) {
  const EnumArray<double, Life> rates{{0.1, 0.2, 0.0, 0.3, 0.0}};
  const auto at = [&](double x) { return enumerator_at(rates, x); };
  EXPECT_EQ(at(0.05), Life::death);
  EXPECT_EQ(at(0.1), Life::move);
  EXPECT_EQ(at(0.35), Life::back);
  EXPECT_EQ(at(0.6 + 1e-9), std::nullopt);
  double left = 1.0;
  EXPECT_FALSE(enumerator_at(rates, left));
  EXPECT_NEAR(left, 0.4, 1e-12);
}

class RatesTest : public testing::Test {
 protected:
  PersonRates of(Slot slot) const { return city.rates.of(city.state.people, slot, Month(0), city.conditions()); }
  Slot somebody(Career career) const {
    return city.slot_where(
        [&](Slot slot) { return people.here(slot) && people.career(slot) == career && older(slot); });
  }
  bool older(Slot slot) const { return people.age_months(slot, Month(0)) >= grown; }

  tests::SettledCity city{tests::sample_plan(20000, 12)};
  People& people = city.state.people;
};

TEST_F(RatesTest, TheTotalIsTheSumAndItsBoundHoldsForAYear) {
  for (Slot slot; slot < people.size(); slot = slot + 3u) {
    const PersonRates r = of(slot);
    double sum = r.of_processes();
    for (const double rate : r.life) sum += rate;
    ASSERT_NEAR(r.total, sum, 1e-12);
    for (const Month month : {Month(0), Month(6), Month(11)})
      ASSERT_LE(city.rates.of(people, slot, month, city.state.highest).total, city.rates.bound(people, slot, Month(0)))
          << slot << " in month " << month;
  }
}

TEST_F(RatesTest, NobodyAndTheBannedDoNothing) {
  const Slot empty = city.slot_where([&](Slot s) { return !people.is(s, person::present); });
  EXPECT_EQ(of(empty).total, city.conditions().fill);
  const Slot slot = somebody(Career::active);
  EXPECT_GT(of(slot).total, 0.0);
  people.set(slot, person::banned);
  EXPECT_EQ(of(slot).total, 0.0);
  EXPECT_EQ(city.rates.bound(people, slot, Month(0)), 0.0);
}

TEST_F(RatesTest, PrisonersCommitNothingAndComeFree) {
  const PersonRates r = of(somebody(Career::imprisoned));
  EXPECT_EQ(r.of_processes(), 0.0);
  const LifeCourse& l = city.setting.plan.input.life;
  EXPECT_NEAR(r.life[Life::career] + r.life[Life::back], l.release, 1e-12);
  EXPECT_NEAR(r.life[Life::back] / l.release, l.return_share, 1e-12);
}

TEST_F(RatesTest, PartnersAreNeededAndAgeIs) {
  const Slot single =
      city.slot_where([&](Slot s) { return people.here(s) && older(s) && !people.is(s, person::couple); });
  const Slot couple = city.slot_where([&](Slot s) { return people.is(s, person::couple); });
  const Slot child =
      city.slot_where([&](Slot s) { return people.here(s) && people.age_months(s, Month(0)) < 10 * 12; });
  EXPECT_EQ(of(single).process[Process::partner], 0.0);
  EXPECT_GT(of(couple).process[Process::partner], 0.0);
  EXPECT_EQ(of(child).of_processes(), 0.0);
}

TEST_F(RatesTest, EntryIsOfTheAgesOfEntry) {
  for (Slot slot; slot < people.size(); slot = slot + 5u) {
    if (!people.here(slot) || people.career(slot) != Career::not_at_risk) continue;
    const std::uint32_t age = people.age_months(slot, Month(0));
    const bool may = age >= entry_from && age < entry_to && city.rates.entry_weight(people, slot) > 0.0;
    ASSERT_EQ(of(slot).life[Life::career] > 0.0, may) << slot;
  }
}

TEST_F(RatesTest, TheTableOfVictimsIsTheProductOfItsParts) {
  const Rates& rates = city.rates;
  for (const Process process : every<Process>)
    for (const Sex sex : every<Sex>)
      for (const std::uint32_t age : {0u, 143u, 144u, 215u, 216u, 719u, 720u, 1100u})
        for (const Career career : every<Career>)
          for (unsigned v = 0; v < vulnerability_classes; ++v) {
            const double chance = rates.chance_as_victim(process, sex, age, career, v);
            ASSERT_NEAR(chance,
                        rates.exposure(process, sex, age, career) / rates.highest_exposure(process) *
                            rates.vulnerability(v) / rates.highest_vulnerability(),
                        1e-12);
            ASSERT_LE(chance, rates.highest_chance(v));
          }
  EXPECT_EQ(rates.peers(Sex::man, 300, Sex::man, 300), 1.0);
  EXPECT_EQ(rates.peers(Sex::man, 300, Sex::man, 500), rates.peers(Sex::woman, 500, Sex::woman, 300));
  EXPECT_LT(rates.peers(Sex::man, 300, Sex::woman, 300), 1.0);
}

TEST(Propensities, HaveMeanOneAndSomeNeverOffend) {
  CityParameters p = central_city_parameters();
  p[CityParameter::never_share] = 0.25;
  const auto m = propensities(p);
  double sum = 0.0;
  for (const double x : m) sum += x;
  EXPECT_NEAR(sum / propensity_classes, 1.0, 1e-12);
  EXPECT_EQ(std::count(m.begin(), m.end(), 0.0), propensity_classes / 4);
  EXPECT_TRUE(std::is_sorted(m.begin(), m.end()));
}

}  // namespace
}  // namespace salus::model
