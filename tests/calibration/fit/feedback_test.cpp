/// One equation of gain and memory against the engine's loops.
#include "calibration/fit/feedback.hpp"

#include <gtest/gtest.h>

namespace salus::calibration {
namespace {

TEST(Feedback, StepAnswersAsTheEngineDoes) {
  // A lasting rise from the start: level 1, and its feedback still to come. All loops, each off, all off. One equation
  // for eight stocks: off by up to a hundredth of the rise.
  std::vector<model::EnumArray<bool, model::Loop>> cases(2 + model::loop_count);
  for (const auto loop : model::every<model::Loop>) cases[model::index(loop)][loop] = true;
  cases.back().fill(true);
  for (const auto& without : cases) {
    const Feedback f = measured_feedback(without);
    const YearStep step(f);
    LevelMemory at{.level = 1.0, .memory = f.gain};
    const auto engine = engine_answer(without);
    for (std::size_t y = 0; y < engine.size(); ++y)
      EXPECT_NEAR(step.advance(at, YearChange{}), engine[y], 1e-2) << y << " gain " << f.gain << " memory " << f.memory;
  }
  // With every loop off nothing comes back.
  EXPECT_NEAR(measured_feedback(cases.back()).gain, 0.0, 1e-6);
  EXPECT_GT(measured_feedback({}).gain, 0.05);
}

}  // namespace
}  // namespace salus::calibration
