#include "output/report/line_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "output/quantile_table.hpp"
#include "tests/output/report/sample_page.hpp"

namespace salus::tests {
namespace {

/// Cells of each row; no quoted cell of the sample holds a comma.
std::vector<std::vector<std::string>> table_of(const model::Results& r) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream text(output::line_table(r));
  for (std::string line; std::getline(text, line);) {
    rows.emplace_back();
    std::istringstream cells(line + ',');
    for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
  }
  return rows;
}

TEST(LineTable, HasTrialsAndSpreadOfEveryLineOfEveryPlan) {
  const model::Results r = sample_results(4);
  const auto rows = table_of(r);
  const auto& head = rows.front();
  for (const auto& row : rows) EXPECT_EQ(row.size(), head.size());
  const auto at = [&](const std::string& column) {
    return static_cast<std::size_t>(std::ranges::find(head, column) - head.begin());
  };
  const auto find = [&](const std::string& scenario, const std::string& item) {
    return *std::ranges::find_if(rows, [&](const auto& row) { return row[0] == scenario && row[1] == item; });
  };
  EXPECT_EQ(rows.size(), 1u + 3u + 2u + 1u);  // two lines and their sum, then plans whose spread was not computed
  const auto street = find(r.scenarios[1].id, "I09");
  EXPECT_EQ(street[at("countries")], output::csv_text("Brazil; " + r.countries[0].name + "; United States"));
  EXPECT_EQ(street[at("works_alone")], "0.1");
  EXPECT_EQ(street[at("rest_alone")], "0.3");
  EXPECT_EQ(street[at("works_alone_error")], "0.06");
  EXPECT_EQ(street[at("spread_draws")], "256");
  const auto lights = find(r.scenarios[1].id, "I01");
  EXPECT_EQ(lights[at("untested_in_numbers")], "yes");
  EXPECT_EQ(lights[at("works_alone")], "");
  EXPECT_EQ(find(r.scenarios[1].id, "")[at("trials")], "");
  EXPECT_EQ(find(r.scenarios[1].id, "")[at("travels_with_others")], "0.3");
  EXPECT_EQ(find(r.scenarios[3].id, "I09")[at("works_alone")], "");
}

}  // namespace
}  // namespace salus::tests
