#include "model/city/hazard.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

TEST(Hazard, CodesBoundTheirRateWithinAnEighth) {
  for (double rate = 1e-7; rate < 2.7; rate *= 1.013) {
    const auto code = hazard_code(rate);
    ASSERT_LT(code, always_candidate) << rate;
    const double p = -std::expm1(-rate);
    const double bound = -std::expm1(-hazard_rate(code));
    EXPECT_GE(hazard_rate(code), rate);
    EXPECT_LE(bound, p * 1.126 * (rate < 0.1 ? 1.0 + 0.5 * rate + 1e-6 : 1.0) + 2e-9)
        << rate;  // thresholds step by an eighth at most
    // Nor is the next lower code enough, but where the rate stands for its probability (below 0.1) and lies a hair
    // under a step.
    if (code > 0) {
      EXPECT_LT(hazard_rate(static_cast<std::uint8_t>(code - 1)), rate * (rate < 0.1 ? 1.0 + rate : 1.0));
    }
  }
  EXPECT_EQ(hazard_code(0.0), 0);
  EXPECT_EQ(hazard_code(3.0), always_candidate);
}

TEST(Hazard, RateIsThatOfTheThreshold) {
  for (unsigned code = 0; code < always_candidate; ++code) {
    const double t = std::ldexp(8.0 + (code & 7), static_cast<int>(code >> 3));
    EXPECT_NEAR(hazard_rate(static_cast<std::uint8_t>(code)) / -std::log1p(-t / 4294967296.0), 1.0, 1e-12) << code;
  }
}

/// What the sweep means, person by person.
std::vector<std::uint16_t> slow_sweep(RandomKey key, Slot first, Month month, const std::vector<std::uint8_t>& codes) {
  std::vector<std::uint16_t> found;
  for (std::uint32_t i = 0; i < codes.size(); ++i) {
    const auto w = philox(key, {(first + i) / 4, month, purpose::city_sweep, 0});
    const std::uint64_t t = static_cast<std::uint64_t>(8 + (codes[i] & 7)) << (codes[i] >> 3);
    if (w[(first + i) % 4] < t) found.push_back(static_cast<std::uint16_t>(i));
  }
  return found;
}

TEST(Hazard, EveryInstructionSetFindsTheSameCandidates) {
  std::vector<std::uint8_t> codes(4096);
  for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = static_cast<std::uint8_t>((i * 37 + i / 64) % 256);
  for (const Slot first : {Slot(0), Slot(4096), Slot(4096u * 1000000u)}) {
    const auto expected = slow_sweep({123, 456}, first, Month(77), codes);
    ASSERT_GT(expected.size(), 100u);
    for (unsigned i = 0; i <= static_cast<unsigned>(best_isa()); ++i) {
      std::vector<std::uint16_t> out(codes.size());
      out.resize(
          hazard_sweep(static_cast<Isa>(i))({123, 456}, first, Month(77), codes.data(), codes.size(), out.data()));
      EXPECT_EQ(out, expected) << isa_names[static_cast<Isa>(i)];
    }
  }
}

TEST(Hazard, PointsGivenOneAreACutPoisson) {
  // By exact inversion on a grid of uniforms: the share of each count is its probability up to the grid.
  for (const double wanted : {1e-4, 0.1, 1.0, 2.7}) {
    const auto code = hazard_code(wanted);
    const double rate = hazard_rate(code);
    constexpr int grid = 200000;
    std::vector<int> counts(64);
    for (int i = 0; i < grid; ++i) ++counts[points_given_one(code, (i + 0.5) / grid)];
    EXPECT_EQ(counts[0], 0);
    double p = std::exp(-rate) / -std::expm1(-rate);
    for (unsigned n = 1; n < 10; ++n) {
      p *= rate / n;
      EXPECT_NEAR(static_cast<double>(counts[n]) / grid, p, 2.0 / grid) << rate << ' ' << n;
    }
  }
}

}  // namespace
}  // namespace salus::model
