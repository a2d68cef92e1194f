/// What a fit shows of itself, and the forecast it rests on.
#include "calibration/fit/checks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "calibration/fit/forecast.hpp"
#include "calibration/fit/sbc.hpp"
#include "calibration/inference/domains.hpp"

namespace salus::calibration {
namespace {

/// A panel of the pattern with readings from a truth.
struct Sample {
  FitPanel panel;
  FitDraw truth;
};
Sample sample(std::uint64_t number, std::size_t countries = 6) {
  Sample s;
  s.panel = simulate(sbc_pattern(countries), {}, model::random_key(5, number, domain::replicate), s.truth);
  for (auto& country : s.panel.countries)
    if (const auto& last = country.readings.back(); last.counting > 0.0)
      country.exposure = 1.0 / (last.counting * std::exp(last.log_rate));
  return s;
}

double variance(const std::vector<double>& x) {
  const double mean = std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
  return std::accumulate(x.begin(), x.end(), 0.0,
                         [mean](double sum, double v) { return sum + (v - mean) * (v - mean); }) /
         static_cast<double>(x.size() - 1);
}

/// A figure to be published scatters by the path, by the noise of readings, and by the victims it counts: closed form
/// without rare events.
TEST(Forecast, ScattersByPathNoiseAndCounting) {
  Sample one = sample(0, 1);
  FitPanel& panel = one.panel;
  FitDraw& truth = one.truth;
  auto& country = panel.countries[0];
  for (auto& path : country.driver) path.clear();
  truth.pooled[Pooled::jump_rate] = truth.pooled[Pooled::outlier_rate] = 0.0;
  truth.pooled[Pooled::world_variance] = 0.2;
  truth.pooled[Pooled::region_variance] = 0.3;
  truth.pooled[Pooled::drift_step] = 0.02;
  truth.volatility[0] = 0.1;
  truth.noise[0] = 0.05;
  truth.level[0] = truth.latest[0] = 2.0;
  truth.memory[0] = 0.0;
  truth.drift = 0.0;
  Fit fit;
  fit.draws = {{truth}};
  constexpr std::size_t runs = 40000;
  const auto scatter = [&](double exposure) {
    country.exposure = exposure;
    std::vector<double> out;
    const auto future = forecast(panel, fit, {}, 3, runs, 1);
    for (const auto& year : future[0]) out.push_back(variance(year));
    return out;
  };
  const double counting = 1.0 / (4.0 * std::exp(2.0));
  const auto without = scatter(0.0);
  const auto with = scatter(4.0);
  // Common shocks and drift come as whole years' rates: 13/24 of the year's in its mean; the own innovation has its own
  // square.
  const double shared = 0.01 * 0.5;
  const double own = 0.01;
  const double step = 0.0004;
  const double part = 13.0 / 24.0;
  for (std::size_t h = 1; h <= 3; ++h) {
    const auto n = static_cast<double>(h - 1);
    double drift = 0.0;  // weights of the drift's steps in the mean of year h
    for (std::size_t i = 1; i <= h; ++i) drift += std::pow(static_cast<double>(h - i) + part, 2);
    const double expected = own * (n + 650.0 / 1728.0) + shared * (n + part * part) + step * drift + 0.0025;
    EXPECT_NEAR(without[h] / expected, 1.0, 4.0 * std::sqrt(2.0 / runs)) << h;
    // 1 / victims at a rate that scatters: e^(variance / 2) on average.
    EXPECT_NEAR(with[h] / (expected + counting * std::exp(0.5 * (expected - 0.0025))), 1.0, 4.0 * std::sqrt(2.0 / runs))
        << h;
  }
  EXPECT_NEAR(without[0], 0.0025, 4.0 * 0.0025 * std::sqrt(2.0 / runs));
  EXPECT_NEAR(with[0], 0.0025 + counting, 4.0 * (0.0025 + counting) * std::sqrt(2.0 / runs));
}

TEST(Checks, RatesAreQuantilesOfTheDraws) {
  auto [panel, truth] = sample(1);
  Fit fit;
  fit.draws.resize(2);
  for (std::size_t i = 0; i < 100; ++i) {
    fit.draws[i % 2].push_back(truth);
    for (float& v : fit.draws[i % 2].back().shown) v += 0.01f * static_cast<float>(i) - 0.495f;
  }
  const auto checks = check_fit(panel, fit, {}, 4, 1);
  ASSERT_EQ(checks.countries.size(), 6u);
  ASSERT_EQ(checks.countries[0].rates.size(), panel.years() + 4);
  const std::size_t last = panel.years() - 1;
  const double middle = static_cast<double>(truth.shown[last]);
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
  const auto at = static_cast<std::size_t>(Pooled::typical_volatility);
  EXPECT_GT(check_fit(panel, fit, {}, 1, 1).pooled[at].contraction, 0.999);
  const auto before = check_fit(panel, ignorant, {}, 1, 1);
  // Draws of the prior contract nothing: 1,000 and 2,000 of them, four standard errors of a ratio of variances.
  EXPECT_NEAR(before.pooled[at].contraction, 0.0, 4.0 * std::sqrt(2.0 / 1000 + 2.0 / 2000));
  EXPECT_NEAR(before.countries[1].learnt[1].contraction, 0.0, 4.0 * std::sqrt(2.0 / 1000 + 2.0 / 2000) * 1.5);
}

/// Series from the truth itself pass, save one in twenty; twice as volatile ones are found.
TEST(Checks, SeriesThatDoNotFitAreFound) {
  std::size_t all = 0;
  std::size_t failed = 0;
  std::size_t volatile_failed = 0;
  std::size_t sizes = 0;
  for (std::uint64_t number = 0; number < 30; ++number) {
    auto [panel, truth] = sample(number);
    Fit fit;
    fit.draws = {std::vector<FitDraw>(400, truth)};
    const auto right = check_fit(panel, fit, {}, 1, number);
    all += right.predictive_checks();
    failed += right.predictive_failures();
    for (auto& sd : fit.draws[0]) {
      for (double& v : sd.volatility) v *= 0.4;
      for (double& v : sd.noise) v *= 0.4;
    }
    const auto quiet = check_fit(panel, fit, {}, 1, number);
    for (const auto& country : quiet.countries)
      if (!country.predictive.empty()) {
        ++sizes;
        volatile_failed += !country.predictive[0].held();
      }
  }
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
  std::vector<std::size_t> draws(4000);
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
      const double mean = static_cast<double>(truth.shown[c * years + t]);
      const double rare = truth.volatility[c] * 3.0;
      const double expected =
          truth.noise[c] * truth.noise[c] + outliers * rare * rare + panel.countries[c].counting_variance(mean);
      // Four standard errors; of a mixture with three in ten wide ones at most 7 / 2 of the variance of a normal one's.
      EXPECT_NEAR(variance(values) / expected, 1.0, 4.0 * std::sqrt((outliers > 0.0 ? 9.0 : 2.0) / 4000)) << outliers;
    }
  }
}

}  // namespace
}  // namespace salus::calibration
