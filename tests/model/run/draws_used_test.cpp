/// Every row of the table of parameters holds the draws that the run used, and what scenarios set in their place.
#include "model/run/draws_used.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "model/parameters/draw_prior.hpp"
#include "tests/model/sample_world.hpp"

namespace salus::model {
namespace {

/// Priors, a posterior, and a scenario that sets one value.
RunPlan plan_with_all_kinds() {
  RunPlan plan = tests::calibrated_plan(300, 100);
  plan.scenarios[1].overrides = {{Parameter::scale_up, 0.25}};
  return plan;
}

std::vector<ParameterUsed> used_in(const RunPlan& plan, const SharedDraws& shared) {
  auto all = parameters_used(plan.posterior, plan.countries);
  DrawsUsed used(plan);
  used.add(shared);
  used.write(all);
  return all;
}

/// Share of the draws of all countries within a range.
double share_within(const RunPlan& plan, const SharedDraws& shared, Parameter parameter, double low, double high) {
  double within = 0.0;
  double all = 0.0;
  for (const auto d : plan.every_draw())
    for (const auto& country : plan.countries) {
      const double value = drawn_parameters(plan, shared, country, d)[parameter];
      within += value >= low && value <= high;
      all += 1.0;
    }
  return within / all;
}

TEST(DrawsUsed, EveryRowHoldsNineInTenOfTheDraws) {
  const RunPlan plan = plan_with_all_kinds();
  const auto shared = draw_shared(plan, *make_serial_executor());
  const auto all = used_in(plan, *shared);
  ASSERT_EQ(all.size(), registry().size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& record = registry().begin()[i];
    ASSERT_TRUE(all[i].draws) << record.name;
    const auto& [low, middle, high] = *all[i].draws;
    const double slack = 1e-6 * std::max(std::abs(low), std::abs(high));  // single precision
    const bool constant = low == high;
    const bool lumps = record.prior.spike > 0.0;  // many draws of one value at an end
    const double inside = share_within(plan, *shared, record.id, low - slack, high + slack);
    if (constant || lumps) EXPECT_GE(inside, 0.9 - 0.02) << record.name;
    else EXPECT_NEAR(inside, 0.9, 0.02) << record.name;
    if (!constant && !lumps) {
      EXPECT_NEAR(share_within(plan, *shared, record.id, low - slack, middle), 0.45, 0.03) << record.name;
    }
  }
  // The prior in its place would be seen.
  const auto& prior = registry()[Parameter::secular_trend].prior;
  EXPECT_LT(share_within(plan, *shared, Parameter::secular_trend, quantile(prior, 0.05), quantile(prior, 0.95)), 0.1);
}

TEST(DrawsUsed, SayWhatAScenarioSets) {
  const RunPlan plan = plan_with_all_kinds();
  const auto all = used_in(plan, *draw_shared(plan, *make_serial_executor()));
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool set = registry().begin()[i].id == Parameter::scale_up;
    ASSERT_EQ(all[i].set.size(), plan.scenarios.size());
    EXPECT_TRUE(std::isnan(all[i].set[0])) << all[i].name;
    EXPECT_EQ(std::isnan(all[i].set[1]), !set) << all[i].name;
    if (set) {
      EXPECT_EQ(all[i].set[1], 0.25);
      EXPECT_GT(all[i].draws->middle, 0.3);  // the draws themselves are not moved by it
    }
  }
}

}  // namespace
}  // namespace salus::model
