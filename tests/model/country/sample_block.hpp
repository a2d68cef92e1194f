#pragma once
/// One prepared block of the sample world: everything a kernel needs.
#include "model/country/block.hpp"
#include "tests/model/sample_world.hpp"

namespace salus::tests {

struct SampleBlock {
  explicit SampleBlock(std::size_t country = 1, model::EnumArray<bool, model::Loop> without = {})
      : plan(sample_plan()), paths(plan.countries[country]) {
    const auto& input = plan.countries[country];
    for (int y = 0; y < model::kernel_years; ++y)
      for (int k = 0; k < model::kernel_types; ++k)
        for (int lane = 0; lane < model::block_lanes; ++lane)
          programme.factor[y][k][lane] = 1.0 - 0.01 * y + 0.002 * k - 0.001 * lane;
    for (const auto lane : model::every<model::Lane>) {
      const auto key = model::random_key(5, lane, 0);
      const auto p = model::draw_country_parameters(model::draw_pooled(key, 0), key, input, without);
      const auto start = model::country_start(input, 0);
      const auto levels = model::draw_levels(input, start, key);
      model::fill_noise(p, input, start, levels, key, 2020, lane, noise_in);
      refused += model::fill_stocks(p, input, levels, without, lane, stocks).has_value();
    }
  }
  model::RunPlan plan;
  model::CountryPathsOwner paths;
  model::NoiseParameters noise_in{};
  model::StockParameters stocks{};
  model::ProgrammeFactors programme{};
  int refused = 0;
};

/// Factors of 1 on every rate in every month.
inline void set_quiet(model::NoisePaths& noise) {
  for (auto& month : noise.street)
    for (double& x : month) x = 1.0;
  for (auto& month : noise.type)
    for (auto& type : month)
      for (double& x : type) x = 1.0;
}

}  // namespace salus::tests
