/// The report: safe, offline, without JavaScript, in alphabetical order, with sums that are right, and the same numbers
/// as its JSON.
#include "output/report/report.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "output/figures.hpp"
#include "output/monte_carlo.hpp"
#include "output/report/assumptions.hpp"
#include "output/report/headline.hpp"
#include "output/report/page_data.hpp"
#include "output/words/words.hpp"
#include "tests/output/report/sample_page.hpp"

namespace salus::tests {
namespace {

/// As the page says a count.
std::string counted(double value) {
  return output::words::english().text(output::words::Figure{value, output::words::Style::count});
}

class Page : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    results = new model::Results(sample_results(40));
    html = new std::string(output::report_html(*results, context()));
    json = new nlohmann::json(nlohmann::json::parse(output::report_json(*results, context())));
  }
  static void TearDownTestSuite() {
    delete results;
    delete html;
    delete json;
  }
  static model::Results* results;
  static std::string* html;
  static nlohmann::json* json;
};
model::Results* Page::results = nullptr;
std::string* Page::html = nullptr;
nlohmann::json* Page::json = nullptr;

TEST_F(Page, RunsNothingAndFetchesNothing) {
  for (const char* word :
       {"<script", "javascript:", "http://", "https://", "<link", "<img", "<iframe", "onload=", "@import", "url("})
    EXPECT_EQ(html->find(word), std::string::npos) << word;
  EXPECT_NE(html->find("default-src 'none'"), std::string::npos);
}

TEST_F(Page, TextsAreEscaped) {
  EXPECT_EQ(html->find("<b>tags</b>"), std::string::npos);
  EXPECT_NE(html->find("&lt;b&gt;tags&lt;/b&gt;"), std::string::npos);
  EXPECT_NE(html->find("source &lt;two&gt;"), std::string::npos);
  EXPECT_NE(html->find("&lt;/title&gt;&lt;script&gt;"), std::string::npos);
  EXPECT_NE(html->find("Côte &lt;d&#39;Ivoire&gt; &amp; &quot;Sons&quot;"), std::string::npos);
}

TEST_F(Page, TagsOpenAndClose) {
  for (const char* tag : {"section", "table", "figure", "svg", "main", "thead", "tbody", "tfoot", "tr", "ul", "details",
                          "summary", "nav"}) {
    const auto count = [&](const std::string& text) {
      std::size_t n = 0;
      for (std::size_t at = 0; (at = html->find(text, at)) != std::string::npos; at += text.size()) ++n;
      return n;
    };
    const std::string name = tag;
    EXPECT_EQ(count("<" + name + ">") + count("<" + name + " "), count("</" + name + ">")) << tag;
  }
}

TEST_F(Page, SaysWhereLinesWereTriedAndWhatTheirSpreadComesFrom) {
  for (const char* said : {"untested in numbers", "4, 3 with a standard error", "demonstrations 1, routine services 3",
                           "1 of the 3 countries here", "Does it travel?", "not told from 0"})
    EXPECT_NE(html->find(said), std::string::npos) << said;
  const auto& street = (*json)["evidence_of_lines"][1];
  EXPECT_EQ(street["trials_by"]["routine"], 3);
  EXPECT_EQ(street["scenarios"].size(), 3u);
  EXPECT_EQ((*json)["scenarios"][1]["evidence"]["untested_in_numbers"][0], "I01");
  const auto& lines = (*json)["spread_of_lines"][0]["lines"];
  EXPECT_TRUE(lines[1]["works"]["alone"].is_null());
  EXPECT_NEAR(lines[2]["travels"]["alone"].get<double>(), 0.15, 1e-12);
  EXPECT_EQ(lines[2]["works"]["told_from_nothing"], false);
}

