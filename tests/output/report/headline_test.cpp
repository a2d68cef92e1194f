/// The headline: of the plan that was chosen, short, and with no claim that few draws, one scenario or figures that may
/// be nothing do not bear.
#include "output/report/headline.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "output/figures.hpp"
#include "output/monte_carlo.hpp"
#include "output/rivals.hpp"
#include "tests/output/report/sample_page.hpp"

namespace salus::tests {
namespace {

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

/// A low end of -45 with an error above it is neither harm nor none: its sign is not told.
TEST(FewDraws, SayAboutNoneWhereNotEvenTheSignIsTold) {
  auto r = sample_results(100);
  constexpr model::ScenarioIndex note(1u);
  for (const auto d : model::Positions<model::DrawIndex>(100u))
    r.indicators(model::Indicator::dalys_averted, note, d) = d < 6u ? -40.0 - 100.0 * d : 10.0 + 100.0 * d;
  const auto dalys = output::interval_estimate(output::harm_averted(r, output::life_years, note));
  ASSERT_LT(dalys.low.value, 0.0);
  ASSERT_GT(dalys.low.error, std::abs(dalys.low.value));
  EXPECT_EQ(sentences_of(r)[0].find("more life years (DALYs) lost"), std::string::npos) << sentences_of(r)[0];
  EXPECT_NE(sentences_of(r)[0].find("anywhere from about none to"), std::string::npos) << sentences_of(r)[0];
  EXPECT_NE(sentences_of(r)[0].find("these runs do not settle"), std::string::npos) << sentences_of(r)[0];
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
