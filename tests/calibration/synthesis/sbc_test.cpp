/// Simulation-based calibration of the synthesis: some dozens of small bodies of evidence under each account of
/// selection; 1,000 by `./salus test --long synthesis`.
#include "calibration/synthesis/sbc.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "calibration/inference/diagnostics.hpp"
#include "model/core/executor.hpp"
#include "tests/replicates.hpp"

namespace salus::calibration::synthesis {
namespace {

constexpr double false_alarm = 1e-3;  ///< of each test, over all quantities together

struct Worst {
  double p_value = 1.0;  ///< over all quantities (Bonferroni)
  std::string name;
};

Worst worst_of(const SynthesisCheck& check, std::uint32_t needed) {
  const std::uint32_t replicates = tests::replicates(needed, 3u);
  std::vector<std::vector<std::optional<std::uint32_t>>> all(replicates);
  model::for_each(*model::make_thread_executor(2), replicates, 1,
                  [&](std::uint32_t i) { all[i] = synthesis_ranks(check, i); });
  Worst worst;
  const auto names = ranked_names();
  for (std::size_t q = 0; q < names.size(); ++q) {
    std::vector<std::uint32_t> ranks;
    for (const auto& one : all)
      if (one[q]) ranks.push_back(*one[q]);
    if (ranks.empty()) continue;
    double p_value = uniformity_p_value(ranks, check.draws + 1);
    p_value = std::min(1.0, p_value * static_cast<double>(names.size()));
    if (p_value < worst.p_value) worst = {p_value, names[q]};
  }
  return worst;
}

TEST(SynthesisSbc, ChainsAreRightWhereTheTruthIsKnown) {
  const std::uint32_t replicates = std::getenv("SALUS_LONG") != nullptr ? 1000 : 99;
  const auto worst = worst_of({}, replicates);
  if (tests::watched) return;
  EXPECT_GT(worst.p_value, false_alarm) << worst.name;
  RecordProperty("worst", worst.name);
}

TEST(SynthesisSbc, AFitThatKnowsOfNoSelectionIsFound) {
  SynthesisCheck check;
  check.fault = SynthesisFault::unselected;
  check.trials = 24;
  const auto worst = worst_of(check, 45);
  if (tests::watched) return;
  EXPECT_LT(worst.p_value, false_alarm) << worst.name;
}

TEST(SynthesisSbc, DrawsThatScatterTooLittleAreFound) {
  SynthesisCheck check;
  check.fault = SynthesisFault::narrow;
  const auto worst = worst_of(check, 39);
  if (tests::watched) return;
  EXPECT_LT(worst.p_value, false_alarm) << worst.name;
}

TEST(SynthesisSbc, TruthsFromAnotherPriorAreFound) {
  SynthesisCheck check;
  check.fault = SynthesisFault::prior;
  const auto worst = worst_of(check, 75);
  if (tests::watched) return;
  EXPECT_LT(worst.p_value, false_alarm) << worst.name;
  EXPECT_EQ(worst.name, "tau");
}

}  // namespace
}  // namespace salus::calibration::synthesis
