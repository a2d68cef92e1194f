#include "calibration/synthesis/average.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace salus::calibration::synthesis {
namespace {

constexpr auto account_priors =
    model::for_each_of<Selection, double>({{Selection::none, 0.2}, {Selection::step, 0.4}, {Selection::slope, 0.4}});

TEST(Average, BayesFactorsWeighAccounts) {
  const auto weights = bayes_weights(
      account_priors,
      model::for_each_of<Selection, double>({{Selection::none, 1.0}, {Selection::step, 0.5}, {Selection::slope, 4.0}}));
  EXPECT_NEAR(weights[Selection::none], 0.2 / 1.1, 1e-12);
  EXPECT_NEAR(weights[Selection::step], 0.8 / 1.1, 1e-12);
  EXPECT_NEAR(weights[Selection::slope], 0.1 / 1.1, 1e-12);
}

/// Trials are y = mean + noise of sd 1, the mean's prior is flat: without a trial its mean is that of the others.
TEST(Average, ATrialIsPredictedFromTheOthers) {
  const std::vector<double> trials{0.1, -0.4, 0.9, 0.3, -0.2, 0.5, 0.0, 0.2};
  double mean = 0.0;
  for (const double y : trials) mean += y / 8.0;
  Stream random(model::random_key(4, 0, 0), 0, 0);
  std::vector<std::vector<double>> densities(4000);
  for (auto& draw : densities) {
    const double at = mean + random.normal() / std::sqrt(8.0);
    for (const double y : trials) draw.push_back(-0.5 * (y - at) * (y - at));
  }
  const auto out = left_out_densities(densities);
  for (std::size_t t = 0; t < trials.size(); ++t) {
    const double others = (8.0 * mean - trials[t]) / 7.0;
    const double variance = 1.0 + 1.0 / 7.0;
    const double off = trials[t] - others;
    EXPECT_NEAR(out[t], -0.5 * off * off / variance - 0.5 * std::log(variance), 0.02);
  }
}

TEST(Average, WhatPredictsBetterWeighsMore) {
  model::EnumArray<std::vector<double>, Selection> densities;
  for (const auto account : model::every<Selection>) densities[account].assign(30, 0.0);
  const auto even = bootstrap_weights(densities, 1);
  for (const double w : even) EXPECT_NEAR(w, 1.0 / 3.0, 1e-9);
  densities[Selection::step].assign(30, 0.3);
  const auto weights = bootstrap_weights(densities, 1);
  EXPECT_GT(weights[Selection::step], 0.99);
  // One lucky trial is not enough to be sure.
  densities[Selection::step].assign(30, 0.0);
  densities[Selection::step][0] = 9.0;
  const auto lucky = bootstrap_weights(densities, 1);
  EXPECT_LT(lucky[Selection::step], 0.97);
  EXPECT_GT(lucky[Selection::step], 0.5);
}

}  // namespace
}  // namespace salus::calibration::synthesis
