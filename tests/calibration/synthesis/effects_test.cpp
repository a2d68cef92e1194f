#include "calibration/synthesis/effects.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/calibration/synthesis/small_evidence.hpp"

namespace salus::calibration::synthesis {
namespace {

/// Two draws made by hand: mean, rows, cells, design.
Synthesis by_hand(const Evidence& evidence) {
  Synthesis out;
  out.frame = make_frame(evidence);
  for (const double off : {-0.1, 0.1}) {
    SynthesisDraw draw;
    draw.state.tau = 0.2;
    draw.state.beta.assign(out.frame.columns.size(), 0.0);
    draw.state.beta[out.frame.column_of.at({Group::mean, 0})] = -0.2 + off;
    draw.state.beta[out.frame.column_of.at({Group::row, 1})] = 2.0 * off;
    draw.state.beta[out.frame.column_of.at({Group::design, model::index(Design::quasi)})] = -5.0;
    for (int i = 0; i < 500; ++i) out.draws.push_back(draw);
  }
  return out;
}

TEST(SynthesisEffects, ErrorsAddUpToThoseOfTheCell) {
  const auto evidence = small_evidence();
  const auto all = effects(by_hand(evidence), evidence);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_NEAR(all[0].log_rr, -0.2, 1e-12);  // what is told by quasi-experiments alone is not in it
  EXPECT_EQ(all[0].trials, 2u);
  EXPECT_EQ(all[0].outcomes, 2u);
  EXPECT_EQ(all[1].outcomes, 1u);
  // Rows stand at -0.2 + off and -0.2 + 3 off: their mean has twice the error of the first.
  EXPECT_NEAR(all[0].common_sd, 0.2, 1e-3);
  EXPECT_NEAR(all[2].common_sd, 0.2, 1e-3);
  EXPECT_NEAR(std::hypot(all[2].common_sd, all[2].row_sd), 0.3, 1e-3);
  EXPECT_NEAR(all[2].cell_sd, 0.0, 1e-6);
  EXPECT_NEAR(all[0].between_sd, 0.2, 0.01);
}

/// Both rows have fewer than three trials; a third trial of the first makes it a row that was tested.
TEST(SynthesisEffects, ARowThatFewTriedIsDrawnWide) {
  auto evidence = small_evidence();
  auto all = effects(by_hand(evidence), evidence);
  EXPECT_TRUE(all[0].untested);
  EXPECT_GE(all[0].row_sd, 0.2);
  evidence.trials.push_back("d");
  evidence.outcomes.push_back(known_outcome(3, 0, 0, -0.2, 0.2));
  all = effects(by_hand(evidence), evidence);
  EXPECT_FALSE(all[0].untested);
  EXPECT_LT(all[0].row_sd, 0.01);
  EXPECT_TRUE(all[2].untested);
}

TEST(SynthesisEffects, StandInATable) {
  const auto evidence = small_evidence();
  const Effect effect{1, 0, -0.25, 0.05, 0.1, 0.0, 0.2, 3, 4, true};
  EXPECT_EQ(effects_table({effect}, evidence, "synthesis"),
            "intervention,crime_type,log_rr,common_sd,row_sd,cell_sd,between_sd,trials,outcomes,source\n"
            "I02,robbery,-0.2500,0.0500,0.1000,0.0000,0.2000,3,4,synthesis (untested in numbers)\n");
}

}  // namespace
}  // namespace salus::calibration::synthesis
