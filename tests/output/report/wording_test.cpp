/// Sentences that would say something untrue of some runs: of rates that differ, of baselines that are programmes, of
/// years after 2030, of ties, of proofs that are all false.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "output/report/framework.hpp"
#include "output/report/headline.hpp"
#include "output/report/page_data.hpp"
#include "output/report/report.hpp"
#include "output/summary.hpp"
#include "output/words/words.hpp"
#include "tests/output/sample_results.hpp"

namespace salus::tests {
namespace {

using model::Indicator;
using model::Results;
using model::ScenarioIndex;

constexpr ScenarioIndex note(1u);

std::string page_of(const Results& r, const output::ReportContext& context = {}) {
  return output::report_html(r, context);
}

std::string headline_of(const Results& r) {
  std::string all;
  for (const auto& sentence : output::headline_sentences(r)) all += output::words::english().text(sentence) + "\n";
  return all;
}

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

void set(Results& r, Indicator which, ScenarioIndex s, double value) {
  for (model::Single& draw : r.indicators.row(which, s)) draw = value;
}

std::size_t times_said(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++n;
  return n;
}

TEST(DiscountRates, StandWithTheirRowWhereTheyDiffer) {
  auto r = sample_results(40);
  EXPECT_TRUE(says(page_of(r), "discounted to the start at 4 % a year"));
  EXPECT_FALSE(says(page_of(r), ">at 4 % a year<"));
  set(r, Indicator::discount_rate, ScenarioIndex(2u), 0.07);
  const std::string page = page_of(r);
  EXPECT_FALSE(says(page, "discounted to the start at 4 % a year"));
  EXPECT_TRUE(says(page, "discounted to the start at the rate of each scenario, below its name"));
  // In the table of worth and in that of sensitivities, each scenario but the first.
  EXPECT_EQ(times_said(page, ">at 4 % a year<"), 4u);
  EXPECT_EQ(times_said(page, ">at 7 % a year<"), 2u);
}

/// In 55 of 100 runs some life years are averted, from one to the next by a factor of 1.8 less for the same money: the
/// error of the middle cost exceeds it.
TEST(Costs, WithinTheirErrorAreNotTold) {
  auto r = sample_results(100);
  double averted = 1e6;
  for (model::Single& draw : r.indicators.row(Indicator::dalys_averted, note)) {
    draw = averted > 1e6 / std::pow(1.8, 55) ? averted : -1.0;
    averted /= 1.8;
  }
  const std::string said = headline_of(r);
  EXPECT_TRUE(says(said, "what a life year (DALY) averted costs UN-Habitat in the middle, these runs do not tell"))
      << said;
  EXPECT_FALSE(says(said, "about 0 dollars"));
  const auto json = nlohmann::json::parse(output::report_json(r, {}));
  EXPECT_TRUE(json["scenarios"][1]["worth"]["to_unhabitat"]["usd_a_daly_averted"]["q50"].is_null());
  EXPECT_TRUE(says(headline_of(sample_results(100)), "costs UN-Habitat "));
}

/// By draws 0, 1, ... 99 less `low` for every crime: the 5 % end is 4.95 - `low`, with an error of some 2.
TEST(CrimeTypes, WithAnEndWithinItsErrorAreSaidToBeOpen) {
  auto r = sample_results(100);
  const auto said = [&r](double low) {
    double d = 0.0;
    for (model::Single& cell : r.aggregate_averted.cells()) {
      cell = d - low;
      d = d < 99.0 ? d + 1.0 : 0.0;
    }
    return says(headline_of(r), "whether it is harm or gain these runs do not settle");
  };
  EXPECT_TRUE(said(4.6));
  EXPECT_FALSE(said(-50.0));
  EXPECT_FALSE(said(50.0));
}

TEST(Columns, OfMeansHaveOneUnit) {
  using F = model::LineFigure;
  const auto means = [](double mean, double error) {
    output::AvertedMeans all;
    all.mean.fill(mean);
    all.error.fill(error);
    return all;
  };
  auto one = means(432.0, 3.0);
  auto small = means(20.0, 1.0);
  auto sum = means(1452.0, 60.0);
  EXPECT_EQ(one.estimate(F{}).rounded(), 432.0);
  output::give_one_unit({&one, &small, &sum});
  EXPECT_EQ(one.estimate(F{}).rounded(), 400.0);
  EXPECT_EQ(small.estimate(F{}).rounded(), 20.0);  // not "about 0", which only the others' error would make of it
  EXPECT_EQ(sum.estimate(F{}).rounded(), 1500.0);
  EXPECT_EQ(one.error[F{}], 3.0);
}

TEST(Json, HasTheDigitsThatErrorsSupport) {
  const auto r = sample_results(100);
  const auto json = nlohmann::json::parse(output::report_json(r, {}));
  const auto data = output::page_data(r);
  const auto holds = [](const nlohmann::json& written, const output::Estimate& figure) {
    EXPECT_EQ(written.get<double>(), figure.rounded());
    EXPECT_NE(figure.rounded(), figure.value);
  };
  ASSERT_TRUE(data.global_half);
  holds(json["global_half"]["mean_dalys_averted_by_assumption"], data.global_half->mean);
  const auto& spread = data.portfolio[note];
  holds(json["scenarios"][1]["worth"]["spread"]["data"], {spread.spread.data, spread.spread_error()});
}

TEST(Baseline, ThatIsAProgrammeMakesDifferencesOfTwoPlans) {
  const auto r = sample_results(40);
  EXPECT_FALSE(says(headline_of(r), "is a programme too"));
  EXPECT_TRUE(says(page_of(r), "Cities that fell and would not have without the programme"));
  auto other = r;
  other.scenarios[0].title = "Another plan";
  other.scenarios[0].money = r.scenarios[2].money;
  EXPECT_TRUE(says(headline_of(other), "'Another plan' is a programme too: whatever is said here to be averted"));
  const std::string page = page_of(other);
  EXPECT_TRUE(says(page, "Cities that fell and would not have under &#39;Another plan&#39;"));
  for (const char* untrue : {"would not have without the programme", "the same cities without the programme",
                             "the programme averts", "with the programme, without it"})
    EXPECT_FALSE(says(page, untrue)) << untrue;
}

TEST(Years, OfTheHundredCitiesAreThoseOfTheHeadline) {
  auto r = sample_results(40);
  EXPECT_TRUE(says(page_of(r), "100 by 2030"));
  for (int& year : r.years) year += 8;
  r.identity.start_year += 8;
  const auto rows = output::framework_rows(r, note, {});
  int hundreds = 0;
  for (const auto& row : rows) {
    const std::string target = output::words::english().text(row.target);
    EXPECT_NE(target, "100 by 2030");
    hundreds += target == "100 by " + std::to_string(output::cities_end_year(r));
  }
  EXPECT_EQ(hundreds, 3);
  EXPECT_TRUE(says(headline_of(r), "By " + std::to_string(output::cities_end_year(r)) + ", 100 cities prove"));
}

TEST(Dollars, AreSaidToBeOfWhichYear) {
  auto r = sample_results(40);
  EXPECT_TRUE(says(headline_of(r), "million dollars of 2021. In dollars of 2019, not discounted, ")) << headline_of(r);
  for (auto& s : r.scenarios) s.price_year.reset();
  EXPECT_TRUE(says(headline_of(r), "million dollars of the years in which they are paid. In"));
}

TEST(Proofs, ThatAreAllFalseAreSaidToBe) {
  auto r = sample_results(40);
  const auto said = [&](double credited, double wrongly) {
    set(r, Indicator::cities_credited, note, credited);
    set(r, Indicator::cities_falsely_credited, note, wrongly);
    const std::string all = headline_of(r);
    const std::size_t at = all.find("That the programme lowered");
    return all.substr(at, all.find('\n', at) - at);
  };
  EXPECT_EQ(said(0.1, 0.1),
            "That the programme lowered a rate by 10 % would be proven of 0.1 cities, and every such proof is false "
            "(means over runs).");
  EXPECT_TRUE(says(said(2.0, 1.9), "and nearly every such proof is false"));
  EXPECT_TRUE(says(said(2.0, 0.4), "can be proven of 2.0 cities, and 0.4 of these proofs are false"));
  EXPECT_TRUE(says(said(0.0, 0.0), "can be proven of no city"));
}

TEST(Rivals, OfEqualEffectTie) {
  auto r = sample_results(40);
  EXPECT_TRUE(says(headline_of(r), "The expected loss is least for") || says(headline_of(r), "No plan stands out"));
  for (const auto d : r.indicators.along<model::DrawIndex>())
    r.indicators(Indicator::dalys_averted, ScenarioIndex(3u), d) = r.indicators(Indicator::dalys_averted, note, d);
  EXPECT_TRUE(
      says(headline_of(r), "'" + r.scenarios[1].title + "' and '" + r.scenarios[3].title + "' tie for the least"));
  EXPECT_TRUE(says(headline_of(r), "averts the same as '" + r.scenarios[3].title + "' in every run."));
  EXPECT_FALSE(says(headline_of(r), "(tied)"));
  EXPECT_TRUE(says(page_of(r), ">the same in every run<"));
  EXPECT_FALSE(says(headline_of(r), "loss is least for"));
  EXPECT_TRUE(says(page_of(r), ">least, tied<"));
  EXPECT_TRUE(says(page_of(r), ">tied with the least<"));
}

/// A plan that is behind by much in a few draws has the larger expected loss, and is ahead in most all the same.
TEST(Rivals, AheadInMostRunsIsSaidBesideTheLoss) {
  auto r = sample_results(40);
  for (const auto d : r.indicators.along<model::DrawIndex>()) {
    r.indicators(Indicator::dalys_averted, note, d) = 100.0F;
    r.indicators(Indicator::dalys_averted, ScenarioIndex(3u), d) = d % 10u == 0u ? -9000.0F : 110.0F;
  }
  const std::string yet = "Yet '" + r.scenarios[3].title + "' averts more than each of the others in most runs";
  EXPECT_TRUE(says(headline_of(r), yet));
  for (const auto d : r.indicators.along<model::DrawIndex>())
    r.indicators(Indicator::dalys_averted, ScenarioIndex(3u), d) = d % 2u == 0u ? 90.0F : 110.0F;
  EXPECT_FALSE(says(headline_of(r), "Yet '"));
}

/// Draws without cost are in the chance, and in the ratio as far as one can be told.
TEST(Ratios, LeaveNoDrawOut) {
  auto r = sample_results(40);
  const auto at = [](std::uint32_t d) { return model::DrawIndex(d); };
  for (const auto d : r.indicators.along<model::DrawIndex>()) {
    r.indicators(Indicator::benefit_common_usd, note, d) = 50.0;
    r.indicators(Indicator::social_cost_usd, note, d) = 100.0;
  }
  const auto row = [&] { return output::portfolio_rows(r)[note].common_society[model::DiscountCase::stated]; };
  EXPECT_EQ(row().chance.value, 0.0);
  EXPECT_EQ(row().without_cost.value, 0.0);
  EXPECT_EQ(row().value.high.value, 0.5);
  for (std::uint32_t d = 0; d < 10; ++d) r.indicators(Indicator::social_cost_usd, note, at(d)) = -1.0;
  EXPECT_EQ(row().chance.value, 0.25);
  EXPECT_EQ(row().without_cost.value, 0.25);
  EXPECT_TRUE(std::isinf(row().value.high.value));
  for (std::uint32_t d = 0; d < 10; ++d) r.indicators(Indicator::benefit_common_usd, note, at(d)) = -2.0;
  EXPECT_EQ(row().chance.value, 0.0);
  EXPECT_TRUE(std::isinf(row().value.low.value) && row().value.low.value < 0.0);
  EXPECT_TRUE(says(page_of(r), ">no cost: 30 %<"));
}

TEST(Backtest, SaysOfOneCaseOnce) {
  auto rows = sample_backtest();
  rows[0].horizon = {model::ForecastHorizon::Kind::long_term, 0};
  rows[0].without_one = {.ratio = 0.97, .iso3 = "NOR", .origin = 2010};
  auto all = rows[0];
  all.horizon = {model::ForecastHorizon::Kind::all, 0};
  all.ratio = 0.95;
  rows.push_back(all);
  auto r = sample_results(8);
  r.identity.backtest = rows;
  const std::string once = page_of(r);
  EXPECT_EQ(times_said(once, "much may come from one case, Norway at origin 2010"), 1u);
  EXPECT_TRUE(says(once, "3 to 10 years ahead 0.93, and 0.97 without that case; all years ahead 0.95, and 0.97"));
  r.identity.backtest[2].without_one.origin = 2011;
  EXPECT_EQ(times_said(page_of(r), "much may come from one case, Norway"), 2u);
}

TEST(Errors, OfEndsAreLeftOutWhereTooFewRunsTellThem) {
  EXPECT_TRUE(says(headline_of(sample_results(40)), "by how much the ends would, so few runs do not tell"));
  const std::string many = headline_of(sample_results(100));
  EXPECT_TRUE(says(many, "the ends by ")) << many;
  const auto summary = [](std::uint32_t draws) {
    return nlohmann::json::parse(output::summary_json(sample_results(draws), ""));
  };
  const auto dalys = [&](std::uint32_t draws) {
    return summary(draws).at("scenarios")[1].at("averted_in_ten_years").at("dalys");
  };
  EXPECT_TRUE(dalys(40).at("q05_error").is_null());
  EXPECT_TRUE(dalys(40).at("q50_error").is_number());
  EXPECT_TRUE(dalys(100).at("q95_error").is_number());
}

TEST(Draws, OfAnIndicatorAreCounted) {
  auto r = sample_results(40);
  for (std::uint32_t d = 25; d < 40; ++d)
    r.indicators(Indicator::global_dalys_averted, note, model::DrawIndex(d)) = std::nan("");
  const auto summary = nlohmann::json::parse(output::summary_json(r, ""));
  const auto& indicators = summary.at("scenarios")[1].at("indicators");
  EXPECT_EQ(indicators.at("global_dalys_averted").at("draws"), 25);
  EXPECT_EQ(indicators.at("cities_reached").at("draws"), 39);  // one failed
}

TEST(Tables, OfOnesOwnAreNamed) {
  const auto r = sample_results(8);
  const auto said = [&](std::optional<std::vector<std::string>> own) {
    output::ReportContext context;
    context.own_tables = std::move(own);
    return page_of(r, context);
  };
  EXPECT_TRUE(says(said(std::vector<std::string>{"calibration/data/rates.csv", "scenarios/evidence/matrix.csv"}),
                   "calibration/data/rates.csv and scenarios/evidence/matrix.csv: not those bundled"));
  EXPECT_TRUE(says(said(std::vector<std::string>{}), "none: all are those bundled with the program"));
  EXPECT_TRUE(says(said(std::nullopt), "the bundled tables were not there to compare with"));
}

}  // namespace
}  // namespace salus::tests
