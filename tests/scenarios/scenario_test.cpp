/// Well-formed scenarios: what is read is what was written, one meaning has one canonical text, and money is never lost.
#include <gtest/gtest.h>

#include <random>

#include "scenarios/yaml_reader.hpp"
#include "tests/scenarios/bundled_inputs.hpp"

namespace salus::tests {
namespace {

std::optional<model::Scenario> read(const std::string& text) {
  model::Diagnostics findings;
  auto scenario = scenarios::read_scenario(text, "test.yaml", bundled_vocabulary(), findings);
  for (const auto& d : findings) ADD_FAILURE() << to_string(d);
  return scenario;
}

std::string with_budget(const std::string& budget) {
  return "format: 1\nname: trial\ntitle: T\nstory: S\nsources: [own assumption]\nview: as-of-note\nstart_year: 2020\nbudget:" + budget;
}

TEST(Bundled, EveryScenarioParsesAndSpendsWhatItsNameSays) {
  const std::map<std::string, std::pair<std::int64_t, std::int64_t>> halves{{"no-programme", {0, 0}}, {"concept-note", {2500000000, 2500000000}}, {"all-global", {5000000000, 0}}, {"all-local", {0, 5000000000}}};
  for (const auto& [name, money] : halves) {
    const auto s = read(scenario_file("scenarios/bundled/" + name + ".yaml"));
    ASSERT_TRUE(s) << name;
    EXPECT_EQ(s->id, name);
    EXPECT_EQ(s->budget.total(model::Half::global_functions).value(), money.first) << name;
    EXPECT_EQ(s->budget.total(model::Half::local_delivery).value(), money.second) << name;
  }
}

TEST(Bundled, RecipientsAreTheCountriesBelowHighIncome) {
  const auto s = read(scenario_file("scenarios/bundled/all-local.yaml"));
  std::vector<std::string> expected;
  for (const auto& c : bundled_vocabulary().countries)
    if (c.income != model::Income::high) expected.push_back(c.iso3);
  std::sort(expected.begin(), expected.end());
  for (const auto& line : s->budget.lines) EXPECT_EQ(line.places, expected);
}

/// A scenario that the first release accepted. It must be read for ever, with this meaning; the file is never changed.
TEST(Frozen, FormatOneIsReadAsItWas) {
  const auto s = read(scenario_file("tests/scenarios/frozen/format-1.yaml"));
  ASSERT_TRUE(s);
  EXPECT_EQ(scenarios::canonical_text(*s), scenario_file("tests/scenarios/frozen/format-1.canonical"));
}

TEST(Canonical, ReadsBackToItself) {
  for (const char* name : {"scenarios/bundled/no-programme.yaml", "scenarios/bundled/concept-note.yaml", "scenarios/bundled/all-global.yaml", "scenarios/bundled/all-local.yaml", "tests/scenarios/frozen/format-1.yaml"}) {
    const std::string once = scenarios::canonical_text(*read(scenario_file(name)));
    EXPECT_EQ(scenarios::canonical_text(*read(once)), once) << name;
  }
}

TEST(Canonical, OneMeaningHasOneText) {
  const auto whole = read(with_budget("\n  total: 100.01 USD\n  support_cost: 13 %\n  local:\n    total: 100.01 USD\n    lines:\n      - {intervention: I19, places: [MEX, KEN], total: 100.01 USD, phasing: even}\n"));
  const auto same = read(with_budget("  # a comment\n  local:\n    lines:\n      - intervention: I19\n        places: [KEN, MEX]\n        amounts: [10.01 USD, 10 USD, 10.00 USD, 10 USD, 10 USD, 10 USD, 10 USD, 10 USD, 10 USD, 10 USD]\n"
                                     "    total: 100.01 USD\n  support_cost: 13.00 %\n  total: 100.01 USD\n"));
  const auto other = read(with_budget("\n  total: 100.01 USD\n  support_cost: 13 %\n  local:\n    total: 100.01 USD\n    lines:\n      - {intervention: I19, places: [MEX], total: 100.01 USD, phasing: even}\n"));
  ASSERT_TRUE(whole && same && other);
  EXPECT_EQ(scenarios::canonical_text(*whole), scenarios::canonical_text(*same));
  EXPECT_NE(scenarios::canonical_text(*whole), scenarios::canonical_text(*other));
}

TEST(Parameters, AreReadInTheirUnits) {
  const auto s = read(with_budget(" none\nparameters:\n  scale_up: 50 %\n"));
  ASSERT_TRUE(s);
  ASSERT_EQ(s->overrides.size(), 1u);
  EXPECT_EQ(s->overrides[0].value, 0.5);
}

TEST(Places, ClassesJoinByAnd) {
  const auto s = read(with_budget("\n  total: 1 USD\n  support_cost: 0 %\n  local:\n    total: 1 USD\n    lines:\n      - {intervention: I01, places: {income: [low, lower_middle], region: sub_saharan_africa}, total: 1 USD}\n"));
  ASSERT_TRUE(s);
  std::size_t expected = 0;
  for (const auto& c : bundled_vocabulary().countries) expected += c.region == model::Region::sub_saharan_africa && (c.income == model::Income::low || c.income == model::Income::lower_middle);
  EXPECT_EQ(s->budget.lines[0].places.size(), expected);
  EXPECT_GT(expected, 0u);
}

TEST(Yaml, QuotesMustCloseWhateverStandsBefore) {
  const auto findings_of = [](const std::string& text) {
    model::Diagnostics findings;
    scenarios::read_yaml(text, "t", findings);
    return findings.size();
  };
  EXPECT_EQ(findings_of("a: Größe\nb: 'it''s'\nc: \"a \\\" b\"\nd: \"two\n  lines\"\n"), 0u);
  EXPECT_EQ(findings_of("a: Größe\nb: 'it''s\n"), 1u);
  EXPECT_EQ(findings_of("a: Größe\nb: \"a \\\" b\n"), 1u);
}

/// 10,000 random budgets: every sum of what was read equals what was written, to the cent, and the canonical text means the same.
TEST(Money, IsKeptToTheCent) {
  std::mt19937_64 random(7);
  const auto upto = [&](std::uint64_t n) { return random() % n; };
  const auto usd = [](std::uint64_t cents) { return std::to_string(cents / 100) + "." + (cents % 100 < 10 ? "0" : "") + std::to_string(cents % 100) + " USD"; };
  const std::vector<std::string> items{"I01", "I03", "I13", "I19"}, places{"[KEN]", "[KEN, MEX]", "recipients", "all"}, phasings{"even", "ramp", "[100 %, 0 %, 0 %, 0 %, 0 %, 0 %, 0 %, 0 %, 0 %, 0 %]", "[1.25 %, 8.75 %, 10 %, 10 %, 10 %, 10 %, 10 %, 10 %, 10 %, 20 %]"};
  for (int round = 0; round < 10000; ++round) {
    std::uint64_t local = 0, global = 0;
    std::string lines;
    for (std::uint64_t i = 0, n = 1 + upto(4); i < n; ++i) {
      const std::uint64_t cents = upto(1000000000);
      local += cents;
      lines += "      - {intervention: " + items[upto(4)] + ", places: " + places[upto(4)] + ", total: " + usd(cents) + ", phasing: " + phasings[upto(4)] + "}\n";
    }
    global = upto(5000000000);
    const auto s = read(with_budget("\n  total: " + usd(local + global) + "\n  support_cost: " + std::to_string(upto(31)) + " %\n  global:\n    total: " + usd(global) + "\n    lines:\n      - {function: tools, total: " + usd(global) +
                                    "}\n  local:\n    total: " + usd(local) + "\n    lines:\n" + lines));
    ASSERT_TRUE(s);
    ASSERT_EQ(s->budget.total(model::Half::local_delivery).value(), static_cast<std::int64_t>(local));
    ASSERT_EQ(s->budget.total().value(), static_cast<std::int64_t>(local + global));
    std::int64_t gross = 0, parts = 0;
    for (const auto& m : model::accounts_of(s->budget))
      for (std::size_t y = 0; y < model::budget_years; ++y) gross += m.gross[y].value(), parts += m.direct[y].value() + m.support[y].value();
    ASSERT_EQ(gross, static_cast<std::int64_t>(local + global));
    ASSERT_EQ(parts, gross);
    if (round % 20 == 0) {
      const std::string canonical = scenarios::canonical_text(*s);
      ASSERT_EQ(scenarios::canonical_text(*read(canonical)), canonical);
    }
  }
}

TEST(Evidence, EveryEffectAndCostHasASourceAndASpread) {
  for (const auto& row : bundled_vocabulary().evidence->interventions) {
    EXPECT_FALSE(row.source.empty()) << row.id;
    std::size_t measured = 0;
    for (const auto& cell : row.effect) {
      measured += cell.measured;
      if (cell.share > 0.0 && cell.log_rr != 0.0) {
        EXPECT_FALSE(cell.source.empty()) << row.id;
        EXPECT_GT(cell.log_rr_sd, 0.0) << row.id << ": an effect known without error";
      }
    }
    if (row.process_only) EXPECT_EQ(measured, 0u) << row.id;
    else EXPECT_GT(row.unit_cost.b, 0.0) << row.id << ": a cost known without error";
  }
}

TEST(Evidence, TellsFaultsWithTheirPlace) {
  const auto messages = [](const std::string& table, const std::string& from, const std::string& to) {
    auto texts = evidence_texts();
    const auto at = texts[table].find(from);
    EXPECT_NE(at, std::string::npos);
    texts[table].replace(at, from.size(), to);
    try {
      scenarios::read_evidence(texts);
    } catch (const model::InputError& e) {
      return to_string(e.diagnostics().front());
    }
    return std::string("accepted");
  };
  EXPECT_NE(messages("matrix.csv", "\nI01,property,0.86", "\nI99,property,0.86").find("no intervention has this id"), std::string::npos);
  EXPECT_NE(messages("matrix.csv", "\nI01,property,0.86", "\nI01,propety,0.86").find("crime_type"), std::string::npos);
  EXPECT_NE(messages("matrix.csv", "\nI01,property,0.86", "\nI01,property,-0.86").find("rr"), std::string::npos);
  EXPECT_NE(messages("matrix.csv", "\nI01,property", "\nI01,robbery").find("stands twice"), std::string::npos);
  EXPECT_NE(messages("matrix.csv", "\nI01,property", "\nP01,property").find("process-only"), std::string::npos);
  EXPECT_NE(messages("interventions.csv", "\nI03,", "\nI01,").find("stands twice"), std::string::npos);
  EXPECT_NE(messages("global_functions.csv", "weight", "wieght").find("global_functions.csv:1"), std::string::npos);
}

}  // namespace
}  // namespace salus::tests
