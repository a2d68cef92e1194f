/// Numbers of a file that become positions and counts.
#include "output/results_layout.hpp"

#include <gtest/gtest.h>

namespace salus::output::layout {
namespace {

TEST(ResultsLayout, TakesPositionsThatLieOnTheirAxis) {
  const model::Positions<model::ScenarioIndex> scenarios(3);
  EXPECT_EQ(position_on(scenarios, 0, "scenario_index"), model::ScenarioIndex(0u));
  EXPECT_EQ(position_on(scenarios, 2, "scenario_index"), model::ScenarioIndex(2u));
  EXPECT_THROW(position_on(scenarios, 3, "scenario_index"), CorruptStore);
  EXPECT_THROW(position_on(scenarios, -1, "scenario_index"), CorruptStore);
  EXPECT_THROW(position_on(scenarios, std::int64_t{1} << 32, "scenario_index"), CorruptStore);
}

TEST(ResultsLayout, TakesCountsBelowTheirLimit) {
  EXPECT_EQ(number_below(many, 4294967295, "code"), 4294967295u);
  EXPECT_THROW(number_below(many, std::int64_t{1} << 32, "code"), CorruptStore);
  EXPECT_THROW(number_below(1000, 1000, "m49"), CorruptStore);
  EXPECT_THROW(number_below(1000, -1, "m49"), CorruptStore);
}

}  // namespace
}  // namespace salus::output::layout
