/// No ranking of countries, states or cities in anything that is written (concept note, para 8).
#include <gtest/gtest.h>

#include <algorithm>

#include "output/quantile_table.hpp"
#include "output/report/report.hpp"
#include "output/summary.hpp"
#include "output/tables.hpp"
#include "tests/output/order_check.hpp"
#include "tests/output/sample_results.hpp"

namespace salus::tests {
namespace {

using Faults = std::vector<std::string>;
using Json = nlohmann::ordered_json;

class Order : public testing::Test {
 protected:
  model::Results results = sample_results();
  OrderCheck check{results};
  output::ReportContext context{"c", "v", "c", "r", "t", "h"};
};

/// Folded to plain letters; the sample's only letter beyond them is in "Côte".
TEST_F(Order, CountriesOfTheResultsAreAlphabetical) {
  std::vector<std::string> names;
  for (const auto& c : results.countries) {
    names.push_back(c.name);
    if (const auto at = names.back().find("ô"); at != std::string::npos) names.back().replace(at, 2, "o");
  }
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
}

TEST_F(Order, NothingWrittenIsOrderedByAValue) {
  EXPECT_EQ(check.page(output::report_html(results, context)), Faults{});
  EXPECT_EQ(check.json(Json::parse(output::report_json(results, context))), Faults{});
  EXPECT_EQ(check.json(Json::parse(output::summary_json(results, "h"))), Faults{});
  for (const auto& table : {output::quantile_table(results), output::city_table(results),
                            output::indicator_table(results), output::budget_table(results)})
    EXPECT_EQ(check.csv(table), Faults{});
}

/// Results whose cities come in another order are put right, and the figures stay with their city.
TEST_F(Order, CitiesAreSortedWhateverTheOrderTheyComeIn) {
  const std::string page = output::report_html(results, context);
  const std::string table = output::city_table(results);
  std::reverse(results.cities.begin(), results.cities.end());
  EXPECT_EQ(output::report_html(results, context), page);
  EXPECT_EQ(output::city_table(results), table);
}

TEST_F(Order, APlantedRankingIsSeen) {
  const std::string name = output::words::escape(results.countries[0].name);
  const auto row = [](const std::string& cell) { return "<tr><th scope=row>" + cell + "</th><td>1</td></tr>"; };
  EXPECT_EQ(check.page("<tbody>" + row(name) + row("Country BBB") + row("Country CCC") + "</tbody>"), Faults{});
  EXPECT_NE(check.page("<tbody>" + row("Country BBB") + row(name) + "</tbody>"), Faults{});
  EXPECT_NE(check.page("<tbody>" + row("CCC") + row("AAA") + "</tbody>"), Faults{});
  EXPECT_NE(check.page("<tbody>" + row("Abyss <span class=soft>20300</span>") +
                       row("Lagoon <span class=soft>20200</span>") + "</tbody>"),
            Faults{});
  EXPECT_NE(check.page("<section id=x><summary>Country CCC</summary><summary>Country BBB</summary></section>"),
            Faults{});
  EXPECT_NE(check.page("<section id=x><h3>Country CCC</h3><h3>Country BBB</h3></section>"), Faults{});
  EXPECT_NE(check.json(Json::parse(R"({"a":[{"id":"BBB","x":1},{"id":"AAA","x":2}]})")), Faults{});
  EXPECT_NE(check.json(Json::parse(R"({"a":["BBB","AAA"]})")), Faults{});
  EXPECT_NE(check.json(Json::parse(R"({"a":{"CCC":1,"BBB":2}})")), Faults{});
  EXPECT_NE(check.json(Json::parse(R"([{"name":"Zenith"},{"name":"Lagoon"}])")), Faults{});
  EXPECT_NE(check.csv("location,x\nBBB,1\nAAA,2\n"), Faults{});
  EXPECT_NE(check.csv("country,code,x\nAAA,20300,1\nAAA,20200,2\n"), Faults{});
  // In the real page too: two figures change places.
  std::string page = output::report_html(results, context);
  const std::size_t at = page.find("<h3>Country BBB");
  const std::size_t to = page.find("<h3>Country CCC");
  ASSERT_NE(at, std::string::npos);
  page.replace(to, 15, "<h3>Country BBB").replace(at, 15, "<h3>Country CCC");
  EXPECT_NE(check.page(page), Faults{});
}

}  // namespace
}  // namespace salus::tests
