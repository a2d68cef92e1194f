/// Well-formed scenarios: what is read is what was written, and one meaning has one canonical text.
#include "scenarios/scenario_reader.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/scenarios/read_scenario.hpp"

namespace salus::tests {
namespace {

/// Name, global and local cents, and whether the split of each half is drawn: the list of scenarios/README.md, in its
/// order.
struct BundledCase {
  std::string name;
  std::int64_t global = 0;
  std::int64_t local = 0;
  model::EnumArray<bool, model::Half> drawn;
};

const std::vector<BundledCase>& bundled_cases() {
  static const std::vector<BundledCase> cases{{"no-programme", 0, 0, {{false, false}}},
                                              {"concept-note", 2500000000, 2500000000, {{true, true}}},
                                              {"all-global", 5000000000, 0, {{true, false}}},
                                              {"all-local", 0, 5000000000, {{false, true}}},
                                              {"ten-forty", 1000000000, 4000000000, {{true, true}}},
                                              {"forty-ten", 4000000000, 1000000000, {{true, true}}},
                                              {"portfolio-place", 2500000000, 2500000000, {{true, false}}},
                                              {"portfolio-policing", 2500000000, 2500000000, {{true, false}}},
                                              {"portfolio-social", 2500000000, 2500000000, {{true, false}}},
                                              {"portfolio-gender", 2500000000, 2500000000, {{true, false}}},
                                              {"portfolio-governance", 2500000000, 2500000000, {{true, false}}},
                                              {"portfolio-whole-city", 2500000000, 2500000000, {{true, false}}}};
  return cases;
}

std::string bundled_file(const std::string& name) { return scenario_file("scenarios/bundled/" + name + ".yaml"); }

TEST(Bundled, EveryScenarioParsesAndSpendsWhatItsNameSays) {
  std::size_t files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(SALUS_SOURCE_DIR) / "scenarios/bundled"))
    files += entry.path().extension() == ".yaml";
  EXPECT_EQ(files, bundled_cases().size());
  for (const auto& one : bundled_cases()) {
    const auto s = read(bundled_file(one.name));
    ASSERT_TRUE(s) << one.name;
    EXPECT_EQ(s->id, one.name);
    EXPECT_EQ(s->budget.total(model::Half::global_functions).value(), one.global) << one.name;
    EXPECT_EQ(s->budget.total(model::Half::local_delivery).value(), one.local) << one.name;
    EXPECT_EQ(s->budget.drawn_split, one.drawn) << one.name;
    EXPECT_EQ(s->enrolment, model::Enrolment::volunteers) << one.name;
    EXPECT_NE(scenario_file("scenarios/README.md").find("`" + one.name + "`"), std::string::npos)
        << one.name << " is not in the README";
  }
}

/// The global half of a portfolio is the concept note's, so that portfolios differ in the local half alone; each leaves
/// money to prove with.
TEST(Bundled, PortfoliosDifferInTheLocalHalfOnly) {
  const auto half = [](const model::Scenario& s, model::Half which) {
    std::map<std::string, std::int64_t> cents;
    for (const auto& line : s.budget.lines)
      if (line.half == which)
        for (const auto c : line.gross) cents[line.item] += c.value();
    return cents;
  };
  const auto note = half(*read(bundled_file("concept-note")), model::Half::global_functions);
  for (const auto& one : bundled_cases()) {
    if (one.local == 0) continue;
    const auto s = *read(bundled_file(one.name));
    if (one.name.starts_with("portfolio-")) {
      EXPECT_EQ(half(s, model::Half::global_functions), note) << one.name;
    }
    const auto local = half(s, model::Half::local_delivery);
    for (const char* item : {"P01", "P02"}) EXPECT_TRUE(local.count(item)) << one.name << " has no " << item;
    EXPECT_EQ(local.at("P02") * 100, one.local * 8) << one.name;
  }
}

