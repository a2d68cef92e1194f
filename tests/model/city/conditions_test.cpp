#include "model/city/conditions.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/city/process_traits.hpp"
#include "tests/model/city/sample_city.hpp"

namespace salus::model {
namespace {

class Conditions : public testing::Test {
 protected:
  Conditions() { state.people = People(neighbourhoods_for(30000 * 1.02) * slots_per_neighbourhood); }
  MonthConditions now() const { return conditions_of_month(CitySetting(plan, *executor), state, measures); }

  std::unique_ptr<Executor> executor = make_serial_executor();
  CityPlan plan = tests::sample_plan(30000, 12);
  CityState state;
  Measures measures{64};
};

TEST_F(Conditions, AtRestOnlyTheSeasonMoves) {
  const Rhythm rhythm(plan.parameters, false);
  for (const Month month : {Month(0), Month(5)}) {
    state.month = month;
    const MonthConditions c = now();
    EXPECT_EQ(c.exposure, 1.0);
    EXPECT_EQ(c.initiation, 1.0);
    EXPECT_EQ(c.entry, 1.0);
    for (const Process process : every<Process>) EXPECT_EQ(c.factor[process], rhythm.season(process, month));
  }
}

TEST_F(Conditions, PlacesFillAsTheCityGrows) {
  const auto& n = plan.input.population;
  const double empty = state.people.size() - n[0];
  EXPECT_NEAR(1.0 - std::exp(-now().fill), (n[1] - n[0]) / empty, 1e-12);
  plan.input.population[1] = n[0] - 10.0;
  EXPECT_EQ(now().fill, 0.0);
}

TEST_F(Conditions, TrustGuardsThePublicAndWhoMayStart) {
  plan.input.feedback.guardianship = 0.5;
  plan.input.feedback.trust_level = 0.4;
  state.trust = 0.6;
  const MonthConditions c = now();
  const Rhythm rhythm(plan.parameters, false);
  EXPECT_NEAR(c.initiation, 0.9, 1e-12);
  for (const Process process : every<Process>)
    EXPECT_NEAR(c.factor[process] / rhythm.season(process, 0), in_public(process) ? 0.9 : 1.0, 1e-12);
}

TEST_F(Conditions, ForcingAndHarmfulMeasuresMultiply) {
  plan.forcing.resize(12, unchanged);
  plan.forcing[0][Process::robbery] = 3.0;
  const double before = now().factor[Process::robbery];
  EXPECT_EQ(now().factor[Process::assault] * 3.0, before);  // violence has one season
  Measure harm;
  harm.target = MeasureTarget::hot_cells;
  harm.factor[Process::robbery] = 1.5;
  measures.add(harm, {0}, 0);
  EXPECT_NEAR(now().factor[Process::robbery], 1.5 * before, 1e-12);
}

}  // namespace
}  // namespace salus::model
