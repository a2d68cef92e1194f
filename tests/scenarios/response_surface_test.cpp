/// What targets account for, as a file.
#include "scenarios/response_surface.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/scenarios/bundled_inputs.hpp"

namespace salus::tests {
namespace {

model::ResponseSurface read_surface(const std::string& path) {
  model::Diagnostics findings;
  const auto surface = scenarios::read_surface(scenario_file(path), path, findings);
  EXPECT_TRUE(findings.empty());
  return surface;
}

model::Diagnostics faults_of_surface(const std::string& text) {
  model::Diagnostics findings;
  scenarios::read_surface(text, "surface.csv", findings);
  return findings;
}

const model::Intervention& row_of(const model::Evidence& evidence, const std::string& id) {
  return *std::find_if(evidence.interventions.begin(), evidence.interventions.end(),
                       [&](const auto& i) { return i.id == id; });
}

TEST(ResponseSurface, IsReadAsItWasWrittenAndTheFrozenOneStillIs) {
  const std::string path = "tests/scenarios/frozen/surface-2.csv";
  const auto frozen = read_surface(path);
  EXPECT_EQ(scenarios::surface_text(frozen), scenario_file(path));
  EXPECT_EQ(frozen.curves.size(), 3u);
  EXPECT_EQ(frozen.label, "Lorenz shares of \"a\" city");
}

TEST(ResponseSurface, StandsInForTheMatrixStraightWhereARowHasWhoeverIsThere) {
  model::Evidence evidence = *bundled_vocabulary().evidence;
  model::apply(read_surface("tests/scenarios/frozen/surface-2.csv"), evidence);
  const auto& robbery = row_of(evidence, "I03").effect[model::CrimeType::robbery];
  // 0.0004 cells a person of 0.02 there are: a fiftieth. By hand: 0.5 / 50 + 0.5 log(3) / log(101).
  EXPECT_NEAR(robbery.share, 0.01 + 0.5 * std::log(3.0) / std::log(101.0), 1e-12);
  EXPECT_NE(robbery.surface.find("Lorenz shares"), std::string::npos);
  // The matrix says that hot spots have no part in it.
  EXPECT_EQ(row_of(evidence, "I03").effect[model::CrimeType::child_maltreatment].share, 0.0);
  const auto& couples = row_of(evidence, "I19").effect[model::CrimeType::partner_violence];
  EXPECT_EQ(couples.curve->median.ahead, 0.0);
  EXPECT_EQ(couples.curve->echo, 1.1);  // that of any couples
  EXPECT_EQ(row_of(evidence, "I26").effect[model::CrimeType::partner_violence].curve->echo, 1.0);
  // Any couples, and all of them: 0.55 grown persons a person, of whom 0.3 / 0.65 live as couples, of 0.15 couples.
  EXPECT_NEAR(couples.share, 0.98 * 0.55 * 0.5 * (0.3 / 0.65) / 0.15, 1e-12);
  EXPECT_TRUE(
      row_of(evidence, "I21.2").effect[model::CrimeType::sexual_violence].surface.empty());  // no target in a city
}

TEST(ResponseSurface, AnotherFormatAndWrongCurvesAreRefused) {
  const std::string text = scenario_file("tests/scenarios/frozen/surface-2.csv");
  const std::string head = text.substr(0, text.find('\n') + 1);
  const std::string row = "2,hot_cells,robbery,fading,0.02,1,0,0,0.5,0,0,0.01,0.5,0.5,0.02,0.8,0.5,1,0.1,0,0,a\n";
  EXPECT_TRUE(faults_of_surface(head + row).empty());
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string changed = row;
    return changed.replace(changed.find(from), from.size(), to);
  };
  for (const std::string& wrong : {with("2,hot", "1,hot"), with("hot_cells", "cold_cells"), with("robbery", "arson"),
                                   with("fading", "rising"), with("0.02,1,", "0.02,1.3,"), with("0.02,1,", "0,1,"),
                                   row + row, row + with(",a\n", ",b\n").replace(2, 4, "dark_")}) {
    const auto found = faults_of_surface(head + wrong);
    ASSERT_EQ(found.size(), 1u) << wrong;
    EXPECT_FALSE(found[0].fix.empty());
    EXPECT_GT(found[0].line, 1u);
  }
}

}  // namespace
}  // namespace salus::tests
