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

TEST(LineEvidence, ResultsWithoutTrialsSayNothing) {
  model::Results r = sample_results(2);
  for (auto& i : r.interventions) i.behind = {};
  EXPECT_TRUE(line_evidence(r).empty());
}

}  // namespace
}  // namespace salus::tests