/// Countries stand in the order of their names wherever they are listed, whatever their values.
TEST_F(Page, CountriesStandInTheOrderOfTheResults) {
  std::size_t at = html->find("<section id=countries>");
  ASSERT_NE(at, std::string::npos);
  for (const auto& c : results->countries) {
    at = html->find("<h3>" + output::words::escape(c.name), at);
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
  const auto sentences = sentences_of(*results);
  ASSERT_FALSE(sentences.empty());
  EXPECT_EQ(json->at("headline").get<std::vector<std::string>>(), sentences);
  for (const auto& s : sentences) EXPECT_NE(html->find(output::words::escape(s)), std::string::npos) << s;
}

TEST_F(Page, SaysWhereNumbersComeFrom) {
  for (const std::string& text : {std::string(64, 'd'), std::string(64, 'a'),
                                  output::words::escape("./salus compare 'a <b>'"), std::string("9.9.9")})
    EXPECT_NE(html->find(text), std::string::npos) << text;
  EXPECT_EQ(json->at("format"), 3);
  EXPECT_EQ(json->at("file_type"), "salus-report");
}

TEST_F(Page, ANameOfAValueNeverLeaksNotANumber) {
  EXPECT_EQ(html->find(">nan"), std::string::npos);
  EXPECT_EQ(html->find("\"nan"), std::string::npos);
  EXPECT_EQ(html->find(",nan"), std::string::npos);
}

/// What the page says in its framework is what its JSON says.
TEST_F(Page, FrameworkHasEveryParagraphAndStandsInBoth) {
  std::string paragraphs;
  for (const auto& row : json->at("results_framework")) {
    paragraphs += row.at("paragraph").get<std::string>() + ";";
    EXPECT_NE(html->find(output::words::escape(row.at("indicator").get<std::string>())), std::string::npos);
    for (const char* part : {"baseline", "target", "means_of_verification", "assumption"})
      EXPECT_NE(row.at(part), "") << row.at("indicator");
    if (row.at("probability_with").is_number()) {
      EXPECT_GE(row.at("probability_with"), 0.0);
      EXPECT_LE(row.at("probability_with"), 1.0);
    }
  }
  for (const char* paragraph : {"18 e;", "18 f;", "18 g;", "18 h;", "25 a;", "25 b;", "25 c;", "25 d;", "25 e;",
                                "25 f;", "16.1.4;", "11.7.2", "5.2.1;", "12 (i);", "12 (ii);", "12 (iii);", "12 (iv);"})
    EXPECT_NE(paragraphs.find(paragraph), std::string::npos) << paragraph;
  EXPECT_EQ(json->at("results_framework")[0].at("probability_with"),
            json->at("scenarios")[1].at("probability_count_halved"));
  EXPECT_NE(html->find("no data: not in the model"), std::string::npos);  // 25 e
}

TEST_F(Page, ComparesScenariosInTheOrderGiven) {
  std::size_t at = html->find("<section id=comparison>");
  for (const auto& s : results->scenarios) {
    at = html->find("<th scope=row>" + output::words::escape(s.title) + "</th>", at);
    ASSERT_NE(at, std::string::npos) << s.id;
  }
  EXPECT_FALSE(json->at("scenarios")[0].contains("worth"));
  EXPECT_TRUE(json->at("scenarios")[3].at("worth").contains("to_society"));
}

/// Benefit over cost at every rate, and the sensitivities: in the JSON as numbers, on the page in a table of their own.
TEST_F(Page, DiscountsAndSaysWhatElseTheMoneyCouldDo) {
  const auto& worth = json->at("scenarios")[1].at("worth");
  EXPECT_DOUBLE_EQ(worth.at("discount").get<double>(), double{model::Single(0.04)});
  const auto& rates = worth.at("to_society_discounted");
  ASSERT_EQ(rates.size(), 3u);
  EXPECT_EQ(rates[0].at("rate"), 0.0);
  EXPECT_EQ(rates[1].at("rate"), 0.03);
  EXPECT_EQ(rates[2].at("rate"), 0.05);
  for (const char* part : {"with_cost_of_public_funds", "same_money_as_cash"})
    EXPECT_TRUE(worth.at(part).at("scaled_to_income").contains("probability_benefit_exceeds_cost")) << part;
  EXPECT_TRUE(worth.at("same_money_on_health").at("dalys_ratio").contains("q50"));
  EXPECT_NE(html->find("discounted to the start at 4 % a year"), std::string::npos);
  EXPECT_NE(html->find("Benefit over cost to society, discounted"), std::string::npos);
  EXPECT_NE(html->find("Named sensitivities, not in any figure above"), std::string::npos);
  EXPECT_NE(html->find("All amounts are US dollars of 2021"), std::string::npos);
}

/// A number of the JSON, said as the page says it, stands in the page's row of that scenario.
TEST_F(Page, SaysTheNumbersOfItsJson) {
  const std::string section = html->substr(html->find("<section id=comparison>"));
  for (const auto& s : json->at("scenarios")) {
    const std::size_t at =
        section.find("<th scope=row>" + output::words::escape(s.at("title").get<std::string>()) + "</th>");
    const std::string row = section.substr(at, section.find("</tr>", at) - at);
    const auto& value = s.at("averted_in_ten_years").at("dalys");
    for (const char* q : {"q05", "q50", "q95"})
      EXPECT_NE(row.find(counted(value.at(q).get<double>())), std::string::npos) << s.at("id") << q << row;
  }
}

/// Two plans have equal money; the third spends as much otherwise, so it is no rival, and the global half is measured
/// against it.
TEST_F(Page, ComparesPlansOfEqualMoneyPairByPair) {
  const auto& rivals = json->at("rivals");
  ASSERT_EQ(rivals.size(), 1u);
  EXPECT_EQ(rivals[0].at("plans")[1].at("scenario"), "with-survey");
  EXPECT_EQ(rivals[0].at("pairs").size(), 1 + model::crime_type_count);
  EXPECT_EQ(rivals[0].at("pairs")[0].at("harm"), "dalys");
  std::size_t at = 0;
  for (const char* text : {"Pair by pair, on equal money", "Averts more: life years (DALYs)", "Averts more: homicide",
                           "Not rivals, because no other plan has their money: all-local."}) {
    at = html->find(text, at);
    EXPECT_NE(at, std::string::npos) << text;
  }
  EXPECT_EQ(json->at("global_half").at("all_local_scenario"), "all-local");
  EXPECT_NE(html->find("is so by assumption, not by measurement"), std::string::npos);
}

/// Woman-years, robberies and murders are unlike: a sum of them leads nowhere and settles nothing.
TEST_F(Page, LeadsWithLifeYearsAndRanksByNoSum) {
  const auto sentences = sentences_of(*results);
  EXPECT_LT(sentences[0].find("life years (DALYs)"), sentences[0].find("homicide"));
  for (const auto& s : sentences) EXPECT_EQ(s.find("violent incident"), std::string::npos) << s;
  for (const char* text : {"averts most", "Averts most"}) EXPECT_EQ(html->find(text), std::string::npos) << text;
  EXPECT_NE(sentences[1].find("with-survey"), std::string::npos) << sentences[1];
  EXPECT_NE(sentences[1].find("Plans of other money are not rivals: 'all-local'"), std::string::npos) << sentences[1];
}

/// Thirty draws tell the split of the spread within 18 points, not within those of 400.
TEST(FewProbes, SayTheirOwnError) {
  const auto r = sample_results(30);
  const std::string page = output::report_html(r, context());
  EXPECT_NE(page.find("of the first 30 runs, standard error up to 18 points"), std::string::npos);
  EXPECT_NE(page.find("saturation; the first 30 runs)"), std::string::npos);
  const auto json = nlohmann::json::parse(output::report_json(r, context()));
  EXPECT_NEAR(json.at("scenarios")[1].at("worth").at("spread").at("standard_error").get<double>(), 0.183, 5e-4);
  EXPECT_NE(
      output::report_html(sample_results(500), context()).find("of the first 400 runs, standard error up to 5 points"),
      std::string::npos);
}

TEST_F(Page, NamesProcessOnlyLinesAndTheirCost) {
  EXPECT_NE(html->find("process only: no effect on violence is claimed"), std::string::npos);
  EXPECT_NE(html->find("6.1 million $ goes to lines that are process only"), std::string::npos);
  EXPECT_EQ(json->at("scenarios")[3].at("lines")[2].at("process_only"), true);
  // An initiative is the sum of the lines that serve it.
  EXPECT_EQ(json->at("initiatives")[2].at("dalys_averted"), 90.0 + 400.0);
  EXPECT_EQ(json->at("initiatives")[0].at("paid_usd"), 6.2e6 + 9.1e6);
}

/// Lines, what goes through the country's violence, and the whole add up; the page and the JSON say the same rest.
TEST_F(Page, LinesAndFeedbackMakeTheWhole) {
  const auto& s = json->at("scenarios")[1];
  double lines = 0.0;
  const char* sum = "sum_of_unlike_violent_incidents_averted";
  for (const auto& l : s.at("lines")) lines += l.at(sum).get<double>();
  const double whole =
      output::mean_of(output::averted_draws(*results, output::total_aggregate(*results), output::violent_headlines(),
                                            model::ScenarioIndex(1u), output::over_budget));
  EXPECT_NEAR(lines + s.at("lines_feedback").at(sum).get<double>(), whole, 1e-9 * std::abs(whole));
  EXPECT_NE(html->find("(feedback), of no single line"), std::string::npos);
  EXPECT_EQ(html->find("sum to the whole"), std::string::npos);
  // No mean without its error and the largest draw's part: half and one and a half times the mean in turn.
  const auto& row = s.at("lines")[3];
  const auto draws = results->scenarios[1].lines[3].averted_draws[model::LineFigure::dalys];
  const std::vector<double> by_draw(draws.begin(), draws.end());
  EXPECT_EQ(row.at("monte_carlo_error").at("dalys_averted"), output::monte_carlo_error(by_draw));
  EXPECT_EQ(row.at("largest_draw_share").at("dalys_averted"), output::largest_draw_share(by_draw));
  EXPECT_GT(row.at("monte_carlo_error").at("dalys_averted"), 0.0);
  EXPECT_NE(html->find("; largest run "), std::string::npos);
}

TEST_F(Page, InitiativesAreOfOneKindEach) {
  const auto& all = json->at("initiatives");
  EXPECT_EQ(all[0].at("acts"), "through_local_lines");  // knowledge and network, both bought
  EXPECT_EQ(all[1].at("acts"), "not_in_this_budget");
  EXPECT_EQ(all[2].at("acts"), "through_local_lines");
  EXPECT_EQ(json->at("scenarios")[1].at("lines")[1].at("acts"), "measuring_adoption_or_money");  // network
  EXPECT_NE(html->find("not in this budget"), std::string::npos);
  auto r = *results;
  r.initiatives = {{"16e", "Exchange", false, {"network"}, "imitation"}};
  const std::string page = output::report_html(r, context());
  EXPECT_NE(page.find("acts on measuring, adoption or money only: imitation"), std::string::npos);
}

/// Rates of single cities are the country's and nobody's measurement: they are not shown beside a city's name.
TEST_F(Page, SaysNoRateOfASingleCity) {
  const std::size_t at = html->find("<section id=cities>");
  const std::string cities = html->substr(at, html->find("</section>", at) - at);
  EXPECT_EQ(cities.find("Rate before"), std::string::npos);
  EXPECT_NE(cities.find("No city&#39;s own figure"), std::string::npos);
  EXPECT_NE(cities.find("compares kinds of countries, not cities"), std::string::npos);
}

/// No absurd multiples, and no caption inside a box that scrolls away with its table.
TEST_F(Page, SaysNothingAbsurd) {
  EXPECT_EQ(html->find("no bound times"), std::string::npos);
  EXPECT_EQ(html->find("<caption"), std::string::npos);
  EXPECT_NE(html->find("<p class=caption>"), std::string::npos);
  EXPECT_NE(html->find("woman-years"), std::string::npos);
  for (const auto& row : json->at("results_framework"))
    if (row.at("paragraph") == "25 d" && row.at("target") != "none in the note") {
      EXPECT_TRUE(row.at("probability_with").is_number());
    } else if (row.at("indicator").get<std::string>().starts_with("Share of people who met")) {
      EXPECT_TRUE(row.at("with").at("q50").is_number()) << row;
    }
}

TEST(NobodyJoins, IsSaidInWords) {
  auto r = sample_results();
  using I = model::Indicator;
  for (const I none :
       {I::countries_joined, I::countries_reviewed, I::countries_improved, I::cities_attributable, I::people_reached})
    for (model::Single& value : r.indicators.row(none, model::ScenarioIndex(1u))) value = 0.0;
  const std::string page = output::report_html(r, context());
  for (const char* text :
       {"no country is reviewed in the middle run", "no run has a single one", "nobody is reached in the middle run"})
    EXPECT_NE(page.find(text), std::string::npos) << text;
  for (const char* text : {"nan", "no bound times", "inf "})
    EXPECT_EQ(page.substr(page.find("<section id=headline>"),
                          page.find("<section id=groups>") - page.find("<section id=headline>"))
                  .find(std::string(" ") + text),
              std::string::npos)
        << text;
}

TEST_F(Page, SaysWhatItRestsOnAndWhatItDoesNotSay) {
  std::size_t rows = 0;
  for (const auto& group : output::assumption_groups(*results))
    for (const auto& row : group.rows) {
      const std::string source = output::words::english().html(row.source);
      EXPECT_NE(html->find(source), std::string::npos) << source;
      ++rows;
    }
  EXPECT_GT(rows, 100u);
  EXPECT_NE(html->find("local: I01 Lighting"), std::string::npos);
  EXPECT_NE(html->find("curves of simulated ones"), std::string::npos);
  EXPECT_NE(html->find("No back-test stands in this file"), std::string::npos);
  EXPECT_NE(html->find("Assumption: the split below the half (global and local)"), std::string::npos);
}

TEST_F(Page, CitiesStandWithTheirCountry) {
  ASSERT_EQ(json->at("cities").size(), 3u);
  EXPECT_EQ(json->at("cities")[0].at("cities")[2].at("name"), "Abyss");
  EXPECT_TRUE(json->at("cities")[2].at("cities")[0].at("fell").is_null());
  EXPECT_EQ(json->at("vulnerability_classes").size(), 4u);
  EXPECT_NE(html->find("=Port &amp; &lt;Bay&gt;"), std::string::npos);
}

/// A file of the first format has no indicators, cities and lines: the page says so and leaves their sections out.
TEST(OlderFormat, IsReportedWithoutTheNewParts) {
  auto r = sample_results();
  r.indicators = {};
  r.cities.clear();
  r.parameters.clear();
  r.interventions.clear();
  r.functions.clear();
  r.harm_values.clear();
  r.initiatives.clear();
  for (auto& s : r.scenarios) {
    s.lines.clear();
    s.spread = {};
  }
  for (auto& h : r.halving) {
    h.prevalence_probability.clear();
    h.rate_2015_probability.clear();
  }
  for (auto& c : r.countries) c.cities.clear();
  const std::string page = output::report_html(r, context());
  for (const char* id :
       {"headline", "framework", "comparison", "requirements", "groups", "budget", "countries", "limits"})
    EXPECT_NE(page.find("<section id=" + std::string(id) + ">"), std::string::npos) << id;
  for (const char* id : {"cities", "contribution", "assumptions"}) {
    EXPECT_EQ(page.find("<section id=" + std::string(id) + ">"), std::string::npos) << id;
    EXPECT_EQ(page.find("href=#" + std::string(id)), std::string::npos) << id;
  }
  EXPECT_NE(page.find("made in an earlier format"), std::string::npos);
  EXPECT_EQ(page.find(">nan"), std::string::npos);
  const auto json = nlohmann::json::parse(output::report_json(r, context()));
  EXPECT_TRUE(json.at("cities").empty());
  EXPECT_FALSE(json.contains("global_half"));
  // One scenario alone: nothing to compare with, and still a page.
  const auto alone = nlohmann::json::parse(output::report_json(only_first(r), context()));
  EXPECT_TRUE(alone.at("results_framework").empty());
  EXPECT_NE(output::report_html(only_first(r), context()).find("<section id=comparison>"), std::string::npos);
}

}  // namespace
}  // namespace salus::tests
