/// Diagnostics against laws known in closed form. False-alarm rates are stated; seeds are fixed.
#include "calibration/inference/diagnostics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <stdexcept>

#include "model/random/sampler.hpp"

namespace salus::calibration {
namespace {

using Chains = std::vector<std::vector<double>>;

/// Stationary first-order autoregressions with mean 0 and variance 1.
Chains autoregressions(double coefficient, std::size_t chains, std::size_t length, std::uint32_t seed) {
  Chains all(chains, std::vector<double>(length));
  for (std::uint32_t c = 0; c < chains; ++c)
    for (std::uint32_t i = 0; i < length; ++i) {
      const double z = model::standard_normal({seed, c}, {i, 0, 1, 0});
      all[c][i] = i == 0 ? z : coefficient * all[c][i - 1] + std::sqrt(1.0 - coefficient * coefficient) * z;
    }
  return all;
}

TEST(Mixing, KnowsTheEffectiveSizeOfAutoregressions) {  // n (1 - a) / (1 + a); the estimate's own error is below 4 % at
                                                        // this length
  for (const double a : {-0.3, 0.0, 0.5, 0.8}) {
    const auto chains = autoregressions(a, 4, 20000, 1);
    EXPECT_NEAR(effective_sample_size(chains) / (80000.0 * (1.0 - a) / (1.0 + a)), 1.0, 0.15) << a;
    const auto m = mixing(chains);
    EXPECT_NEAR(m.bulk_ess / (80000.0 * (1.0 - a) / (1.0 + a)), 1.0, 0.15) << a;
    EXPECT_LT(m.r_hat, 1.01) << a;
  }
  const auto m = mixing(autoregressions(0.0, 4, 20000, 2));
  EXPECT_NEAR(m.tail_ess / 80000.0, 1.0, 0.15);
}

TEST(Mixing, DependsOnRanksAlone) {
  auto chains = autoregressions(0.5, 4, 500, 3);
  const auto before = mixing(chains);
  for (auto& chain : chains)
    for (double& x : chain)
      x = x * x * x;  // the median and the tails move with it; only distances to the median do not
  const auto after = mixing(chains);
  EXPECT_EQ(before.bulk_ess, after.bulk_ess);
  EXPECT_EQ(before.tail_ess, after.tail_ess);
}

TEST(Mixing, RejectsPlantedDefects) {
  auto shifted = autoregressions(0.0, 4, 500, 4);
  auto wide = shifted;
  auto drifting = shifted;
  for (double& x : shifted[0]) x += 1.0;
  for (double& x : wide[0]) x *= 3.0;  // same mean: only the folded draws show it
  for (auto& chain : drifting)
    for (std::size_t i = 0; i < chain.size(); ++i)
      chain[i] += 2.0 * static_cast<double>(i) / 500.0;  // only halves show it
  EXPECT_GT(mixing(shifted).r_hat, 1.05);
  EXPECT_GT(mixing(wide).r_hat, 1.05);
  EXPECT_GT(mixing(drifting).r_hat, 1.05);
}

TEST(Mixing, IsNotANumberWhereThereIsNothingToSay) {
  EXPECT_TRUE(std::isnan(mixing(Chains{{1.0, 1.0, 1.0, 1.0, 1.0}, {1.0, 2.0, 3.0, 4.0, 5.0}}).r_hat));
  EXPECT_TRUE(std::isnan(mixing(Chains{{1.0, 2.0, 3.0}}).bulk_ess));
  EXPECT_TRUE(std::isnan(mixing(Chains{{1.0, 2.0, std::nan(""), 4.0}}).tail_ess));
  EXPECT_THROW(mixing(Chains{{1.0, 2.0, 3.0, 4.0}, {1.0, 2.0, 3.0, 4.0, 5.0}}), std::invalid_argument);
}

/// Ranks of simulation-based calibration where theta ~ N(0, 1), y ~ N(theta, 1), and draws are from N(y / 2 + shift sd,
/// (factor sd)^2), sd^2 = 1/2.
std::vector<std::uint32_t> conjugate_ranks(double shift, double factor, std::uint32_t runs, std::uint32_t seed) {
  std::vector<std::uint32_t> ranks;
  for (std::uint32_t run = 0; run < runs; ++run) {
    const model::RandomKey key{run, seed};
    const double theta = model::standard_normal(key, {0, 0, 1, 0});
    const double y = theta + model::standard_normal(key, {0, 0, 2, 0});
    const double sd = std::sqrt(0.5);
    std::vector<double> draws(99);
    for (std::uint32_t i = 0; i < draws.size(); ++i)
      draws[i] = 0.5 * y + sd * (shift + factor * model::standard_normal(key, {i, 0, 3, 0}));
    ranks.push_back(sbc_rank(theta, draws));
  }
  return ranks;
}

TEST(SimulationBasedCalibration, AcceptsTheExactPosteriorAndRejectsPlantedFaults) {  // false-alarm rate 1e-3
  EXPECT_GT(uniformity_p_value(conjugate_ranks(0.0, 1.0, 1000, 1), 100), 1e-3);
  EXPECT_LT(uniformity_p_value(conjugate_ranks(0.0, 0.8, 1000, 1), 100), 1e-3) << "planted: sd 0.8 of the true one";
  EXPECT_LT(uniformity_p_value(conjugate_ranks(0.2, 1.0, 1000, 1), 100), 1e-3) << "planted: shift of 0.2 sd";
}

TEST(SimulationBasedCalibration, PValuesAreUniform) {  // 2,000 samples: shares below 0.01, 0.05, 0.5 within 4 binomial
                                                       // errors (false alarm 1e-4 each)
  constexpr int samples = 2000;
  int below[3] = {};
  for (std::uint32_t s = 0; s < samples; ++s) {
    std::vector<std::uint32_t> ranks;
    for (std::uint32_t i = 0; i < 40; ++i)
      ranks.push_back(static_cast<std::uint32_t>(model::uniform_below({s, 9}, {i, 0, 0, 0}, 20)));
    const double p = uniformity_p_value(ranks, 20);
    below[0] += p < 0.01;
    below[1] += p < 0.05;
    below[2] += p < 0.5;
  }
  const double levels[] = {0.01, 0.05, 0.5};
  for (int i = 0; i < 3; ++i)  // counts are discrete, so a p-value may lie above its level, never below
    EXPECT_LT(below[i], samples * levels[i] + 4.0 * std::sqrt(samples * levels[i])) << levels[i];
  EXPECT_GT(below[1], samples * 0.02);
  EXPECT_GT(below[2], samples * 0.4);
}

TEST(SimulationBasedCalibration, RefusesWhatIsNoRank) {
  EXPECT_THROW(uniformity_p_value(std::vector<std::uint32_t>{3}, 3), std::invalid_argument);
  EXPECT_THROW(uniformity_p_value({}, 3), std::invalid_argument);
  EXPECT_THROW(uniformity_p_value(std::vector<std::uint32_t>{0}, 1), std::invalid_argument);
}

/// One half of one chain never went into a tail: its indicator does not move, the others' tell how well the tail is
/// known.
TEST(Mixing, ATailThatOneHalfNeverSawIsStillJudged) {
  std::vector<std::vector<double>> chains(4, std::vector<double>(400));
  const auto key = model::random_key(8, 0, 0);
  for (std::uint32_t c = 0; c < 4; ++c)
    for (std::uint32_t i = 0; i < 400; ++i) chains[c][i] = model::standard_normal(key, {c, i, 1, 0});
  for (std::size_t i = 0; i < 200; ++i) chains[0][i] = std::max(chains[0][i], -1.2);
  const Mixing m = mixing(chains);
  EXPECT_GT(m.tail_ess, 100.0);
  EXPECT_LT(m.tail_ess, 1600.0);
}

}  // namespace
}  // namespace salus::calibration
