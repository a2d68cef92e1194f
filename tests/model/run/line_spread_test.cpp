/// The spread of what lines avert, split by question, on the sample world.
#include "model/run/line_spread.hpp"

#include <gtest/gtest.h>

#include "model/core/executor.hpp"
#include "tests/model/run/run_sample.hpp"

namespace salus::tests {
namespace {

using model::PlanSpread;
using Q = model::SpreadQuestion;

PlanSpread spread_of(const model::RunPlan& plan, unsigned threads = 1) {
  const auto executor = model::make_thread_executor(threads);
  return model::line_spread(plan, *executor);
}

TEST(LineSpread, WhatIsNotDrawnHasNoPart) {
  model::RunPlan plan = sample_plan(96);  // no spread between places
  for (auto& row : plan.evidence.interventions)
    for (auto& cell : row.effect) cell.cell_sd = row.id == "I01" ? 0.0 : cell.cell_sd;
  const PlanSpread spread = spread_of(plan);
  EXPECT_EQ(spread.draws, 96u);
  ASSERT_EQ(spread.lines.size(), 3u);
  EXPECT_EQ(spread.lines[0].item, "");
  EXPECT_EQ(spread.lines[1].item, "I01");
  EXPECT_EQ(spread.lines[2].item, "I09");
  for (const auto& line : spread.lines) EXPECT_EQ(line.parts[Q::travels].total.value, 0.0) << line.item;
  EXPECT_GT(spread.lines[2].parts[Q::works].total.value, 0.0);
  // Its rows act on mechanisms of their own, but a crime that one averts the other cannot.
  EXPECT_LT(spread.lines[1].parts[Q::works].total.value, 0.01);
  EXPECT_GT(spread.lines[1].parts[Q::delivered].total.value, 0.1);
}

/// Effects of either sign whose error is far larger than that of anything else: their part is nearly all there is.
TEST(LineSpread, WhatAloneVariesIsAllOfIt) {
  model::RunPlan plan = sample_plan(128);
  plan.scenarios[1] = sample_scenario("one", {sample_line(model::Half::local_delivery, "I09", {"BBB"}, 150000000)});
  plan.scenarios[1].enrolment = model::Enrolment::named;
  using P = model::Parameter;
  for (const auto& [parameter, value] : {std::pair(P::funding_share, 0.7), std::pair(P::scale_up, 0.5),
                                         std::pair(P::absorption_limit, 5.0), std::pair(P::take_up_ceiling, 0.6)})
    plan.scenarios[1].overrides.push_back({parameter, value});
  for (auto& row : plan.evidence.interventions) {
    row.unit_cost.b = 0.01;
    row.eligible_per_person.b = 0.01;
    for (auto& cell : row.effect) {
      cell.log_rr = 0.0;
      cell.cell_sd = 0.0;
      cell.row_sd = cell.share > 0.0 ? 1.0 : 0.0;
      cell.share_logit_sd = 0.01;
    }
  }
  for (const auto question : {Q::works, Q::travels}) {
    for (auto& row : plan.evidence.interventions)
      for (auto& cell : row.effect)
        if (question == Q::travels) cell.between_sd = std::exchange(cell.row_sd, 0.0);
    const PlanSpread spread = spread_of(plan);
    for (const auto q : model::every<Q>) {
      const auto& part = spread.lines[1].parts[q];
      if (q != question) EXPECT_LT(part.total.value, 0.25) << model::spread_question_names[q];
      else EXPECT_GT(part.first.value, 0.8);
    }
  }
}

TEST(LineSpread, IsTheSameForAnyThreadsAndSaysNothingOfFewDraws) {
  const model::RunPlan plan = sample_plan(64);
  const PlanSpread one = spread_of(plan, 1);
  const PlanSpread two = spread_of(plan, 2);
  ASSERT_EQ(one.lines.size(), two.lines.size());
  for (std::size_t i = 0; i < one.lines.size(); ++i)
    for (const auto q : model::every<Q>) {
      EXPECT_EQ(one.lines[i].parts[q].first.value, two.lines[i].parts[q].first.value);
      EXPECT_EQ(one.lines[i].parts[q].total.error, two.lines[i].parts[q].total.error);
    }
  EXPECT_TRUE(spread_of(sample_plan(24)).lines.empty());
}

}  // namespace
}  // namespace salus::tests