/// I24 and I25 are umbrellas over other rows: no bundled budget pays for one beside what it steers.
TEST(Bundled, UmbrellasStandWithoutWhatTheySteer) {
  const std::map<std::string, std::set<std::string>> umbrellas{{"I24", {"I12", "I14", "I16", "I17", "I29"}},
                                                               {"I25", {"I01", "I02", "I03", "I08", "P07"}}};
  for (const auto& one : bundled_cases()) {
    std::set<std::string> items;
    const auto s = read(bundled_file(one.name));
    for (const auto& line : s->budget.lines) items.insert(line.item);
    for (const auto& [umbrella, parts] : umbrellas)
      for (const auto& part : parts)
        EXPECT_FALSE(items.count(umbrella) && items.count(part)) << one.name << ": " << umbrella << " beside " << part;
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
  std::vector<std::string> texts{scenario_file("tests/scenarios/frozen/format-1.yaml")};
  for (const auto& one : bundled_cases()) texts.push_back(bundled_file(one.name));
  for (const auto& text : texts) {
    const std::string once = scenarios::canonical_text(*read(text));
    EXPECT_EQ(scenarios::canonical_text(*read(once)), once) << text;
  }
}

TEST(Canonical, OneMeaningHasOneText) {
  const auto whole =
      read(with_budget("\n  total: 100.01 USD\n  support_cost: 13 %\n  local:\n    total: 100.01 USD\n    lines:\n     "
                       " - {intervention: I19, places: [MEX, KEN], total: 100.01 USD, phasing: even}\n"));
  const auto same = read(
      with_budget("  # a comment\n  local:\n    lines:\n      - intervention: I19\n        places: [KEN, MEX]\n        "
                  "amounts: [10.01 USD, 10 USD, 10.00 USD, 10 USD, 10 USD, 10 USD, 10 USD, 10 USD, 10 USD, 10 USD]\n"
                  "    total: 100.01 USD\n  support_cost: 13.00 %\n  total: 100.01 USD\n"));
  const auto other =
      read(with_budget("\n  total: 100.01 USD\n  support_cost: 13 %\n  local:\n    total: 100.01 USD\n    lines:\n     "
                       " - {intervention: I19, places: [MEX], total: 100.01 USD, phasing: even}\n"));
  ASSERT_TRUE(whole && same && other);
  EXPECT_EQ(scenarios::canonical_text(*whole), scenarios::canonical_text(*same));
  EXPECT_NE(scenarios::canonical_text(*whole), scenarios::canonical_text(*other));
}

TEST(ScenarioText, SaysWhereMoneyGoesByPeople) {
  const auto budget = [](const std::string& by) {
    return with_budget("\n  total: 1 USD\n  support_cost: 0 %\n  local:\n    total: 1 USD\n" + by +
                       "    lines:\n      - {intervention: I01, places: [KEN], total: 1 USD}\n");
  };
  const auto alike = read(budget(""));
  const auto by_people = read(budget("    by: people\n"));
  ASSERT_TRUE(alike && by_people);
  EXPECT_EQ(alike->budget.by, model::CityShare::city);
  EXPECT_EQ(by_people->budget.by, model::CityShare::people);
  EXPECT_EQ(scenarios::canonical_text(*alike).find("by:"), std::string::npos);
  const std::string canonical = scenarios::canonical_text(*by_people);
  EXPECT_NE(canonical.find("    by: people\n"), std::string::npos);
  EXPECT_EQ(scenarios::canonical_text(*read(canonical)), canonical);
}

TEST(ScenarioText, SaysWhetherLinesAndCitiesAreFew) {
  const auto budget = [](const std::string& few) {
    return with_budget("\n  total: 1 USD\n  support_cost: 0 %\n  local:\n    total: 1 USD\n" + few +
                       "    lines:\n      - {intervention: I01, places: [KEN], total: 1 USD}\n");
  };
  const auto spread = read(budget(""));
  const auto said = read(budget("    lines_a_city: spread\n    cities: spread\n"));
  const auto few = read(budget("    lines_a_city: few\n"));
  const auto both = read(budget("    cities: few\n    lines_a_city: few\n"));
  ASSERT_TRUE(spread && said && few && both);
  EXPECT_EQ(spread->budget.lines_a_city, model::Spread::spread);
  EXPECT_EQ(spread->budget.cities, model::Spread::spread);
  EXPECT_EQ(scenarios::canonical_text(*spread), scenarios::canonical_text(*said));
  EXPECT_EQ(few->budget.lines_a_city, model::Spread::few);
  EXPECT_EQ(few->budget.cities, model::Spread::spread);
  EXPECT_EQ(both->budget.cities, model::Spread::few);
  const std::string canonical = scenarios::canonical_text(*both);
  EXPECT_NE(canonical.find("    lines_a_city: few\n    cities: few\n"), std::string::npos);
  EXPECT_EQ(scenarios::canonical_text(*read(canonical)), canonical);
}

/// Enrolment and split are optional; the canonical text names them only where they are not the default.
TEST(Canonical, CarriesEnrolmentAndSplit) {
  const auto text = [](const std::string& who, const std::string& split) {
    return with_budget(
               "\n  total: 3 USD\n  support_cost: 13 %\n  global:\n    total: 1 USD\n    split: as-written\n    lines: "
               "[{function: tools, total: 1 USD}]\n  local:\n    total: 2 USD\n" +
               split + "    lines: [{intervention: I19, places: [KEN], total: 2 USD}]\n") +
           who;
  };
  const auto plain = *read(text("", ""));
  const auto written_out = *read(text("enrolment: volunteers\n", "    split: as-written\n"));
  const auto other = *read(text("enrolment: named\n", "    split: drawn\n"));
  EXPECT_EQ(scenarios::canonical_text(plain), scenarios::canonical_text(written_out));
  EXPECT_EQ(scenarios::canonical_text(plain).find("split"), std::string::npos);
  EXPECT_EQ(plain.enrolment, model::Enrolment::volunteers);
  EXPECT_EQ(plain.budget.drawn_split, (model::EnumArray<bool, model::Half>{{false, false}}));
  EXPECT_EQ(other.enrolment, model::Enrolment::named);
  EXPECT_EQ(other.budget.drawn_split, (model::EnumArray<bool, model::Half>{{false, true}}));
  EXPECT_EQ(plain.discount, 0.03);
  EXPECT_FALSE(plain.budget.price_year) << "dollars as they are paid";
  const auto priced = *read(text("discount: 4.5 %\n", "    split: drawn\n"));
  EXPECT_DOUBLE_EQ(priced.discount, 0.045);
  EXPECT_NE(scenarios::canonical_text(priced).find("\ndiscount: 4.5 %\n"), std::string::npos);
  EXPECT_DOUBLE_EQ(read(scenarios::canonical_text(priced))->discount, 0.045);
  for (const char* rate : {"0", "0.5", "7", "20"})  // what is read is what is written
    EXPECT_NE(scenarios::canonical_text(*read(text(std::string("discount: ") + rate + " %\n", "")))
                  .find(std::string("\ndiscount: ") + rate + " %\n"),
              std::string::npos);
  auto dated = plain;
  dated.budget.price_year = 2011;
  EXPECT_EQ(read(scenarios::canonical_text(dated))->budget.price_year, 2011);
  const auto same = *read(text("discount: 3 %\n", ""));
  EXPECT_EQ(scenarios::canonical_text(same), scenarios::canonical_text(plain));
  const std::string canonical = scenarios::canonical_text(other);
  EXPECT_NE(canonical.find("\nenrolment: named\n"), std::string::npos);
  const auto again = *read(canonical);
  EXPECT_EQ(again.enrolment, other.enrolment);
  EXPECT_EQ(again.budget.drawn_split, other.budget.drawn_split);
  EXPECT_EQ(scenarios::canonical_text(again), canonical);
}

/// What is refused of a rate, and what it may have meant: a rate that was written as a ratio is never taken for one in
/// per cent.
TEST(Discount, IsRefusedWithTheRateThatWasMeant) {
  const auto said = [](const std::string& rate) {
    std::string text = with_budget(" none\ndiscount: " + rate + "\n");
    model::Diagnostics findings;
    const auto scenario = scenarios::read_scenario(text, "t.yaml", bundled_vocabulary(), findings);
    return findings.empty() ? std::string() : findings.front().what + "; " + findings.front().fix;
  };
  const std::string meant = "` if that is what is meant";
  EXPECT_EQ(said("0.03 %"), "the discount rate is that of a ratio, not of per cent; write `discount: 3 %" + meant);
  EXPECT_EQ(said("0.2 %"), "the discount rate is that of a ratio, not of per cent; write `discount: 20 %" + meant);
  EXPECT_EQ(said("4"), "the unit is missing; write `discount: 4 %" + meant);
  EXPECT_EQ(said("0.04"), "the unit is missing; write `discount: 4 %" + meant);
  EXPECT_EQ(said("0.035 ratio"), "the unit is 'ratio'; write `discount: 3.5 %" + meant);
  EXPECT_TRUE(said("30 %").ends_with("for instance `discount: 3 %`")) << said("30 %");
  EXPECT_TRUE(said("-3 %").ends_with("for instance `discount: 3 %`")) << said("-3 %");
  for (const char* rate : {"0 %", "0.21 %", "0.5 %", "20 %"}) EXPECT_EQ(said(rate), "") << rate;
}

TEST(Parameters, AreReadInTheirUnits) {
  const auto s = read(with_budget(" none\nparameters:\n  scale_up: 50 %\n"));
  ASSERT_TRUE(s);
  ASSERT_EQ(s->overrides.size(), 1u);
  EXPECT_EQ(s->overrides[0].parameter, model::Parameter::scale_up);
  EXPECT_EQ(s->overrides[0].value, 0.5);
}

}  // namespace
}  // namespace salus::tests
