#include "model/run/quantiles.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/random/sampler.hpp"
#include "model/run/results.hpp"

namespace salus::model {
namespace {

TEST(Quantiles, AgreeWithSortingAndInterpolating) {
  SortScratch scratch;
  for (const std::size_t n : {1u, 2u, 17u, 255u, 256u, 1000u, 4096u}) {
    std::vector<float> values;
    for (std::uint32_t i = 0; i < n; ++i)
      values.push_back(static_cast<float>(standard_normal({1, 1}, {i, 0, 0, 0}) * (i % 5 == 0 ? 1e6 : 1e-3)));
    std::array<float, quantile_levels.size()> out;
    write_quantiles(values.data(), n, out.data(), scratch);
    std::sort(values.begin(), values.end());
    for (std::size_t q = 0; q < out.size(); ++q) {
      const double at = quantile_levels[q] * static_cast<double>(n - 1);
      const double low = std::floor(at);
      const auto i = static_cast<std::size_t>(low);
      const double a = static_cast<double>(values[i]);
      const double b = static_cast<double>(values[std::min(i + 1, n - 1)]);
      EXPECT_EQ(out[q], static_cast<float>(a + (at - low) * (b - a))) << n;
    }
  }
}

TEST(Quantiles, LeaveOutFailedDraws) {
  SortScratch scratch;
  std::vector<float> values(300, std::numeric_limits<float>::quiet_NaN());
  std::array<float, quantile_levels.size()> out;
  write_quantiles(values.data(), values.size(), out.data(), scratch);
  EXPECT_TRUE(std::isnan(out[11]));
  values[7] = 4.0f;
  write_quantiles(values.data(), values.size(), out.data(), scratch);
  for (const float q : out) EXPECT_EQ(q, 4.0f);
}

}  // namespace
}  // namespace salus::model
