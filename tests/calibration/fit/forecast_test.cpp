/// The scatter of forecasts against its closed form.
#include "calibration/fit/forecast.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/calibration/fit/sampled_panel.hpp"

namespace salus::calibration {
namespace {

/// A figure to be published scatters by the path, by the noise of readings, and by the victims it counts: closed form
/// without rare events.
TEST(Forecast, ScattersByPathNoiseAndCounting) {
  Sample one = sample(0, 1);
  FitPanel& panel = one.panel;
  FitDraw& truth = one.truth;
  auto& country = panel.countries[0];
  for (auto& path : country.driver) path.clear();
  truth.pooled[Pooled::jump_rate] = 0.0;
  truth.pooled[Pooled::outlier_rate] = 0.0;
  truth.pooled[Pooled::world_variance] = 0.2;
  truth.pooled[Pooled::region_variance] = 0.3;
  truth.pooled[Pooled::trend_volatility] = 0.02;
  truth.volatility[0] = 0.1;
  truth.noise[0] = 0.05;
  truth.level[0] = 2.0;
  truth.latest[0] = 2.0;
  truth.memory[0] = 0.0;
  truth.drift = 0.0;
  Fit fit;
  fit.draws = {{truth}};
  constexpr std::uint32_t runs = 40000;
  const auto scatter = [&](double exposure) {
    country.exposure = exposure;
    std::vector<double> out;
    const auto future = forecast(panel, fit, {}, {.horizon = 3, .repeats = runs});
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

}  // namespace
}  // namespace salus::calibration
