/// What a fit shows of itself.
#include "calibration/fit/checks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/calibration/fit/sampled_panel.hpp"
#include "tests/replicates.hpp"

namespace salus::calibration {
namespace {

TEST(Checks, RatesAreQuantilesOfTheDraws) {
  auto [panel, truth] = sample(1);
  Fit fit;
  fit.draws.resize(2);
  for (std::size_t i = 0; i < 100; ++i) {
    fit.draws[i % 2].push_back(truth);
    for (auto& v : fit.draws[i % 2].back().shown.cells()) v += 0.01 * static_cast<double>(i) - 0.495;
  }
  const auto checks = check_fit(panel, fit, {}, 4, 1);
  ASSERT_EQ(checks.countries.size(), 6u);
  ASSERT_EQ(checks.countries[0].rates.size(), panel.years() + 4);
  const std::size_t last = panel.years() - 1;
  const double middle = truth.shown.cells()[last];
  EXPECT_NEAR(std::log(checks.countries[0].rates[last][3]), middle, 1e-4);
  EXPECT_NEAR(std::log(checks.countries[0].rates[last][6]), middle + 0.4703, 1e-3);
  EXPECT_LT(checks.countries[0].rates.back()[0], checks.countries[0].rates.back()[6]);
}

TEST(Checks, ContractionTellsWhatWasLearnt) {
  auto [panel, truth] = sample(2);
  Fit fit;
  Fit ignorant;
  fit.draws.resize(1);
  ignorant.draws.resize(1);
  for (std::size_t i = 0; i < 1000; ++i) {
    fit.draws[0].push_back(truth);
    fit.draws[0].back().pooled[Pooled::typical_volatility] *= 1.0 + 1e-3 * static_cast<double>(i % 10);
    ignorant.draws[0].push_back(draw_prior(panel, {}, model::random_key(9, i, 0)));
  }
  const auto volatility = [](const FitChecks& checks) {
    return std::find_if(checks.pooled.begin(), checks.pooled.end(),
                        [](const Learnt& l) { return std::get<Pooled>(l.quantity) == Pooled::typical_volatility; })
        ->contraction;
  };
  EXPECT_GT(volatility(check_fit(panel, fit, {}, 1, 1)), 0.999);
  const auto before = check_fit(panel, ignorant, {}, 1, 1);
  // Draws of the prior contract nothing: 1,000 and 2,000 of them, four standard errors of a ratio of variances.
  EXPECT_NEAR(volatility(before), 0.0, 4.0 * std::sqrt(2.0 / 1000 + 2.0 / 2000));
  EXPECT_NEAR(before.countries[1].learnt[1].contraction, 0.0, 4.0 * std::sqrt(2.0 / 1000 + 2.0 / 2000) * 1.5);
}

/// Series from the truth itself pass, save one in twenty; twice as volatile ones are found.
TEST(Checks, SeriesThatDoNotFitAreFound) {
  std::size_t all = 0;
  std::size_t failed = 0;
  std::size_t volatile_failed = 0;
  std::size_t sizes = 0;
  for (std::uint64_t number = 0; number < tests::replicates(30u, 2u); ++number) {
    auto [panel, truth] = sample(number);
    Fit fit;
    fit.draws = {std::vector<FitDraw>(400, truth)};
    const auto right = check_fit(panel, fit, {}, 1, number);
    all += right.predictive_checks();
    failed += right.predictive_failures();
    for (auto& sd : fit.draws[0]) {
      for (double& v : sd.volatility) v *= 0.4;
      for (double& v : sd.noise) v *= 0.4;
      sd.pooled[Pooled::jump_size] *= 0.4;
    }
    const auto quiet = check_fit(panel, fit, {}, 1, number);
    for (const auto& country : quiet.countries)
      if (!country.predictive.empty()) {
        ++sizes;
        volatile_failed += !country.predictive[0].held();
      }
  }
  if (tests::watched) return;
  // Rates of countries share nothing here that would tie the checks beyond their three figures: a binomial count of a
  // third of them, 5 %, false alarm 1e-3.
  const double n = static_cast<double>(all);
  EXPECT_LT(static_cast<double>(failed), 0.05 * n + 3.1 * std::sqrt(3.0 * 0.05 * 0.95 * n));
  EXPECT_GT(static_cast<double>(volatile_failed), 0.4 * static_cast<double>(sizes));
}

/// Replicated readings scatter about the fitted course by noise and counting.
TEST(Checks, ReplicatedReadingsHaveTheNoiseOfReadings) {
  auto [panel, truth] = sample(3);
  panel.countries[0].exposure = 2.0;
  std::vector<std::uint32_t> draws(4000);
  std::iota(draws.begin(), draws.end(), 0);
  const std::size_t years = panel.years();
  const std::size_t width = panel.countries.size() * years;
  const std::size_t t = years - 1;
  for (const double outliers : {0.0, 0.3}) {
    truth.pooled[Pooled::outlier_rate] = outliers;
    truth.pooled[Pooled::jump_size] = 3.0;
    Fit fit;
    fit.draws = {std::vector<FitDraw>(4000, truth)};
    const auto replicated = replicated_readings(panel, fit, draws, 1);
    ASSERT_EQ(replicated.size(), 4000 * width);
    for (const std::size_t c : {std::size_t{0}, std::size_t{1}}) {
      std::vector<double> values;
      for (std::size_t k = 0; k < 4000; ++k)
        values.push_back(static_cast<double>(replicated[k * width + c * years + t]));
      const double mean =
          truth.shown(FitCountry(static_cast<std::uint32_t>(c)), FitYear(static_cast<std::uint32_t>(t)));
      const double rare = 3.0;
      const double expected =
          truth.noise[c] * truth.noise[c] + outliers * rare * rare + panel.countries[c].counting_variance(mean);
      // Four standard errors; of a mixture with three in ten wide ones at most 7 / 2 of the variance of a normal one's.
      EXPECT_NEAR(variance(values) / expected, 1.0, 4.0 * std::sqrt((outliers > 0.0 ? 9.0 : 2.0) / 4000)) << outliers;
    }
  }
}

}  // namespace
}  // namespace salus::calibration
