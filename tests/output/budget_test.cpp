/// Every budget, however odd its cents: parts equal totals to the cent in the page, its JSON and the table.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "output/report/report.hpp"
#include "output/tables.hpp"
#include "tests/output/sample_results.hpp"
#include "tests/replicates.hpp"

namespace salus::tests {
namespace {

using model::Cents;

/// `1,234,567.89` or `1234567.89` as cents, read digit by digit.
std::int64_t cents_of(const std::string& text) {
  std::int64_t value = 0;
  for (const char c : text)
    if (c >= '0' && c <= '9') value = value * 10 + (c - '0');
  return !text.empty() && text[0] == '-' ? -value : value;
}

std::vector<std::string> between(const std::string& text, const std::string& open, const std::string& close) {
  std::vector<std::string> all;
  for (std::size_t at = 0; (at = text.find(open, at)) != std::string::npos;) {
    const std::size_t start = at + open.size();
    const std::size_t end = text.find(close, start);
    all.push_back(text.substr(start, end - start));
    at = end;
  }
  return all;
}

/// Random lines through the engine's own split into accounts.
std::vector<model::Account> random_money(std::mt19937_64& random) {
  model::Budget budget;
  budget.support_cost_basis_points = static_cast<std::int64_t>(random() % 3000);
  const std::vector<std::vector<std::string>> places{{"AAA"}, {"AAA", "BBB"}, {"BBB", "CCC"}, {"CCC"}};
  for (std::size_t i = 0, n = 1 + random() % 9; i < n; ++i) {
    const bool global = random() % 3 == 0;
    model::BudgetLine line{global ? model::Half::global_functions : model::Half::local_delivery,
                           global         ? "network"
                           : random() % 2 ? "I01"
                                          : "I09",
                           global ? std::vector<std::string>{} : places[random() % 4],
                           {}};
    for (auto& c : line.gross) c = Cents(static_cast<std::int64_t>(random() % (random() % 4 ? 1000000007 : 3)));
    budget.lines.push_back(line);
  }
  return model::accounts_of(budget);
}

TEST(Budget, PartsEqualTotalsToTheCentEverywhere) {
  std::mt19937_64 random(4711);
  model::Results r = sample_results(2);
  // Three random scenarios a round. A fault in one of a thousand is missed by 3,000 in one case of twenty, by the
  // 10,000 of a long run in one of 20,000.
  const int rounds = std::getenv("SALUS_LONG") ? 3334 : tests::replicates(1000, 20);
  for (int round = 0; round < rounds; ++round) {
    std::vector<std::array<std::int64_t, 3>> expected(r.scenarios.size());
    for (std::size_t s = 1; s < r.scenarios.size(); ++s) {
      r.scenarios[s].money = random_money(random);
      for (const auto& m : r.scenarios[s].money)
        for (std::size_t y = 0; y < model::budget_years; ++y) {
          expected[s][0] += m.gross[y].value();
          expected[s][1] += m.direct[y].value();
          expected[s][2] += m.support[y].value();
        }
      ASSERT_EQ(expected[s][0], expected[s][1] + expected[s][2]);
    }
    // The table.
    std::map<std::string, std::array<std::int64_t, 3>> table;
    std::istringstream in(output::budget_table(r));
    std::string line;
    std::getline(in, line);
    ASSERT_EQ(line, "scenario,half,item,title,places,year,gross,direct,support");
    while (std::getline(in, line)) {
      std::vector<std::string> f;
      std::istringstream fields(line);
      for (std::string one; std::getline(fields, one, ',');) f.push_back(one);
      ASSERT_EQ(f.size(), 9u) << line;
      ASSERT_EQ(cents_of(f[6]), cents_of(f[7]) + cents_of(f[8])) << line;
      for (std::size_t i = 0; i < 3; ++i) {
        ASSERT_EQ(f[6 + i].size() - f[6 + i].find('.'), 3u) << line;  // two decimals
        table[f[0]][i] += cents_of(f[6 + i]);
      }
    }
    // The JSON.
    const auto json = nlohmann::json::parse(output::report_json(r, {}));
    const std::string page = output::report_html(r, {});
    const auto budgets = between(page.substr(page.find("<section id=budget>"),
                                             page.find("<section id=regions>") - page.find("<section id=budget>")),
                                 "<details", "</details>");
    ASSERT_EQ(budgets.size(), r.scenarios.size() - 1);
    for (std::size_t s = 1; s < r.scenarios.size(); ++s) {
      EXPECT_EQ(table[r.scenarios[s].id], expected[s]);
      const auto& one = json.at("scenarios")[s];
      std::array<std::int64_t, 3> sums{};
      for (const auto& row : one.at("budget_lines"))
        for (std::size_t y = 0; y < model::budget_years; ++y) {
          sums[0] += row.at("gross_cents")[y].get<std::int64_t>();
          sums[1] += row.at("direct_cents")[y].get<std::int64_t>();
          sums[2] += row.at("support_cents")[y].get<std::int64_t>();
        }
      EXPECT_EQ(sums, expected[s]);
      EXPECT_EQ((std::to_array<std::int64_t>({one.at("budget_cents").at("gross"), one.at("budget_cents").at("direct"),
                                              one.at("budget_cents").at("support")})),
                expected[s]);
      // The page: every column of both tables sums to its foot; the years of a line sum to its gross.
      const auto tables = between(budgets[s - 1], "<table", "</table>");
      ASSERT_EQ(tables.size(), 2u);
      std::vector<std::int64_t> years_of_line;
      std::vector<std::int64_t> gross_of_line;
      std::vector<std::int64_t> foot_years;
      for (const auto& t : tables) {
        std::vector<std::int64_t> columns;
        const auto rows = between(between(t, "<tbody>", "</tbody>")[0], "<tr>", "</tr>");
        years_of_line.resize(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
          const auto cells = between(rows[i], "<td>", "</td>");
          columns.resize(cells.size());
          for (std::size_t c = 0; c < cells.size(); ++c) columns[c] += cents_of(cells[c]);
          for (std::size_t c = 0; c < 5; ++c) years_of_line[i] += cents_of(cells[c]);
          if (cells.size() == 8) {
            gross_of_line.push_back(cents_of(cells[7]));
            EXPECT_EQ(cents_of(cells[5]) + cents_of(cells[6]), cents_of(cells[7]));
          }
        }
        const auto foot = between(between(t, "<tfoot>", "</tfoot>")[0], "<td>", "</td>");
        ASSERT_EQ(foot.size(), columns.size());
        for (std::size_t c = 0; c < foot.size(); ++c) EXPECT_EQ(cents_of(foot[c]), columns[c]);
      }
      EXPECT_EQ(years_of_line, gross_of_line);
      EXPECT_NE(budgets[s - 1].find("<td>" + to_string(Cents(expected[s][0])) + "</td></tr></tfoot>"),
                std::string::npos);
    }
  }
}

}  // namespace
}  // namespace salus::tests
