#include "calibration/fit/forecast.hpp"

#include <cmath>

#include "calibration/inference/domains.hpp"

namespace salus::calibration {

std::vector<std::vector<std::vector<double>>> forecast(const FitPanel& panel, const Fit& fit,
                                                       const FitAssumptions& assumptions, std::size_t horizon,
                                                       std::size_t repeats, std::uint64_t seed) {
  const std::size_t n = panel.countries.size();
  std::vector<std::vector<std::vector<double>>> out(n, std::vector<std::vector<double>>(horizon + 1));
  const YearStep step(assumptions.feedback);
  std::uint32_t number = 0;
  for (const auto& chain : fit.draws)
    for (const auto& draw : chain)
      for (std::size_t repeat = 0; repeat < repeats; ++repeat) {
        Stream random(model::random_key(seed, 0, domain::forecast), number++, 0);
        const auto& p = draw.pooled;
        std::vector<double> drift(horizon);
        std::vector<double> world(horizon);
        std::vector<std::vector<double>> region(horizon, std::vector<double>(panel.regions));
        double now = draw.drift;
        for (std::size_t t = 0; t < horizon; ++t) {
          drift[t] = now += p[Pooled::drift_step] * random.normal();
          world[t] = std::sqrt(p[Pooled::world_variance]) * random.normal();
          for (double& r : region[t]) r = std::sqrt(p[Pooled::region_variance]) * random.normal();
        }
        for (std::size_t c = 0; c < n; ++c) {
          const auto& country = panel.countries[c];
          const double sd = draw.volatility[c];
          const double noise = draw.noise[c];
          double level = draw.level[c];
          double memory = draw.memory[c];
          const auto published = [&](double mean, double variance) {
            return mean + std::sqrt(variance + country.counting_variance(mean)) * random.normal();
          };
          // The shock of 2020 is foreseen only where it has been.
          const auto shift = [&](std::size_t years_ahead) {
            return panel.last_year >= 2020 ? forced_shift(p, panel.last_year + static_cast<int>(years_ahead)) : 0.0;
          };
          out[c][0].push_back(published(draw.latest[c] + shift(0), noise * noise));
          for (std::size_t t = 0; t < horizon; ++t) {
            double expected = drift[t] + sd * (world[t] + region[t][country.region]);
            for (std::size_t d = 0; d < model::driver_count; ++d)
              if (panel.years() + t < country.driver[d].size())
                expected +=
                    p.at(static_cast<std::size_t>(Pooled::driver_first) + d) * country.driver[d][panel.years() + t];
            const double u = random.uniform();
            const double rare = sd * p[Pooled::jump_size];
            const bool jump = u < p[Pooled::jump_rate];
            const bool outlier = !jump && u < p[Pooled::jump_rate] + p[Pooled::outlier_rate];
            const double mean =
                step.advance(level, memory, expected, jump ? std::sqrt(sd * sd + rare * rare) : sd, random);
            out[c][t + 1].push_back(published(mean + shift(t + 1), noise * noise + (outlier ? rare * rare : 0.0)));
          }
        }
      }
  return out;
}

}  // namespace salus::calibration
