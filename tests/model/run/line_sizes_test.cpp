#include "model/run/line_sizes.hpp"

#include <gtest/gtest.h>

#include "tests/model/sample_world.hpp"

namespace salus::model {
namespace {

TEST(LineSizes, SayWhatACityGetsAndHowOftenThatIsTooLittle) {
  RunPlan plan = tests::sample_plan(40);
  auto& scenario = plan.scenarios[1];
  scenario.enrolment = Enrolment::named;
  scenario.overrides = {{Parameter::funding_share, 1.0},
                        {Parameter::city_fixed_cost, 0.0},
                        {Parameter::joint_effect, 0.0},
                        {Parameter::reached_cities, 8.0}};
  const auto executor = make_serial_executor();
  // No smallest size: nothing is too little.
  auto sizes = line_sizes(plan, ScenarioIndex(1u), *executor);
  ASSERT_EQ(sizes.size(), 2u);  // I01 in both countries, I09 in one
  EXPECT_EQ(sizes[0].below, 0.0);
  // 1 million gross a year: 884,956 USD direct over eight cities; 1.5 million over those of one country.
  EXPECT_NEAR(sizes[0].middle.value() * sizes[0].cities, 1000000.02 / 1.13, 10.0);
  EXPECT_NEAR(sizes[1].middle.value() * sizes[1].cities, 1500000.0 / 1.13, 10.0);
  EXPECT_LT(sizes[1].cities, sizes[0].cities);
  // As much as the median of its smallest size is too little in about half of the draws.
  plan.evidence.interventions[0].least_a_year = {Prior::Family::lognormal, sizes[0].middle.value(), 0.7, 1.0, 1e9, 0.0};
  sizes = line_sizes(plan, ScenarioIndex(1u), *executor);
  EXPECT_NEAR(sizes[0].below, 0.5, 0.4);  // 40 draws: five standard errors
  EXPECT_EQ(sizes[1].below, 0.0);
  plan.evidence.interventions[0].least_a_year.a *= 100.0;
  EXPECT_EQ(line_sizes(plan, ScenarioIndex(1u), *executor)[0].below, 1.0);
  EXPECT_TRUE(line_sizes(plan, ScenarioIndex(0u), *executor).empty());
}

}  // namespace
}  // namespace salus::model
