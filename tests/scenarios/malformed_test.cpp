/// Every malformed scenario gives exactly the messages in the .expected file beside it. SALUS_ACCEPT=1 writes them
/// anew.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "tests/scenarios/bundled_inputs.hpp"

namespace salus::tests {
namespace {

namespace fs = std::filesystem;

fs::path folder() { return fs::path(SALUS_SOURCE_DIR) / "tests/scenarios/malformed"; }

std::vector<std::string> cases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder()))
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

class Malformed : public testing::TestWithParam<std::string> {};

TEST_P(Malformed, GivesExactlyTheExpectedMessages) {
  const std::string file = GetParam() + ".yaml";
  model::Diagnostics findings;
  const auto scenario =
      scenarios::read_scenario(calibration::read_file(folder() / file), file, bundled_vocabulary(), findings);
  EXPECT_FALSE(scenario.has_value()) << "the scenario was accepted";
  std::string found;
  for (const auto& d : findings) {
    found += to_string(d) + "\n";
    EXPECT_FALSE(d.fix.empty()) << to_string(d);
  }
  const fs::path golden = folder() / (GetParam() + ".expected");
  if (std::getenv("SALUS_ACCEPT") != nullptr) std::ofstream(golden, std::ios::binary) << found;
  EXPECT_EQ(found, calibration::read_file(golden));
  EXPECT_FALSE(found.empty());
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Malformed, testing::ValuesIn(cases()),
                         [](const auto& one) { return "case_" + one.param; });

TEST(MalformedSet, HoldsSixtyCases) { EXPECT_GE(cases().size(), 60u); }

}  // namespace
}  // namespace salus::tests
