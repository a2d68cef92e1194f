#include "model/city/rate_scale.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/model/city/settled_city.hpp"

namespace salus::model {
namespace {

TEST(RateScale, RatesOfEverybodyAddUpToWhatIsWanted) {
  const CityPlan plan = tests::sample_plan(40000, 12);
  const tests::SettledCity city(plan);
  MonthConditions rest;
  rest.factor.fill(1.0);
  double persons = 0.0;
  double at_risk = 0.0;
  double initiated = 0.0;
  double property_by_active = 0.0;
  double active_extra = 0.0;
  EnumArray<double, Process> sum{};
  for (const Slot slot : city.state.people.slots()) {
    if (!city.state.people.here(slot)) continue;
    persons += 1.0;
    const PersonRates r = city.rates.of(city.state.people, slot, Month(0), rest);
    for (const Process process : every<Process>) sum[process] += r.process[process];
    const Career career = city.state.people.career(slot);
    at_risk += career == Career::at_risk;
    if (career == Career::at_risk) initiated += r.life[Life::career];
    if (career != Career::active) continue;
    property_by_active += r.process[Process::property];
    active_extra +=
        city.state.rate_scale.active[Process::property] * city.rates.propensity(city.state.people.propensity(slot));
  }
  for (const Process process : every<Process>)
    EXPECT_NEAR(sum[process] / persons / plan.scale.spontaneous[process], 1.0, 1e-9) << index(process);
  EXPECT_NEAR(initiated / at_risk / plan.input.life.initiation, 1.0, 1e-9);
  EXPECT_NEAR(active_extra / sum[Process::property], plan.input.active_loading[CrimeType::property], 1e-9);
  EXPECT_GE(property_by_active, active_extra);
}

TEST(RateScale, AWholeCohortComesAtRiskOverTheAgesOfEntry) {
  const CityPlan plan = tests::sample_plan(40000, 12);
  const tests::SettledCity city(plan);
  const People& people = city.state.people;
  double not_at_risk = 0.0;
  double entered = 0.0;
  for (const Slot slot : people.slots()) {
    if (!people.here(slot)) continue;
    not_at_risk += people.career(slot) == Career::not_at_risk;
    const std::uint32_t age = people.age_months(slot, Month(0));
    if (age < entry_from || age >= entry_to) continue;
    const double months = entry_to - entry_from;
    entered += 1.0 - std::exp(-city.state.rate_scale.entry * months * city.rates.entry_weight(people, slot));
  }
  // Weights are taken to a sixteenth of their logarithm.
  EXPECT_NEAR(entered / (plan.input.life.entry * not_at_risk * (entry_to - entry_from)), 1.0, 0.01);
}

TEST(RateScale, DoesNotDependOnTheThreads) {
  const CityPlan plan = tests::sample_plan(40000, 12);
  const tests::SettledCity city(plan);
  const auto scale = solve_rate_scale(plan.input, plan.parameters, city.rates, city.state.people,
                                      plan.scale.spontaneous, *make_thread_executor(3));
  EXPECT_EQ(scale.entry, city.state.rate_scale.entry);
  EXPECT_EQ(scale.situational, city.state.rate_scale.situational);
  EXPECT_EQ(scale.active, city.state.rate_scale.active);
}

}  // namespace
}  // namespace salus::model
