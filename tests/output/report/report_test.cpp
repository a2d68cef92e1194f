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
#include "tests/output/sample_results.hpp"

namespace salus::tests {
namespace {

output::ReportContext context() {
  return {"./salus compare 'a <b>'", "9.9.9", "compiler", "Release", "2020-01-01T00:00:00Z", std::string(64, 'd')};
}

std::vector<std::string> sentences_of(const model::Results& r) {
  std::vector<std::string> all;
  for (const auto& sentence : output::headline_sentences(r)) all.push_back(output::words::english().text(sentence));
  return all;
}

/// As the page says a count.
std::string counted(double value) {
  return output::words::english().text(output::words::Figure{value, output::words::Style::count});
}

/// The same results as if the first scenario had been run alone.
model::Results only_first(model::Results r) {
  take_scenarios(r, {0});
  r.scenarios.resize(1);
  for (auto& h : r.halving) {
    h.rate_probability.resize(1);
    h.count_probability.resize(1);
  }
  return r;
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

TEST(About, IsTheScenarioThatWasChosen) {
  auto r = sample_results(40);
  r.about = model::ScenarioIndex(3u);
  EXPECT_TRUE(sentences_of(r)[0].starts_with("with-survey: "));
  EXPECT_EQ(nlohmann::json::parse(output::report_json(r, context())).at("shown_scenario"), "with-survey");
  EXPECT_NE(output::report_html(r, context()).find("Results framework: &#39;with-survey&#39;"), std::string::npos);
}

TEST(OneScenario, LacksABaselineInPlaceOfClaims) {
  const auto alone = only_first(sample_results(40));
  const auto sentences = sentences_of(alone);
  ASSERT_EQ(sentences.size(), 2u);
  EXPECT_NE(sentences[0].find("a baseline is missing"), std::string::npos);
  EXPECT_NE(sentences[1].find("falls happen anyway"), std::string::npos);
  const std::string page = output::report_html(alone, context());
  for (const char* claim : {"averted over the ten budget years", "<section id=contribution>"})
    EXPECT_EQ(page.find(claim), std::string::npos) << claim;
  auto funded = alone;
  funded.scenarios[0].money = sample_results(1).scenarios[1].money;
  EXPECT_EQ(sentences_of(funded).size(), 1u);  // what happens under it is no base rate
}

TEST(FewDraws, HaveNoIntervalOnThePage) {
  const auto r = sample_results(8);
  const std::string page = output::report_html(r, context());
  EXPECT_NE(page.find("too few draws"), std::string::npos);
  EXPECT_EQ(page.find("class=b95"), std::string::npos);
  for (const char* text : {">nan", "\"nan", ",nan", " nan"}) EXPECT_EQ(page.find(text), std::string::npos) << text;
  for (const auto& s : sentences_of(r))
    for (const char* text : {"nine of ten", "(90 %", "averts more than"})
      EXPECT_EQ(s.find(text), std::string::npos) << s;
  EXPECT_NE(sentences_of(r)[0].find("8 are too few draws for an interval"), std::string::npos);
  EXPECT_EQ(nlohmann::json::parse(output::report_json(r, context())).at("intervals"), "too few draws");
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

/// The first sentence with these words; empty where there is none.
std::string sentence_with(const model::Results& r, const std::string& words) {
  for (const auto& s : sentences_of(r))
    if (s.find(words) != std::string::npos) return s;
  return "";
}

/// What matters and what does not is said either way, of the plan that it was computed for.
TEST(WhatMatters, IsSaidEitherWay) {
  auto r = sample_results(40);
  auto& o = *r.omissions;
  for (const auto d : model::Positions<model::DrawIndex>(40u)) {
    o.as_it_is[d] = 1000.0 + 10.0 * d;
    o.without[model::Omission::loops][d] = 970.0 + 10.0 * d;
    o.without[model::Omission::posterior][d] = 1500.0 + 10.0 * d;
  }
  EXPECT_EQ(sentence_with(r, "What matters"),
            "What matters for this difference and what does not, each left out of plan and baseline in 40 runs (middle "
            "of the life years averted in them as they are: 1,200): with all feedback loops off 30 fewer (Monte Carlo "
            "error 0): that matters little; with first estimates in place of the posterior 500 more (Monte Carlo "
            "error 0): that matters. What matters moves that middle by more than 10 % of it, at two Monte Carlo errors "
            "less too; what matters little does not, at two errors more.");
  // A middle by its own error, a difference by its own: no middle without it stands beside them to contradict them.
  for (const auto d : model::Positions<model::DrawIndex>(40u))
    o.without[model::Omission::loops][d] = o.as_it_is[d] + (d % 2u == 0u ? 60.0 : -60.0);
  const std::string open = sentence_with(r, "What matters");
  EXPECT_NE(open.find("loops off about as many (Monte Carlo error"), std::string::npos) << open;
  for (const auto d : model::Positions<model::DrawIndex>(40u))
    o.without[model::Omission::loops][d] = o.as_it_is[d] + 100.0 + 20.0 * (d % 3u);
  const std::string told = sentence_with(r, "What matters");
  EXPECT_NE(told.find("so few runs do not tell whether that matters"), std::string::npos) << told;
  r.identity.draws = 50;  // of more draws
  o.without[model::Omission::loops].clear();
  o.without[model::Omission::posterior].assign(40, std::nan(""));
  const std::string less = sentence_with(r, "What matters");
  EXPECT_NE(less.find("in the first 40 runs"), std::string::npos) << less;
  EXPECT_NE(less.find("all feedback loops are off as it is; "), std::string::npos) << less;
  EXPECT_NE(less.find("in place of the posterior too many runs fail"), std::string::npos) << less;
  o.without[model::Omission::posterior].clear();
  EXPECT_NE(sentence_with(r, "What matters").find("it starts from first estimates"), std::string::npos);
  r.about = model::ScenarioIndex(2u);
  EXPECT_NE(sentence_with(r, "What matters").find("was computed for '" + r.scenarios[1].title + "' only"),
            std::string::npos);
  r.omissions.reset();  // an older file
  EXPECT_EQ(sentence_with(r, "What matters"), "");
}

/// What the global half does is said by itself, and that it is assumed in the same breath, with no all-local plan
/// beside.
TEST(GlobalHalf, HasItsOwnFigureByAssumption) {
  auto r = sample_results(40);
  constexpr model::ScenarioIndex note(1u);
  for (const auto d : model::Positions<model::DrawIndex>(40u))
    r.indicators(model::Indicator::global_dalys_averted, note, d) = d < 20u ? 0.0 : d < 36u ? 200.0 : std::nan("");
  const std::string beside = sentence_with(r, "by assumption, not by measurement");
  EXPECT_NE(beside.find("by that assumption they avert 0 (90 %: 0 to 200) of the life years (DALYs) in reached cities"),
            std::string::npos)
      << beside;
  EXPECT_NE(beside.find("the first 36 runs); spent locally as well ('all-local')"), std::string::npos) << beside;
  r.scenarios[2].money.clear();  // no plan of the same money is all local
  const std::string alone = sentence_with(r, "by assumption, not by measurement");
  EXPECT_NE(alone.find("in reached cities"), std::string::npos) << alone;
  EXPECT_TRUE(alone.ends_with("the first 36 runs).")) << alone;
  const auto json = nlohmann::json::parse(output::report_json(r, context())).at("global_half");
  EXPECT_EQ(json.at("draws"), 36);
  EXPECT_FALSE(json.contains("all_local_scenario"));
}

/// What may be nothing is said to be so, and nothing is divided by it.
TEST(Ratios, OfWhatMayBeNothingAreDashes) {
  auto r = sample_results(40);
  constexpr model::ScenarioIndex note(1u);
  const model::AggregateIndex total = output::total_aggregate(r);
  const auto averted = [&](model::CrimeType k, double each, double scatter) {
    for (const auto y : model::every<model::YearIndex>)
      for (const auto d : model::Positions<model::DrawIndex>(40u))
        r.aggregate_averted(total, model::headline_of(k), note, y, d) =
            each + ((d + d / 16u) % 2u == 0u ? scatter : -scatter);
  };
  for (const auto k : model::every<model::CrimeType>) averted(k, 10.0, 0.0);
  std::string page = output::report_html(r, context());
  EXPECT_EQ(page.find("A dash: averted"), std::string::npos);
  EXPECT_NE(sentence_with(r, "what happens anyway that is").find("(robbery)"), std::string::npos);
  averted(model::CrimeType::robbery, 10.0, 100.0);
  page = output::report_html(r, context());
  EXPECT_NE(page.find("robbery –;"), std::string::npos);
  EXPECT_NE(page.find("A dash: averted"), std::string::npos);
  EXPECT_EQ(sentence_with(r, "what happens anyway that is").find("(robbery)"), std::string::npos);
  const auto json = nlohmann::json::parse(output::report_json(r, context())).at("requirements");
  EXPECT_TRUE(json.at("persistence_by_crime").at("robbery").at("mean_over_mean").is_null());
  EXPECT_EQ(json.at("persistence_by_crime").at("homicide").at("mean_over_mean"), 1.0);
  // Nothing is paid in one draw of 39: it is worth more than it costs without bound, and counts.
  auto& free = r.indicators;
  for (const auto d : model::Positions<model::DrawIndex>(39u)) {
    free(model::Indicator::benefit_common_usd, note, d) = d == 0u ? 1.0 : -1.0;
    free(model::Indicator::social_cost_usd, note, d) = d == 0u ? 0.0 : 1.0;
  }
  const auto worth = nlohmann::json::parse(output::report_json(r, context())).at("scenarios")[1].at("worth");
  EXPECT_DOUBLE_EQ(worth.at("to_society").at("one_value_for_all").at("probability_benefit_exceeds_cost"), 1.0 / 39.0);
}

/// A low end of -60 with an error above it is neither harm nor none: its sign is not told.
TEST(FewDraws, SayAboutNoneWhereNotEvenTheSignIsTold) {
  auto r = sample_results(30);
  constexpr model::ScenarioIndex note(1u);
  for (const auto d : model::Positions<model::DrawIndex>(30u))
    r.indicators(model::Indicator::dalys_averted, note, d) = d < 3u ? -40.0 - 100.0 * d : 10.0 + 100.0 * d;
  const auto dalys = output::interval_estimate(output::harm_averted(r, output::life_years, note));
  ASSERT_LT(dalys.low.value, 0.0);
  ASSERT_GT(dalys.low.error, std::abs(dalys.low.value));
  EXPECT_EQ(sentences_of(r)[0].find("more life years (DALYs) lost"), std::string::npos) << sentences_of(r)[0];
  EXPECT_NE(sentences_of(r)[0].find("anywhere from about none to"), std::string::npos) << sentences_of(r)[0];
  EXPECT_NE(sentences_of(r)[0].find("these runs do not settle"), std::string::npos) << sentences_of(r)[0];
}

/// All cities 74 +- 6, of which one class has 31.4 and another 42.6, each known within one: 31 and 43 of 70 fit not.
TEST(Classes, AddUpToTheirLastRow) {
  auto r = sample_results(30);
  using I = model::Indicator;
  constexpr model::ScenarioIndex note(1u);
  const auto set = [&](I which, double mean, double swing) {
    for (const auto d : r.indicators.along<model::DrawIndex>())
      r.indicators(which, note, d) = mean + (d % 2u == 0u ? swing : -swing);
  };
  set(of_class(I::cities_reached_lower, model::Vulnerability::lower), 31.4, 4.0);
  set(of_class(I::cities_reached_lower, model::Vulnerability::middle), 42.6, 4.0);
  set(of_class(I::cities_reached_lower, model::Vulnerability::higher), 0.0, 0.0);
  set(I::cities_reached, 74.0, 33.0);
  const auto rows = output::class_rows(r, note);
  ASSERT_EQ(rows.size(), 4u);
  const auto mean = [&rows](std::size_t row) { return rows[row].reached.mean.rounded(); };
  EXPECT_EQ(mean(3), 70.0);
  EXPECT_EQ(mean(0) + mean(1) + mean(2), mean(3));
  // So do the four numbers: those that fell are no more than those judged.
  set(I::cities_judged, 14.0, 33.0);
  set(I::cities_fell, 13.4, 2.0);
  set(I::cities_attributable, 0.34, 0.2);
  std::string all;
  for (const auto& s : sentences_of(r)) all += s + "\n";
  EXPECT_NE(all.find("Of about 70 cities that the programme reached, 10 joined in time to be judged: of these 10 fell"),
            std::string::npos)
      << all;
  EXPECT_NE(all.find("all but 0.3 would"), std::string::npos) << all;
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

TEST(Titles, OfInterventionsAreThoseOfTheirRecords) {
  model::Results r;
  for (const auto& [id, title] :
       {std::pair{"I01", "Lighting: all streets"}, {"I21.2", "Women-only carriages"}, {"I21", "Patrol"}}) {
    model::Intervention i;
    i.id = id;
    i.title = title;
    r.interventions.push_back(i);
  }
  EXPECT_EQ(output::item_label(r, model::Half::local_delivery, "I01"), "I01 Lighting: all streets");
  EXPECT_EQ(output::item_label(r, model::Half::local_delivery, "I21"), "I21 Patrol");
  EXPECT_EQ(output::item_label(r, model::Half::local_delivery, "I21.2"), "I21.2 Women-only carriages");
  EXPECT_EQ(output::item_label(r, model::Half::global_functions, "peer_review"), "peer review");
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
  EXPECT_NE(html->find("prior surface"), std::string::npos);
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
TEST(Places, SayTheBasisOfTheirHomicide) {  // that of another crime type
  auto r = sample_results();
  for (auto& c : r.countries)
    for (const auto type : model::every<model::CrimeType>)
      c.level[type].basis = type == model::CrimeType::homicide ? model::Basis::observed : model::Basis::pooled;
  const auto data = output::page_data(r);
  EXPECT_EQ(data.countries.size(), r.countries.size());
  for (const auto& country : data.countries) EXPECT_EQ(country.basis, model::Basis::observed) << country.id;
}

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

/// Not one sentence a scenario: 43 scenarios are still told in nine.
TEST(Headline, IsShortHoweverManyScenarios) {
  const auto r = sample_results(40);
  auto many = r;
  const std::size_t S = 43;
  std::vector<std::size_t> chosen;
  for (std::size_t s = 0; s < S; ++s) chosen.push_back(s % 4);
  take_scenarios(many, chosen);
  for (std::size_t s = 4; s < S; ++s) {
    many.scenarios.push_back(r.scenarios[s % 4]);
    many.scenarios.back().id += "-" + std::to_string(s);
  }
  for (auto& h : many.halving)
    for (std::size_t s = 4; s < S; ++s) h.rate_probability.push_back(h.rate_probability[s % 4]);
  const auto sentences = sentences_of(many);
  EXPECT_LE(sentences.size(), 9u);
  EXPECT_GE(sentences.size(), 5u);
  std::string all;
  for (const auto& s : sentences) all += s + "\n";
  EXPECT_NE(all.find("averts more than each of 10 others in"), std::string::npos) << all;  // not one clause a rival
  EXPECT_NE(all.find("averts the same as 10 others in every run"), std::string::npos) << all;
  EXPECT_NE(all.find("would have fallen anyway"), std::string::npos) << all;
  EXPECT_NE(all.find("falls happen anyway"), std::string::npos) << all;
}

TEST(Headline, SaysWhereNoEffectIsWithinTheInterval) {
  auto r = sample_results(40);
  EXPECT_EQ(sentences_of(r)[0].find("No effect at all"), std::string::npos);
  std::size_t i = 0;
  for (model::Single& averted : r.aggregate_averted.cells())
    if (i++ % 40 < 4) averted = -1.0 * averted;  // one draw in ten does harm
  for (const auto d : model::Positions<model::DrawIndex>(4u)) {
    model::Single& dalys = r.indicators(model::Indicator::dalys_averted, model::ScenarioIndex(1u), d);
    dalys = -1.0 * dalys;
  }
  EXPECT_NE(sentences_of(r)[0].find("No effect at all is within the interval"), std::string::npos)
      << sentences_of(r)[0];
}

}  // namespace
}  // namespace salus::tests
