/// What the table of assumptions says of a parameter brackets the draws that a run uses.
#include "model/run/drawn_from.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "model/country/block.hpp"
#include "model/parameters/draw_prior.hpp"
#include "model/run/shared.hpp"
#include "tests/model/sample_world.hpp"

namespace salus::model {
namespace {

/// [countries][draws] What the run draws, before a scenario sets any.
std::vector<std::vector<ParameterDraw>> all_draws(const RunPlan& plan) {
  const auto shared = draw_shared(plan, *make_serial_executor());
  std::vector<std::vector<ParameterDraw>> all(plan.countries.size());
  for (std::size_t c = 0; c < all.size(); ++c)
    for (const auto d : plan.every_draw()) all[c].push_back(drawn_parameters(plan, *shared, plan.countries[c], d));
  return all;
}

std::vector<double> draws_of(const std::vector<std::vector<ParameterDraw>>& all, Parameter parameter,
                             std::size_t countries) {
  std::vector<double> values;
  for (std::size_t c = 0; c < countries; ++c)
    for (const auto& draw : all[c]) values.push_back(draw[parameter]);
  return values;
}

double share_within(const std::vector<double>& values, double low, double high) {
  double within = 0.0;
  double all = 0.0;
  for (const double v : values) {
    within += v >= low && v <= high;
    all += 1.0;
  }
  return within / all;
}

TEST(DrawnFrom, EveryRowBracketsTheDrawsThatTheRunUsed) {
  RunPlan plan = tests::calibrated_plan(500, 250);
  for (auto& country : plan.countries)
    for (auto& start : country.calibrated) start.city_volatility = 0.1f;  // a posterior of one value
  const auto all = all_draws(plan);
  const auto rows = drawn_from(plan.posterior, plan.countries);
  int calibrated = 0;
  for (const auto& r : registry()) {
    const auto& row = rows[r.id];
    const auto used = draws_of(all, r.id, plan.countries.size() - (row.prior_too ? 1 : 0));
    if (row.posterior) {
      ++calibrated;
      const auto& [low, middle, high] = *row.posterior;
      const bool constant = low == high;
      EXPECT_NEAR(share_within(used, low, high), constant ? 1.0 : 0.9, 0.01) << r.name;
      EXPECT_NEAR(share_within(used, low, middle), constant ? 1.0 : 0.45, 0.01) << r.name;
    } else {
      EXPECT_EQ(share_within(used, r.prior.lower, r.prior.upper), 1.0) << r.name;
      // Sets of draws that contradict a country's figures are drawn again, so not quite nine in ten.
      EXPECT_GT(share_within(used, quantile(r.prior, 0.05), quantile(r.prior, 0.95)), 0.8) << r.name;
    }
  }
  EXPECT_EQ(calibrated, 5);
  EXPECT_TRUE(rows[Parameter::city_effect_sd].prior_too);
  EXPECT_FALSE(rows[Parameter::secular_trend].prior_too);
  // The prior would not bracket these.
  const auto& prior = registry()[Parameter::secular_trend].prior;
  const auto drift = draws_of(all, Parameter::secular_trend, 1);
  EXPECT_LT(share_within(drift, quantile(prior, 0.05), quantile(prior, 0.95)), 0.1);
}

TEST(DrawnFrom, WithoutACalibrationThePriorsAct) {
  const RunPlan plan = tests::sample_plan(8);
  for (const auto& row : drawn_from(plan.posterior, plan.countries)) EXPECT_FALSE(row.posterior || row.prior_too);
}

}  // namespace
}  // namespace salus::model
