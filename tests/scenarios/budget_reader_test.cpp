/// Halves, lines, places, phasing: money is never lost.
#include "scenarios/budget_reader.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/replicates.hpp"
#include "tests/scenarios/read_scenario.hpp"

namespace salus::tests {
namespace {

TEST(Split, OfAHalfWithoutLinesIsNothing) {
  const auto s = read(with_budget(
      "\n  total: 0 USD\n  support_cost: 13 %\n  local:\n    total: 0 USD\n    split: drawn\n    lines: []\n"));
  ASSERT_TRUE(s);
  EXPECT_EQ(s->budget.drawn_split, (model::EnumArray<bool, model::Half>{{false, false}}));
}

TEST(Places, ClassesJoinByAnd) {
  const auto s = read(with_budget(
      "\n  total: 1 USD\n  support_cost: 0 %\n  local:\n    total: 1 USD\n    lines:\n      - {intervention: I01, "
      "places: {income: [low, lower_middle], region: sub_saharan_africa}, total: 1 USD}\n"));
  ASSERT_TRUE(s);
  std::size_t expected = 0;
  for (const auto& c : bundled_vocabulary().countries)
    expected += c.region == model::Region::sub_saharan_africa &&
                (c.income == model::Income::low || c.income == model::Income::lower_middle);
  EXPECT_EQ(s->budget.lines[0].places.size(), expected);
  EXPECT_GT(expected, 0u);
}

/// 10,000 random budgets: every sum of what was read equals what was written, to the cent, and the canonical text means
/// the same.
TEST(Money, IsKeptToTheCent) {
  std::mt19937_64 random(7);
  const auto upto = [&](std::uint64_t n) { return random() % n; };
  const auto usd = [](std::uint64_t cents) {
    return std::to_string(cents / 100) + "." + (cents % 100 < 10 ? "0" : "") + std::to_string(cents % 100) + " USD";
  };
  const std::vector<std::string> items{"I01", "I03", "I13", "I19"};
  const std::vector<std::string> places{"[KEN]", "[KEN, MEX]", "recipients", "all"};
  const std::vector<std::string> phasings{"even", "ramp", "[100 %, 0 %, 0 %, 0 %, 0 %, 0 %, 0 %, 0 %, 0 %, 0 %]",
                                          "[1.25 %, 8.75 %, 10 %, 10 %, 10 %, 10 %, 10 %, 10 %, 10 %, 20 %]"};
  for (int round = 0; round < tests::replicates(10000, 500); ++round) {
    std::uint64_t local = 0;
    std::uint64_t global = 0;
    std::string lines;
    for (std::uint64_t i = 0, n = 1 + upto(4); i < n; ++i) {
      const std::uint64_t cents = upto(1000000000);
      local += cents;
      lines += "      - {intervention: " + items[upto(4)] + ", places: " + places[upto(4)] + ", total: " + usd(cents) +
               ", phasing: " + phasings[upto(4)] + "}\n";
    }
    global = upto(5000000000);
    const auto s = read(with_budget(
        "\n  total: " + usd(local + global) + "\n  support_cost: " + std::to_string(upto(31)) +
        " %\n  global:\n    total: " + usd(global) + "\n    lines:\n      - {function: tools, total: " + usd(global) +
        "}\n  local:\n    total: " + usd(local) + "\n    lines:\n" + lines));
    ASSERT_TRUE(s);
    ASSERT_EQ(s->budget.total(model::Half::local_delivery).value(), static_cast<std::int64_t>(local));
    ASSERT_EQ(s->budget.total().value(), static_cast<std::int64_t>(local + global));
    std::int64_t gross = 0;
    std::int64_t parts = 0;
    for (const auto& m : model::accounts_of(s->budget))
      for (std::size_t y = 0; y < model::budget_years; ++y) {
        gross += m.gross[y].value();
        parts += m.direct[y].value() + m.support[y].value();
      }
    ASSERT_EQ(gross, static_cast<std::int64_t>(local + global));
    ASSERT_EQ(parts, gross);
    if (round % 20 == 0) {
      const std::string canonical = scenarios::canonical_text(*s);
      ASSERT_EQ(scenarios::canonical_text(*read(canonical)), canonical);
    }
  }
}

}  // namespace
}  // namespace salus::tests
