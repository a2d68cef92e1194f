/// The report: safe, offline, without JavaScript, in alphabetical order, with sums that are right, and the same numbers as its JSON.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "output/report/fan_chart.hpp"
#include "output/report/headline.hpp"
#include "output/report/report.hpp"
#include "tests/output/sample_results.hpp"

namespace salus::tests {
namespace {

output::ReportContext context() { return {"./salus compare 'a <b>'", "9.9.9", "compiler", "Release", "2020-01-01T00:00:00Z", std::string(64, 'd')}; }

class Page : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    results = new model::Results(sample_results(40));
    html = new std::string(output::report_html(*results, context()));
    json = new nlohmann::json(nlohmann::json::parse(output::report_json(*results, context())));
  }
  static void TearDownTestSuite() { delete results, delete html, delete json; }
  static model::Results* results;
  static std::string* html;
  static nlohmann::json* json;
};
model::Results* Page::results = nullptr;
std::string* Page::html = nullptr;
nlohmann::json* Page::json = nullptr;

TEST_F(Page, RunsNothingAndFetchesNothing) {
  for (const char* word : {"<script", "javascript:", "http://", "https://", "<link", "<img", "<iframe", "onload=", "@import", "url("}) EXPECT_EQ(html->find(word), std::string::npos) << word;
  EXPECT_NE(html->find("default-src 'none'"), std::string::npos);
}

TEST_F(Page, TextsAreEscaped) {
  EXPECT_EQ(html->find("<b>tags</b>"), std::string::npos);
  EXPECT_NE(html->find("&lt;b&gt;tags&lt;/b&gt;"), std::string::npos);
  EXPECT_NE(html->find("source &lt;two&gt;"), std::string::npos);
  EXPECT_NE(html->find("&lt;/title&gt;&lt;script&gt;"), std::string::npos);
  EXPECT_NE(html->find("Côte &lt;d&#39;Ivoire&gt; &amp; &quot;Sons&quot;"), std::string::npos);
  EXPECT_EQ(output::escaped("a<b>&'\""), "a&lt;b&gt;&amp;&#39;&quot;");
}

TEST_F(Page, TagsOpenAndClose) {
  for (const char* tag : {"section", "table", "figure", "svg", "main", "thead", "tbody", "ul"}) {
    const auto count = [&](const std::string& text) {
      std::size_t n = 0;
      for (std::size_t at = 0; (at = html->find(text, at)) != std::string::npos; at += text.size()) ++n;
      return n;
    };
    const std::string name = tag;
    EXPECT_EQ(count("<" + name + ">") + count("<" + name + " "), count("</" + name + ">")) << tag;
  }
}

/// Countries stand in the order of their names wherever they are listed, whatever their values.
TEST_F(Page, CountriesStandInTheOrderOfTheResults) {
  std::size_t at = html->find("<section id=countries>");
  ASSERT_NE(at, std::string::npos);
  for (const auto& c : results->countries) {
    at = html->find("<h3>" + output::escaped(c.name), at);
    ASSERT_NE(at, std::string::npos) << c.name;
  }
  std::vector<std::string> listed;
  for (const auto& c : json->at("countries")) listed.push_back(c.at("id"));
  EXPECT_EQ(listed, (std::vector<std::string>{"AAA", "BBB", "CCC"}));
}

TEST_F(Page, BudgetSumsAreExact) {
  model::Cents gross;
  for (const auto& m : results->scenarios[1].money)
    for (const auto c : m.gross) gross += c;
  EXPECT_NE(html->find("<td>" + to_string(gross) + "</td></tr></tfoot>"), std::string::npos);
  std::int64_t rows = 0;
  for (const auto& row : json->at("scenarios")[1].at("budget_lines"))
    for (const auto& c : row.at("gross_cents")) rows += c.get<std::int64_t>();
  EXPECT_EQ(rows, gross.value());
}

TEST_F(Page, EveryHeadlineStandsInBoth) {
  const auto sentences = output::headline_sentences(*results);
  ASSERT_FALSE(sentences.empty());
  EXPECT_EQ(json->at("headline").get<std::vector<std::string>>(), sentences);
  for (const auto& s : sentences) EXPECT_NE(html->find(output::escaped(s)), std::string::npos) << s;
}

TEST_F(Page, SaysWhereNumbersComeFrom) {
  for (const std::string& text : {std::string(64, 'd'), std::string(64, 'a'), output::escaped("./salus compare 'a <b>'"), std::string("9.9.9")}) EXPECT_NE(html->find(text), std::string::npos) << text;
  EXPECT_EQ(json->at("format"), 1);
  EXPECT_EQ(json->at("file_type"), "salus-report");
}

TEST_F(Page, ANameOfAValueNeverLeaksNotANumber) {
  EXPECT_EQ(html->find(">nan"), std::string::npos);
  EXPECT_EQ(html->find("\"nan"), std::string::npos);
  EXPECT_EQ(html->find(",nan"), std::string::npos);
}

TEST(Words, NumbersHaveTwoDigitsAndProbabilitiesNoFalsePrecision) {
  EXPECT_EQ(output::in_words(0.0), "0");
  EXPECT_EQ(output::in_words(16235.6), "16,000");
  EXPECT_EQ(output::in_words(2345678.0), "2.3 million");
  EXPECT_EQ(output::percent(0.004), "under 1 %");
  EXPECT_EQ(output::percent(0.0), "no draw");
  EXPECT_EQ(output::percent(0.374), "37 %");
  EXPECT_EQ(output::percent(0.997), "over 99 %");
}

TEST(FanChart, BandsLieWhereTheQuantilesAre) {
  output::FanChart chart;
  chart.years = {2020, 2021};
  chart.quantiles = {{1, 2, 3, 4, 5, 6, 7}, {1, 2, 3, 4, 5, 6, 8}};
  chart.history = {{2019, 4.0, false, false}, {2020, 4.5, true, false}};
  chart.title = "A & B";
  const std::string svg = output::svg(chart);
  EXPECT_NE(svg.find("<title>A &amp; B</title>"), std::string::npos);
  // Largest quantile 8, so the axis ends at 8.4: y = 10 + (1 - v / 8.4) * 266; x from 46 (2019) to 630 (2021).
  EXPECT_NE(svg.find("338.0,149.3 630.0,149.3\"/>"), std::string::npos) << svg;  // the median: 4 in 2020 and in 2021
  EXPECT_NE(svg.find("class=\"held\" cx=\"338.0\""), std::string::npos);
}

}  // namespace
}  // namespace salus::tests
