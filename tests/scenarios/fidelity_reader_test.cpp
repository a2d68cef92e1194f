/// Which cities run as agents.
#include "scenarios/fidelity_reader.hpp"

#include <gtest/gtest.h>

#include "tests/scenarios/read_scenario.hpp"

namespace salus::tests {
namespace {

/// A fidelity names countries and cities in many ways; the canonical text has one.
TEST(Fidelity, NamesPlacesAndHasOneNormalForm) {
  const std::string base = scenario_file("scenarios/bundled/concept-note.yaml");
  const auto plain = read(base);
  const auto one = read(base +
                        "fidelity:\n  city: [COL:Medellín, Nairobi]\n  auto: [MEX]\n  draws: 8 draws\n  budget: "
                        "2000000000 person-months\n");
  const auto other = read(base +
                          "fidelity:\n  auto: MEX\n  budget: 2e9 person-months\n  city:\n    - KEN:nairobi\n    - "
                          "20827\n  draws: 8 draws\n");
  ASSERT_TRUE(plain && one && other);
  EXPECT_FALSE(plain->fidelity.any());
  EXPECT_EQ(scenarios::canonical_text(*plain).find("fidelity"), std::string::npos);
  EXPECT_EQ(scenarios::canonical_text(*one), scenarios::canonical_text(*other));
  EXPECT_EQ(one->fidelity.of("COL", 20827), model::Fidelity::city);
  EXPECT_EQ(one->fidelity.of("MEX", 1), model::Fidelity::automatic);
  EXPECT_EQ(one->fidelity.of("COL", 1), model::Fidelity::panel);
  EXPECT_EQ(one->fidelity.draws, 8u);
  EXPECT_EQ(one->fidelity.person_months, 2e9);
  const std::string canonical = scenarios::canonical_text(*one);
  EXPECT_EQ(scenarios::canonical_text(*read(canonical)), canonical);
}

TEST(Fidelity, IsThatOfTheCityElseOfItsCountryElseOfAll) {
  const auto s = read(scenario_file("scenarios/bundled/concept-note.yaml") +
                      "fidelity:\n  city: [all]\n  panel: [COL]\n  auto: [COL:Medellín]\n  draws: 8 draws\n  budget: "
                      "1e9 person-months\n");
  ASSERT_TRUE(s);
  EXPECT_EQ(s->fidelity.of("COL", 20827), model::Fidelity::automatic);
  EXPECT_EQ(s->fidelity.of("COL", 1), model::Fidelity::panel);
  EXPECT_EQ(s->fidelity.of("KEN", 1), model::Fidelity::city);
  EXPECT_NE(scenarios::canonical_text(*s).find("  panel: [COL]\n  city: [all]\n  auto: [20827]\n"), std::string::npos);
}

/// Findings of a fidelity under the concept note.
std::string findings_of(const std::string& fidelity) {
  model::Diagnostics findings;
  scenarios::read_scenario(scenario_file("scenarios/bundled/concept-note.yaml") + "fidelity:\n" + fidelity, "t",
                           bundled_vocabulary(), findings);
  std::string all;
  for (const auto& d : findings) all += to_string(d) + "\n";
  return all;
}

TEST(Fidelity, TellsWhatDoesNotFit) {
  EXPECT_EQ(findings_of("  city: [KEN]\n  draws: 2 draws\n"), "");
  EXPECT_NE(findings_of("  city: [KEN]\n  auto: [KEN]\n  draws: 2 draws\n  budget: 1e9 person-months\n")
                .find("the place stands twice"),
            std::string::npos);
  for (const std::string twice : {"city: [all, all]", "city: [COL:Medellín, 20827]"})
    EXPECT_NE(findings_of("  " + twice + "\n  draws: 2 draws\n").find("the place stands twice"), std::string::npos);
  EXPECT_NE(findings_of("  panel: [KEN]\n").find("no city runs as agents"), std::string::npos);
  EXPECT_NE(findings_of("  city: [KEN]\n").find("say in how many draws"), std::string::npos);
  EXPECT_NE(findings_of("  city: [KEN]\n  draws: 2.5 draws\n").find("a whole number is expected"), std::string::npos);
  EXPECT_NE(findings_of("  city: [KEN]\n  draws: 2 draws\n  budget: 5 person-months\n").find("there are none"),
            std::string::npos);
  EXPECT_NE(findings_of("  city: [Nowhere]\n  draws: 2 draws\n").find("no country or city is called so"),
            std::string::npos);
}

}  // namespace
}  // namespace salus::tests
