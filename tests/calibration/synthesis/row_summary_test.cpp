#include "calibration/synthesis/row_summary.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "simple_evidence.hpp"

namespace salus::calibration {
namespace {

synthesis::Synthesis fitted_to(const Evidence& evidence) {
  synthesis::Settings settings;
  settings.chain = {.chains = 1, .warm_up = 150, .draws = 150, .seed = 1};
  return synthesis::fit(evidence, settings, *model::make_serial_executor());
}

TEST(RowSummary, FollowsTheRowThatItIsOf) {
  auto world = simple_evidence::world(4, 8, 3);
  for (auto& o : world.evidence.outcomes)
    if (o.row == 2) o.log_rr = *o.log_rr - world.row[2] - 0.8;  // a strong row
  const auto fitted = fitted_to(world.evidence);
  const RowSummary strong = row_summary(world.evidence, fitted, 2, 1);
  const RowSummary other = row_summary(world.evidence, fitted, 1, 1);
  EXPECT_EQ(strong.outcomes, 8u);
  EXPECT_EQ(strong.with_error.trials, 8u);
  ASSERT_TRUE(strong.random_effects);
  EXPECT_LT(strong.mean.middle, other.mean.middle);
  EXPECT_LT(strong.mean.low, strong.mean.middle);
  EXPECT_LT(strong.new_place.low, strong.mean.low);
  EXPECT_GT(strong.new_place.high, strong.mean.high);
}

TEST(RowSummary, TheTypicalOutcomeIsOfTheMostStudiedType) {
  auto world = simple_evidence::world(2, 5, 3);
  for (std::size_t i = 0; i < 3; ++i) world.evidence.outcomes[i].crime_type = 4;
  const Outcome target = typical_outcome(world.evidence, 0);
  EXPECT_EQ(target.crime_type, 4u);
  EXPECT_EQ(target.implementer, Implementer::demonstration);
  EXPECT_FALSE(target.log_rr);
}

}  // namespace
}  // namespace salus::calibration
