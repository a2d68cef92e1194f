/// The frame, and the density of a trial against what can be written down.
#include "calibration/synthesis/law.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "calibration/synthesis/density.hpp"
#include "calibration/synthesis/log_product.hpp"
#include "tests/calibration/synthesis/small_evidence.hpp"

namespace salus::calibration::synthesis {
namespace {

TEST(SynthesisFrame, GathersTrialsAndTheirLevels) {
  const auto frame = make_frame(small_evidence());
  ASSERT_EQ(frame.trials.size(), 3u);
  EXPECT_TRUE(frame.several);
  // The second outcome of the first trial has the smaller error.
  EXPECT_EQ(frame.items[frame.trials[0].leading].place, 2u);
  // Mean, two rows, three cells, one design besides the reference; kinds are all one.
  EXPECT_EQ(frame.columns.size(), 7u);
  EXPECT_TRUE(frame.sole.contains({Group::kind, 0}));
  EXPECT_FALSE(frame.column_of.contains({Group::kind, 0}));
  EXPECT_TRUE(frame.column_of.contains({Group::row, 1}));
}

TEST(SynthesisFrame, RefusesWhatCannotBe) {
  auto evidence = small_evidence();
  evidence.outcomes[0].standard_error = 0.0;
  EXPECT_THROW(make_frame(evidence), std::invalid_argument);
  evidence = small_evidence();
  evidence.outcomes[0].row = 7;
  EXPECT_THROW(make_frame(evidence), std::invalid_argument);
  evidence = small_evidence();
  evidence.outcomes.assign(most_outcomes + 1, evidence.outcomes[0]);
  EXPECT_THROW(make_frame(evidence), std::invalid_argument);
}

State set_state(const Frame& frame) {
  State state;
  state.beta.assign(frame.columns.size(), 0.0);
  state.beta[0] = -0.2;
  state.tau = 0.15;
  state.omega = 0.1;
  state.wide_share = 0.1;
  state.wide.assign(frame.trials.size(), 0);
  for (const auto& item : frame.items) {
    state.log_rr.push_back(*item.outcome.log_rr);
    state.error.push_back(item.outcome.standard_error);
  }
  set_sums(frame, state);
  return state;
}

/// Two outcomes: the density of a bivariate normal by its determinant.
TEST(SynthesisLaw, ATrialIsANormalVector) {
  const auto frame = make_frame(small_evidence());
  const Priors priors;
  const auto state = set_state(frame);
  const double place = 0.15 * 0.15;
  const auto variance = [&](double s) { return place + 0.01 + s * s; };
  const double a = variance(0.3);
  const double b = variance(0.2);
  const double c = place + 0.5 * 0.3 * 0.2;
  const double x = -0.5 + 0.2;
  const double y = -0.1 + 0.2;
  const double determinant = a * b - c * c;
  const double expected = -0.5 * std::log(determinant) - 0.5 * (b * x * x - 2.0 * c * x * y + a * y * y) / determinant;
  EXPECT_NEAR(trial_density({frame, priors, Selection::none}, state, 0, false), expected, 1e-12);
}

/// What is selected by steps sums to one over everything that may be published.
TEST(SynthesisLaw, ASelectedTrialHasADensity) {
  const auto frame = make_frame(small_evidence());
  const Priors priors;
  auto state = set_state(frame);
  state.weights = {1.0, 0.7, 0.3, 0.2, 0.1};
  const Setting setting{frame, priors, Selection::step};
  const std::uint32_t item = frame.trials[1].begin;
  double sum = 0.0;
  constexpr double step = 1e-3;
  for (double x = -4.0; x < 4.0; x += step) {
    state.log_rr[item] = x;
    sum += step * std::exp(trial_density(setting, state, 1, false) - 0.5 * model::log_two_pi);
  }
  EXPECT_NEAR(sum, 1.0, 1e-3);
}

TEST(SynthesisLaw, MixedPlacesAreTheSumOfBoth) {
  const auto frame = make_frame(small_evidence());
  const Priors priors;
  const auto state = set_state(frame);
  const Setting setting{frame, priors, Selection::none};
  double sum = 0.0;
  for (std::uint32_t t = 0; t < frame.trials.size(); ++t)
    sum += std::log(0.9 * std::exp(trial_density(setting, state, t, false)) +
                    0.1 * std::exp(trial_density(setting, state, t, true)));
  EXPECT_NEAR(mixed_trials(setting, state), sum, 1e-12);
  const auto published = published_densities(setting, state);
  double all = 0.0;
  for (const double density : published) all += density;
  EXPECT_NEAR(all, sum, 1e-12);
}

TEST(SynthesisLaw, AProductKeepsItsLogarithm) {
  LogProduct product;
  double sum = 0.0;
  for (int i = 1; i < 2000; ++i) {
    const double factor = i % 2 == 0 ? 1e-40 * i : 1e37;
    product.times(factor);
    sum += std::log(factor);
  }
  EXPECT_NEAR(product.value() / sum, 1.0, 1e-12);
}

}  // namespace
}  // namespace salus::calibration::synthesis
