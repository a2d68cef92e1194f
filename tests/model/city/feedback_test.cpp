#include "model/city/feedback.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/model/city/sample_city.hpp"

namespace salus::model {
namespace {

class Feedback : public testing::Test {
 protected:
  Feedback() {
    plan.parameters[CityParameter::season] = 0.0;
    plan.input.feedback = {.exposure_rate = 0.2,
                           .trust_level = 0.4,
                           .violence_on_trust = 0.5,
                           .trust_rate = 0.1,
                           .capacity_level = 0.6,
                           .strain_on_capacity = 0.3,
                           .capacity_rate = 0.05};
    state.trust = 0.4;
    state.capacity = 0.6;
  }
  /// A month with so many times the assaults that are usual.
  CityMonth month(double times) const {
    CityMonth m;
    m.persons = 1'000'000;
    m.assaults = static_cast<std::uint32_t>(std::lround(times * 1e6 * 0.001));
    return m;
  }
  void feed(double times) {
    plan.input.rate[CrimeType::serious_assault] = 0.001;
    feed_back(CitySetting(plan, *executor), month(times), state);
  }

  std::unique_ptr<Executor> executor = make_serial_executor();
  CityPlan plan = tests::sample_plan(3000, 2);
  CityState state;
};

TEST_F(Feedback, RestsWhereViolenceIsAsUsual) {
  feed(1.0);
  EXPECT_DOUBLE_EQ(state.exposure, 1.0);
  EXPECT_DOUBLE_EQ(state.trust, 0.4);
  EXPECT_DOUBLE_EQ(state.capacity, 0.6);
}

TEST_F(Feedback, MovesAsWorkedOutByHand) {
  feed(2.0);
  EXPECT_NEAR(state.exposure, 1.0 + 0.2 * (2.0 - 1.0), 1e-12);
  // Odds of trust, 0.4 to 0.6, fall by 1 + 0.5 (2 - 1) = 1.5.
  EXPECT_NEAR(state.trust, 0.4 + 0.1 * (0.4 / (0.4 + 0.6 * 1.5) - 0.4), 1e-12);
  // Capacity sees the exposure of the month's end, 1.2.
  EXPECT_NEAR(state.capacity, 0.6 + 0.05 * (0.6 / (0.6 + 0.4 * (1.0 + 0.3 * 0.2)) - 0.6), 1e-12);
}

TEST_F(Feedback, RatesOfZeroSwitchLoopsOff) {
  plan.input.feedback.exposure_rate = 0.0;
  plan.input.feedback.trust_rate = 0.0;
  plan.input.feedback.capacity_rate = 0.0;
  feed(5.0);
  EXPECT_EQ(state.exposure, 1.0);
  EXPECT_EQ(state.trust, 0.4);
  EXPECT_EQ(state.capacity, 0.6);
}

TEST(PullOfExposure, IsOneAtRestWithItsSlopeAndHasACeiling) {
  const auto pull = [](double exposure) { return pull_of_exposure({.exposure = exposure, .slope = 0.4}); };
  EXPECT_DOUBLE_EQ(pull(1.0), 1.0);
  EXPECT_NEAR((pull(1.0 + 1e-6) - 1.0) / 1e-6, 0.4, 1e-5);
  EXPECT_LT(pull(1e9), 1.0 / 0.6);
  EXPECT_EQ(pull_of_exposure({.exposure = 3.0, .slope = 0.0}), 1.0);
}

}  // namespace
}  // namespace salus::model
