#include "calibration/fit/forecast.hpp"

#include <cmath>

#include "calibration/inference/domains.hpp"

namespace salus::calibration {
namespace {

constexpr int shock_known_from = 2020;

/// What countries will share, from its own law.
CommonPath future_of_common(const FitDraw& draw, std::uint32_t horizon, std::uint32_t regions, Stream& random) {
  const auto& p = draw.pooled;
  CommonPath path;
  double drift = draw.drift;
  for (std::uint32_t t = 0; t < horizon; ++t) {
    drift += p[Pooled::trend_volatility] * random.normal();
    path.drift.push_back(drift);
    path.world.push_back(std::sqrt(p[Pooled::world_variance]) * random.normal());
    auto& region = path.region.emplace_back();
    for (std::uint32_t r = 0; r < regions; ++r)
      region.push_back(std::sqrt(p[Pooled::region_variance]) * random.normal());
  }
  return path;
}

/// One future of one country, appended to `out` [horizon].
void go_on(const FitPanel& panel, std::size_t c, const FitDraw& draw, const CommonPath& common, const YearStep& step,
           Stream& random, std::vector<std::vector<double>>& out) {
  const auto& country = panel.countries[c];
  const auto& p = draw.pooled;
  const double sd = draw.volatility[c];
  const double noise = draw.noise[c];
  LevelMemory at{.level = draw.level[c], .memory = draw.memory[c]};
  const std::uint32_t years = panel.years();
  const auto published = [&](double mean, double variance) {
    return mean + std::sqrt(variance + country.counting_variance(mean)) * random.normal();
  };
  // The shock of 2020 is foreseen only where it has been.
  const auto shift = [&](std::uint32_t year) {
    return panel.last_year >= shock_known_from ? forced_shift(p, panel.year(year)) : 0.0;
  };
  out[0].push_back(published(draw.latest[c] + shift(years - 1), noise * noise));
  for (std::uint32_t t = 0; t < common.drift.size(); ++t) {
    const std::uint32_t year = years + t;
    double expected = common.drift[t] + sd * (common.world[t] + common.region[t][country.region]);
    for (const auto d : model::every<model::Driver>)
      if (year < country.driver[d].size()) expected += p[driver_effects[d]] * country.driver[d][year];
    const double u = random.uniform();
    const double rare = p[Pooled::jump_size];
    const bool jump = u < p[Pooled::jump_rate];
    const bool outlier = !jump && u < p[Pooled::jump_rate] + p[Pooled::outlier_rate];
    const double mean =
        step.advance(at, {.expected = expected, .sd = jump ? std::sqrt(sd * sd + rare * rare) : sd}, random);
    out[t + 1].push_back(published(mean + shift(year), noise * noise + (outlier ? rare * rare : 0.0)));
  }
}

}  // namespace

std::vector<std::vector<std::vector<double>>> forecast(const FitPanel& panel, const Fit& fit,
                                                       const FitAssumptions& assumptions, const ForecastPlan& plan) {
  const std::size_t n = panel.countries.size();
  std::vector<std::vector<std::vector<double>>> out(n, std::vector<std::vector<double>>(plan.horizon + 1));
  const YearStep step(assumptions.feedback);
  std::uint32_t number = 0;
  for (const auto& chain : fit.draws)
    for (const auto& draw : chain)
      for (std::uint32_t repeat = 0; repeat < plan.repeats; ++repeat) {
        Stream random(model::random_key(plan.seed, 0, domain::forecast), number++, 0);
        const CommonPath common = future_of_common(draw, plan.horizon, panel.regions, random);
        for (std::size_t c = 0; c < n; ++c) go_on(panel, c, draw, common, step, random, out[c]);
      }
  return out;
}

}  // namespace salus::calibration
