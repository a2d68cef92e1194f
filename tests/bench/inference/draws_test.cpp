/// Draws are taken apart by parameter, chain after chain.
#include "bench/inference/draws.hpp"

#include <gtest/gtest.h>

namespace salus::inference {
namespace {

TEST(Draws, MixByParameter) {
  const std::vector<std::vector<double>> chains{{0.3, 0.1, 0.4, 0.1, 0.5, 0.9}, {0.2, 0.7, 0.1, 0.8, 0.2, 0.8}};
  Draws draws{{"a", "b"}, 2, 6, std::vector<double>(24), 0};
  for (std::size_t c = 0; c < 2; ++c)
    for (std::uint32_t i = 0; i < 6; ++i) {
      draws(c, i, 0) = chains[c][i];
      draws(c, i, 1) = i;
    }
  EXPECT_EQ(mixing(draws)[0].r_hat, calibration::mixing(chains).r_hat);
  EXPECT_NE(mixing(draws)[1].r_hat, calibration::mixing(chains).r_hat);
  EXPECT_EQ(draws.of(1)[7], 1.0);
}

}  // namespace
}  // namespace salus::inference
