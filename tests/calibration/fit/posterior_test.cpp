/// From a posterior to the engine: the engine's noise has the law that was fitted.
#include "calibration/fit/posterior.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "model/country/block.hpp"
#include "model/country/kernel.hpp"

namespace salus::calibration {
namespace {

/// One draw, one country, everything of a size to be seen.
ViewPosterior sample_posterior() {
  ViewPosterior p;
  p.chains = 1;
  p.draws = 1;
  p.countries = {"AAA"};
  p.feedback = {0.3, 6.0};
  for (auto& draws : p.pooled) draws = {0.0f};
  p.pooled[Pooled::jump_rate] = {0.06f};
  p.pooled[Pooled::jump_size] = {0.3f};
  p.pooled[Pooled::world_variance] = {0.3f};
  p.pooled[Pooled::region_variance] = {0.5f};
  p.pooled[Pooled::trend_volatility] = {0.02f};
  p.drift = {-0.03f};
  p.level = {2.0f};
  p.start_level = {2.0f};
  p.volatility = {0.1f};
  p.reading_sd = {0.0f};
  p.memory = {0.4f};
  p.offset = {0.0f};
  p.city_effect_sd = {0.4f};
  p.city_persistence = {0.9f};
  p.city_volatility = {0.2f};
  return p;
}

model::CountryInput still_country(const ViewPosterior& p) {
  model::CountryInput c;
  c.code = {{'A', 'A', 'A', '\0'}, 1};
  c.population.assign(model::horizon_months + 1, 1e6);
  for (auto* v : {&c.births, &c.deaths, &c.net_migration, &c.entering_risk_age}) v->assign(model::horizon_months, 0.0);
  for (auto& path : c.driver_change) path.assign(model::horizon_months, 0.0);
  c.calibrated = engine_starts(p, "AAA");
  c.memory_rate = memory_rate(p.feedback);
  return c;
}

TEST(Posterior, EngineHasTheLawThatWasFitted) {
  const auto p = sample_posterior();
  const auto country = still_country(p);
  const model::CountryPathsOwner paths(country);
  const auto parameters = engine_parameters(p, 1);
  constexpr std::size_t blocks = 2500;
  constexpr std::size_t years = model::horizon_years;
  constexpr std::size_t runs = blocks * model::block_lanes;
  std::array<double, years> sum{};
  std::array<double, years> squares{};
  auto noise = std::make_unique<model::NoisePaths>();
  for (std::size_t b = 0; b < blocks; ++b) {
    model::NoiseParameters in{};
    for (const auto lane : model::every<model::Lane>) {
      const auto key = model::random_key(4, b * model::block_lanes + lane, 0);
      model::ParameterDraw drawn = model::central_parameters();
      model::put_in(drawn, parameters, 0);
      const auto start = model::country_start(country, 0);
      model::fill_noise(drawn, country, start, model::draw_levels(country, start, key), key, 2026, lane, in);
    }
    model::country_kernel(model::Isa::scalar).draw_noise(in, paths.view(), *noise);
    for (std::size_t lane = 0; lane < model::block_lanes; ++lane)
      for (std::size_t y = 0; y < years; ++y) {
        double mean = 0.0;
        for (std::size_t m = 0; m < 12; ++m) mean += std::log(noise->type[y * 12 + m][0][lane]) / 12.0;
        sum[y] += mean;
        squares[y] += mean * mean;
      }
  }
  // The law of yearly means of twelve-step walks: y whole years and the mean of the next; the drift walks once a year
  // in the fit, monthly here.
  const double own = 0.01 * (1.0 + 0.3 + 0.5 + 0.06 * 9.0);
  const double walk = 0.02 * 0.02;
  for (const std::size_t y : {std::size_t{0}, std::size_t{4}, std::size_t{10}}) {
    const double n = static_cast<double>(y);
    const double t = n + 0.5;
    const double variance = own * (n + 650.0 / 1728.0) + walk * (t * t * t / 3.0);
    const double expected = -0.03 * (n + 13.0 / 24.0) + 0.4 * (1.0 - std::exp(-(n + 13.0 / 24.0) / 6.0));
    const double mean = sum[y] / runs;
    const double seen = squares[y] / runs - mean * mean;
    EXPECT_NEAR(mean, expected, 4.5 * std::sqrt(variance / runs) + 0.002) << y;
    // Jumps make tails heavy: the variance's own error is at most some twice that of a normal one. Three of a hundred
    // for the integral.
    EXPECT_NEAR(seen / variance, 1.0, 9.0 * std::sqrt(2.0 / runs) + 0.03) << y;
  }
}

TEST(Posterior, StartsAreTheDrawsAndSharesFit) {
  const auto p = sample_posterior();
  const auto starts = engine_starts(p, "AAA");
  ASSERT_EQ(starts.size(), 1u);
  EXPECT_NEAR(static_cast<double>(starts[0].log_rate), 2.0 + std::log(1e-5), 1e-5);
  EXPECT_TRUE(engine_starts(p, "BBB").empty());
  model::ParameterDraw drawn = model::central_parameters();
  model::put_in(drawn, engine_parameters(p, 1), 5);  // draw 5 of one is draw 0
  // Own and lethality together are the fitted innovation: 1 of 1 + 0.3 + 0.5.
  EXPECT_NEAR(model::own_variance_share(drawn) + drawn[model::Parameter::lethality_variance_share], 1.0 / 1.8, 1e-5);
  EXPECT_EQ(drawn[model::Parameter::country_persistence], 1.0);
  model::put_places(drawn, still_country(p), 3);
  EXPECT_FLOAT_EQ(static_cast<float>(drawn[model::Parameter::city_effect_sd]), 0.4f);
  EXPECT_FLOAT_EQ(static_cast<float>(drawn[model::Parameter::city_persistence]), 0.9f);
  EXPECT_FLOAT_EQ(static_cast<float>(drawn[model::Parameter::city_volatility]), 0.2f);
}

TEST(Posterior, ChecksNameWhatFailed) {
  using model::MixingStatistic;
  constexpr auto now = model::View::now;
  EXPECT_TRUE(failed_checks({1.004, 700.0, 500.0, "a", "b", "c"}, now).empty());
  EXPECT_EQ(failed_checks({1.05, 700.0, 500.0, "jump_rate", "b", "c"}, now),
            (std::vector<model::FailedCheck>{{MixingStatistic::r_hat, "jump_rate", 1.05, largest_r_hat, now}}));
  EXPECT_EQ(failed_checks({1.0, 399.0, 0.0, "a", "b", "drift"}, now),
            (std::vector<model::FailedCheck>{{MixingStatistic::bulk_ess, "b", 399.0, least_ess, now},
                                             {MixingStatistic::tail_ess, "drift", 0.0, least_ess, now}}));
  // A statistic that is not a number is no statistic that holds.
  EXPECT_EQ(failed_checks({std::nan(""), 700.0, 500.0, "a", "b", "c"}, now).size(), 1u);
}

}  // namespace
}  // namespace salus::calibration
