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
    std::vector<Single> values;
    for (std::uint32_t i = 0; i < n; ++i)
      values.push_back(standard_normal({1, 1}, {i, 0, 0, 0}) * (i % 5 == 0 ? 1e6 : 1e-3));
    std::array<Single, quantile_levels.size()> out;
    write_quantiles(values, out, scratch);
    std::sort(values.begin(), values.end());
    for (std::size_t q = 0; q < out.size(); ++q) {
      const double at = quantile_levels[q] * static_cast<double>(n - 1);
      const double low = std::floor(at);
      const auto i = static_cast<std::size_t>(low);
      const double a = values[i];
      const double b = values[std::min(i + 1, n - 1)];
      EXPECT_EQ(out[q], Single(a + (at - low) * (b - a))) << n;
    }
  }
}

TEST(Quantiles, LeaveOutFailedDraws) {
  SortScratch scratch;
  std::vector<Single> values(300, std::numeric_limits<double>::quiet_NaN());
  std::array<Single, quantile_levels.size()> out;
  write_quantiles(values, out, scratch);
  EXPECT_TRUE(std::isnan(out[11]));
  values[7] = 4.0;
  write_quantiles(values, out, scratch);
  for (const double q : out) EXPECT_EQ(q, 4.0);
}

}  // namespace
}  // namespace salus::model
