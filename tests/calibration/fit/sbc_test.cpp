/// Simulation-based calibration of the country fit: a few dozen small panels; the long check is `salus sbc`
/// (calibration/README.md).
#include "calibration/fit/sbc.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/replicates.hpp"

namespace salus::calibration {
namespace {

constexpr double false_alarm = 1e-3;  ///< of each test, over all quantities together

SbcPlan small_plan(SbcFault fault = {}) {
  SbcPlan plan{
      sbc_pattern(2), {.chains = 1, .warmup = 100, .kept = 19, .thin = 12, .assumptions = {}, .stop = {}}, fault};
  plan.fit.assumptions.feedback = {0.3, 4.0};
  return plan;
}

/// @param needed replicates; few of them where they are not judged
std::vector<SbcVerdict> check(const SbcPlan& plan, std::size_t needed) {
  const std::size_t replicates = tests::replicates(needed, std::size_t{2});
  std::vector<SbcReplicate> all(replicates);
  model::make_thread_executor(2)->for_blocks(replicates, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t r = begin; r < end; ++r) all[r] = sbc_replicate(plan, r);
  });
  return sbc_verdicts(sbc_quantities(plan.pattern), all, sbc_draws(plan));
}

const SbcVerdict& worst(const std::vector<SbcVerdict>& verdicts) {
  return *std::min_element(verdicts.begin(), verdicts.end(),
                           [](const auto& a, const auto& b) { return a.p_value < b.p_value; });
}

TEST(Sbc, TheFitIsRightWhereTheTruthIsKnown) {
  const auto verdicts = check(small_plan(), 80);
  if (tests::watched) return;
  EXPECT_GT(worst(verdicts).adjusted, false_alarm) << worst(verdicts).quantity.name;
  for (const auto& v : verdicts) EXPECT_GT(v.ess_share, 0.7) << v.quantity.name;
}

TEST(Sbc, DrawsThatScatterTooLittleAreFound) {
  const auto verdicts = check(small_plan({SbcFault::Kind::narrow, 0.4}), 40);
  if (tests::watched) return;
  EXPECT_LT(worst(verdicts).adjusted, false_alarm) << worst(verdicts).quantity.name;
}

TEST(Sbc, DrawsThatAreShiftedAreFound) {
  const auto verdicts = check(small_plan({SbcFault::Kind::shift, 0.8}), 60);
  if (tests::watched) return;
  EXPECT_LT(worst(verdicts).adjusted, false_alarm) << worst(verdicts).quantity.name;
}

TEST(Sbc, TruthsFromAnotherPriorAreFound) {
  const auto verdicts = check(small_plan({SbcFault::Kind::prior, 8.0}), 60);
  if (tests::watched) return;
  EXPECT_LT(worst(verdicts).adjusted, false_alarm) << worst(verdicts).quantity.name;
}

/// Ranks among draws of the prior are uniform: only the likelihood gives the fault away.
TEST(Sbc, AFitThatIgnoresItsDataIsFoundByTheLikelihood) {
  auto verdicts = check(small_plan({SbcFault::Kind::ignored, 0.0}), 80);
  if (tests::watched) return;
  EXPECT_EQ(worst(verdicts).quantity.name, "log_likelihood");
  EXPECT_LT(verdicts.back().adjusted, false_alarm);
  verdicts.pop_back();
  EXPECT_GT(worst(verdicts).adjusted, false_alarm) << worst(verdicts).quantity.name;
}

TEST(Sbc, AReplicateIsAFunctionOfItsNumber) {
  const auto plan = small_plan();
  const auto a = sbc_replicate(plan, 3);
  const auto b = sbc_replicate(plan, 3);
  const auto other = sbc_replicate(plan, 4);
  EXPECT_EQ(a.rank, b.rank);
  EXPECT_NE(a.rank, other.rank);
}

/// Ranks put in by hand: 0 to 39 once each are uniform, cover exactly, and fill every bin twice.
TEST(Sbc, VerdictsCountRanks) {
  std::vector<SbcReplicate> replicates;
  for (std::uint32_t r = 0; r < 40; ++r) replicates.push_back({{r, 0, r}, {39.0, 13.0, 39.0}});
  const auto verdicts =
      sbc_verdicts({{"even"}, {"level[AAA]", FitGroup::level}, {"level[BBB]", FitGroup::level}}, replicates, 39);
  for (const std::uint32_t n : verdicts[0].histogram) EXPECT_EQ(n, 2u);
  EXPECT_GT(verdicts[0].p_value, 0.9);
  for (const auto interval : model::every<model::CentralInterval>)
    EXPECT_NEAR(verdicts[0].coverage[interval], model::central_shares[interval], 1e-12);
  EXPECT_LT(verdicts[1].adjusted, 1e-12);
  EXPECT_EQ(verdicts[1].histogram[0], 40u);
  EXPECT_EQ(verdicts[1].coverage[model::CentralInterval::in95], 0.0);
  EXPECT_NEAR(verdicts[1].ess_share, 1.0 / 3.0, 1e-12);
  const auto groups = sbc_groups(verdicts);
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].of, FitGroup::pooled);
  EXPECT_EQ(groups[1].quantities, 2u);
  EXPECT_EQ(groups[1].histogram[0], 42u);
  EXPECT_NEAR(groups[1].coverage[model::CentralInterval::in50], 0.25, 1e-12);
}

}  // namespace
}  // namespace salus::calibration
