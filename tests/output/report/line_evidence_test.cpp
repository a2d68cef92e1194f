#include "output/report/line_evidence.hpp"

#include <gtest/gtest.h>

#include "tests/output/report/sample_page.hpp"

namespace salus::tests {
namespace {

using output::line_evidence;
using output::plan_evidence;

TEST(LineEvidence, NamesWhereALineWasTriedAndWhichPlansBuyIt) {
  const model::Results r = sample_results(4);
  const auto lines = line_evidence(r);
  ASSERT_EQ(lines.size(), 2u);  // process lines claim nothing
  EXPECT_EQ(lines[0].id, "I01");
  EXPECT_TRUE(lines[0].behind.untested());
  EXPECT_TRUE(lines[0].countries.empty());
  EXPECT_EQ(lines[1].id, "I09");
  EXPECT_EQ(lines[1].countries, (std::vector<std::string>{"Brazil", r.countries[0].name, "United States"}));
  EXPECT_EQ(lines[1].ours, std::vector<std::string>{r.countries[0].name});
  EXPECT_EQ(lines[1].in_plans.size(), 3u);
}

TEST(LineEvidence, APlanPaysForUntestedLinesWhatItPaysForThem) {
  const model::Results r = sample_results(4);
  const auto lines = line_evidence(r);
  const auto note = plan_evidence(r, lines, model::ScenarioIndex(1u));
  EXPECT_EQ(note.lines, 2u);
  EXPECT_EQ(note.untested, std::vector<std::string>{"I01"});
  EXPECT_DOUBLE_EQ(note.untested_paid, 6.0 / 15.0);  // global functions are no such lines
  EXPECT_EQ(note.ours.size(), 1u);
  const auto survey = plan_evidence(r, lines, model::ScenarioIndex(3u));
  EXPECT_EQ(survey.lines, 1u);
  EXPECT_EQ(survey.untested_paid, 0.0);
  EXPECT_EQ(plan_evidence(r, lines, model::ScenarioIndex(0u)).lines, 0u);
}

TEST(PlanShares, WhatNoQuestionHasAloneIsOnlyTogether) {
  const auto shares = output::plan_shares(sample_results(2));
  ASSERT_EQ(shares.size(), 1u);
  ASSERT_EQ(shares[0].lines.size(), 3u);
  EXPECT_EQ(shares[0].lines[0].item, "");
  EXPECT_TRUE(std::isnan(shares[0].lines[1].together));
  EXPECT_NEAR(shares[0].lines[2].together, 1.0 - (0.1 + 0.15 + 0.2 + 0.25 + 0.3), 1e-12);
  EXPECT_FALSE(shares[0].lines[2].parts[model::SpreadQuestion::works].first.told());  // 0.10, error 0.06
  EXPECT_TRUE(shares[0].lines[2].parts[model::SpreadQuestion::travels].first.told());
}

TEST(LineEvidence, ResultsWithoutTrialsSayNothing) {
  model::Results r = sample_results(2);
  for (auto& i : r.interventions) i.behind = {};
  EXPECT_TRUE(line_evidence(r).empty());
}

}  // namespace
}  // namespace salus::tests
