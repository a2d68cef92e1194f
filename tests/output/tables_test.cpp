/// The quantile table, the summary and SHA-256.
#include "output/tables.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "output/figures.hpp"
#include "output/monte_carlo.hpp"
#include "output/power.hpp"
#include "output/quantile_table.hpp"
#include "output/rivals.hpp"
#include "output/sha256.hpp"
#include "output/summary.hpp"
#include "tests/output/sample_results.hpp"

namespace salus::tests {
namespace {

using model::Persons;
using model::RatePer100000;
using model::Years;

TEST(Sha256, KnownAnswers) {  // FIPS 180-4 examples
  EXPECT_EQ(output::sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(output::sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  output::Sha256 hash;
  for (int i = 0; i < 1000; ++i) hash.add(std::string(1000, 'a'));
  EXPECT_EQ(output::hex(hash.digest()), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(CsvText, QuotesAndDefusesFormulas) {
  EXPECT_EQ(output::csv_text("plain"), "plain");
  EXPECT_EQ(output::csv_text("a,b"), "\"a,b\"");
  EXPECT_EQ(output::csv_text("say \"x\""), "\"say \"\"x\"\"\"");
  for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
    EXPECT_EQ(output::csv_text(formula)[0], '\'') << formula;
}

TEST(QuantileTable, HoldsEveryCellOnceInOrder) {
  const auto r = sample_results(40);
  std::istringstream in(output::quantile_table(r));
  std::string line;
  std::getline(in, line);
  EXPECT_EQ(line, "location,target,scenario,horizon,quantile,value");
  std::set<std::string> keys;
  std::vector<std::string> locations;
  double before = 0.0;
  std::string cell_before;
  while (std::getline(in, line)) {
    const auto value_at = line.rfind(',');
    const auto level_at = line.rfind(',', value_at - 1);
    ASSERT_TRUE(keys.insert(line.substr(0, value_at)).second) << line;
    const std::string cell = line.substr(0, level_at);
    const std::string location = line.substr(0, line.find(','));
    if (locations.empty() || locations.back() != location) locations.push_back(location);
    const double value = std::stod(line.substr(value_at + 1));
    if (cell == cell_before) {
      EXPECT_GE(value, before) << line;
    }
    before = value;
    cell_before = cell;
  }
  std::size_t additive = 0;
  for (const auto& t : model::targets()) additive += t.additive;
  // Regions without a country have no rows; the three countries lie in three regions.
  EXPECT_EQ(keys.size(), (3 + 3 + 1) * additive * 4 * model::horizon_years * output::table_levels.size());
  std::vector<std::string> expected;
  for (const auto& l : r.locations) expected.push_back(l.id);
  EXPECT_EQ(std::set(locations.begin(), locations.end()).size(), locations.size());
  EXPECT_EQ(locations.front(), "AAA");
  EXPECT_EQ(locations.back(), "total");
}

/// A spreadsheet holds 1,048,576 rows: 48 countries, five regions and the total, twelve scenarios.
TEST(QuantileTable, OfARealRunFitsASpreadsheet) {
  std::size_t written = 0;
  for (const auto& t : model::targets()) written += t.additive;
  EXPECT_LT(1 + 54 * written * 12 * model::horizon_years * output::table_levels.size(), 1048576u);
  std::vector<double> levels;
  for (const std::size_t q : output::table_levels) levels.push_back(model::quantile_levels[q]);
  EXPECT_EQ(levels, (std::vector<double>{0.05, 0.25, 0.5, 0.75, 0.95}));
}

TEST(BudgetTable, NamesItemsInWords) {
  const std::string text = output::budget_table(sample_results());
  EXPECT_TRUE(text.starts_with("scenario,half,item,title,places,year,"));
  EXPECT_NE(text.find(",I01,I01 Lighting,"), std::string::npos);
}

TEST(Summary, AgreesWithTheResults) {
  const auto r = sample_results();
  const auto json = nlohmann::json::parse(output::summary_json(r, "abc"));
  EXPECT_EQ(json.at("format"), 2);
  EXPECT_EQ(json.at("content_hash"), "abc");
  EXPECT_EQ(json.at("seed"), std::to_string(r.identity.seed));
  std::int64_t gross = 0;
  for (const auto& m : r.scenarios[1].money)
    for (const auto c : m.gross) gross += c.value();
  EXPECT_EQ(json.at("scenarios")[1].at("budget_cents").at("gross"), gross);
  EXPECT_EQ(json["scenarios"][1]["budget_cents"]["direct"].get<std::int64_t>() +
                json["scenarios"][1]["budget_cents"]["support"].get<std::int64_t>(),
            gross);
  EXPECT_EQ(json["scenarios"][0]["averted_in_ten_years"]["homicide"]["q50"], 0.0);
}

/// The sum over years and types, worked out the slow way from the draws.
TEST(Summary, AvertedQuantileIsTheQuantileOfSums) {
  const auto r = sample_results(9);  // three regions with a country each, then the total
  const model::AggregateIndex total(3u);
  const std::vector<model::Headline> headlines{model::headline_of(model::CrimeType::homicide),
                                               model::headline_of(model::CrimeType::robbery)};
  std::vector<double> sums;
  for (const auto d : model::Positions<model::DrawIndex>(9u)) {
    double sum = 0.0;
    for (const auto h : headlines)
      for (const auto y : model::years_of_budget) sum += r.aggregate_averted(total, h, model::ScenarioIndex(1u), y, d);
    sums.push_back(sum);
  }
  std::sort(sums.begin(), sums.end());
  EXPECT_NEAR(output::averted_quantile(r, total, headlines, model::ScenarioIndex(1u), 0.5), sums[4],
              1e-9 * std::abs(sums[4]));
  EXPECT_NEAR(output::averted_quantile(r, total, headlines, model::ScenarioIndex(1u), 1.0), sums[8],
              1e-9 * std::abs(sums[8]));
}

std::vector<std::vector<std::string>> rows_of(const std::string& text) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    rows.emplace_back();
    std::string field;
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') quoted = !quoted;
      else if (c == ',' && !quoted) rows.back().push_back(std::exchange(field, ""));
      else field += c;
    }
    rows.back().push_back(field);
  }
  return rows;
}

TEST(IndicatorTable, HoldsEveryIndicatorAndTheTargetsOfTheNote) {
  const auto r = sample_results(40);
  const auto rows = rows_of(output::indicator_table(r));
  // life years and homicides are indicators too
  const std::size_t each = model::indicators().size() - 2 + 1 + model::crime_type_count;
  ASSERT_EQ(rows.size(), 1 + r.scenarios.size() * each);
  EXPECT_EQ(rows[1][1], "dalys_averted");
  EXPECT_EQ(rows[2][1], "homicide_averted");
  EXPECT_EQ(rows[0], (std::vector<std::string>{"scenario", "indicator", "unit", "q05", "q50", "q95", "mean",
                                               "q05_error", "q50_error", "q95_error", "mean_error",
                                               "largest_draw_share", "condition", "probability", "probability_error"}));
  const auto& reached = rows[1 + each + 1 + model::crime_type_count + model::index(model::Indicator::people_reached)];
  EXPECT_EQ(reached[0], "concept-note");
  EXPECT_EQ(reached[1], "people_reached");
  EXPECT_EQ(reached[12], "at least 100000000");
  // the slow way; the last draw failed
  double yes = 0.0;
  double sum = 0.0;
  double n = 0.0;
  for (std::size_t d = 0; d < 39; ++d) {
    const double v = output::indicator_draws(r, model::Indicator::people_reached, model::ScenarioIndex(1u))[d];
    yes += v >= 1e8;
    sum += v;
    n += 1.0;
  }
  EXPECT_NEAR(std::stod(reached[13]), yes / n, 1e-6);
  EXPECT_NEAR(std::stod(reached[14]), std::sqrt(yes / n * (1.0 - yes / n) / (n - 1.0)), 1e-6);
  EXPECT_NEAR(std::stod(reached[6]), sum / n, 1e-6 * sum / n);
  double squares = 0.0;
  for (std::size_t d = 0; d < 39; ++d) {
    const double v = output::indicator_draws(r, model::Indicator::people_reached, model::ScenarioIndex(1u))[d];
    squares += (v - sum / n) * (v - sum / n);
  }
  EXPECT_NEAR(std::stod(reached[10]), std::sqrt(squares / (n - 1.0) / n), 1e-5 * std::sqrt(squares / (n - 1.0) / n));
  EXPECT_EQ(reached[7], "") << "40 draws tell no error of an end";
  EXPECT_NE(reached[8], "");
  for (const auto& row : rows) ASSERT_EQ(row.size(), 15u);
}

/// A figure in a column has the error of that figure in the column of its name.
TEST(IndicatorTable, EachFigureHasItsOwnError) {
  const auto r = sample_results(400);
  const auto rows = rows_of(output::indicator_table(r));
  const auto& dalys = rows[1 + (rows.size() - 1) / r.scenarios.size()];
  ASSERT_EQ(dalys[1], "dalys_averted");
  const auto draws = output::harm_averted(r, output::life_years, model::ScenarioIndex(1u));
  const std::vector<output::Estimate> figures{output::quantile_estimate(draws, 0.05),
                                              output::quantile_estimate(draws, 0.5),
                                              output::quantile_estimate(draws, 0.95), output::mean_estimate(draws)};
  for (std::size_t i = 0; i < figures.size(); ++i) {
    EXPECT_NEAR(std::stod(dalys[3 + i]), figures[i].value, 1e-5 * std::abs(figures[i].value)) << rows[0][3 + i];
    EXPECT_NEAR(std::stod(dalys[7 + i]), figures[i].error, 1e-5 * figures[i].error) << rows[0][7 + i];
    EXPECT_EQ(rows[0][7 + i], rows[0][3 + i] + "_error");
    for (std::size_t j = 0; j < i; ++j) EXPECT_NE(dalys[7 + i], dalys[7 + j]);
  }
}

TEST(Figures, AMeanThatIsOneDrawsAccidentIsSeen) {
  std::vector<double> draws(1000, 1.0);
  draws[7] = output::unknown;
  EXPECT_NEAR(output::largest_draw_share(draws), 1.0 / 999.0, 1e-12);
  EXPECT_EQ(output::monte_carlo_error(draws), 0.0);
  draws[500] = -9.5e9;
  EXPECT_GT(output::largest_draw_share(draws), 0.999);
  EXPECT_NEAR(output::monte_carlo_error(draws), 9.5e9 / 999.0, 1e4);
  EXPECT_EQ(output::largest_draw_share({0.0, 0.0}), 0.0);
  EXPECT_TRUE(std::isnan(output::largest_draw_share({output::unknown})));
}

TEST(CityTable, IsInOrderAndHasNoFigureWhereThereIsNone) {
  const auto r = sample_results(40);
  const auto rows = rows_of(output::city_table(r));
  ASSERT_EQ(rows.size(), 1 + r.cities.size() * r.scenarios.size());
  EXPECT_EQ(rows[1][0], "AAA");
  EXPECT_EQ(rows[1][1], "20100");
  EXPECT_EQ(rows[1][2], "'=Port & <Bay>");  // no formula
  EXPECT_EQ(rows[1][5], "0");
  EXPECT_EQ(rows[1][6], "0");
  EXPECT_EQ(rows[1][7], "");  // takes part in no draw of the first scenario
  EXPECT_EQ(rows[2][4], "concept-note");
  EXPECT_NE(rows[2][7], "");
  EXPECT_EQ(rows[0][11], "rate_base_first_scenario_q05");
  EXPECT_EQ(rows[0][14], "rate_2030_first_scenario_q05");
  for (std::size_t i = 11; i < 17; ++i) {
    EXPECT_NE(rows[1][i], "");  // the first scenario
    EXPECT_EQ(rows[2][i], "");  // what a rate is does not depend on the others
    EXPECT_LE(std::count_if(rows[1][i].begin(), rows[1][i].end(), [](char c) { return c >= '0' && c <= '9'; }), 3)
        << rows[1][i];
  }
  const auto& first = r.cities[output::cities_in_order(r)[0]];
  // What three years of records can show, at the middle rate and the size of the city; as the planner's table has it.
  EXPECT_EQ(rows[0][17], "smallest_fall_shown_by_records");
  EXPECT_NEAR(
      std::stod(rows[1][17]),
      output::fall_shown_by_records(Persons(output::city_of(r, first)->population[model::panel_past_years]),
                                    RatePer100000(first.rate_base[model::IntervalLevel::middle]), Years(3.0), false)
          .value(),
      6e-4);
  EXPECT_EQ(rows[2][17], "");
  for (const auto& row : rows) ASSERT_EQ(row.size(), 18u);
}

/// Eight runs have no interval of nine of ten: all that would be one says so, and the middles stand.
TEST(FewDraws, AreSaidInPlaceOfIntervals) {
  const auto r = sample_results(8);
  for (const auto& row : rows_of(output::indicator_table(r)))
    if (row[1] == "cities_reached" && row[0] == "concept-note") {
      EXPECT_EQ(row[3], "too few draws");
      EXPECT_GT(std::stod(row[4]), 0.0);
      EXPECT_EQ(row[5], "too few draws");
    }
  const std::string quantiles = output::quantile_table(r);
  EXPECT_NE(quantiles.find("total,homicide_rate,concept-note,2029,0.05,too few draws\n"), std::string::npos);
  EXPECT_EQ(quantiles.find("0.5,too few draws"), std::string::npos);
  EXPECT_EQ(rows_of(output::city_table(r))[1][11], "too few draws");
  const auto json = nlohmann::json::parse(output::summary_json(r, "h"));
  EXPECT_EQ(json.at("intervals"), "too few draws");
  EXPECT_TRUE(json.at("scenarios")[1].at("averted_in_ten_years").at("dalys").at("q05").is_null());
  EXPECT_TRUE(json.at("scenarios")[1].at("averted_in_ten_years").at("dalys").at("q50").is_number());
  EXPECT_EQ(nlohmann::json::parse(output::summary_json(sample_results(40), "h")).at("intervals"), "90 %");
}

TEST(Power, GivesThePublishedExamples) {  // a city of a million at 10 per 100,000: 30 % year on year, 18 % on
                                          // three-year means; a survey of 6 %: 10,000 interviews for 17 %
  const auto shown = [](double years, bool comparable) {
    return output::fall_shown_by_records(Persons(1e6), RatePer100000(10.0), Years(years), comparable).value();
  };
  EXPECT_NEAR(shown(1.0, true), 0.30, 0.01);
  EXPECT_NEAR(shown(3.0, true), 0.18, 0.01);
  EXPECT_GT(shown(3.0, false), shown(3.0, true));
  bool six = false;
  for (const auto& row : output::surveys_power())
    if (row.prevalence == model::Probability(0.06)) {
      six = true;
      EXPECT_NEAR(row.interviews[1].value(), 10000.0, 1000.0);
    }
  EXPECT_TRUE(six);
  for (const auto& row : output::records_power())
    EXPECT_NEAR(row.three_years.value(),
                output::fall_shown_by_records(3.0 * row.people, row.rate, Years(1.0), true).value(),
                1e-12);  // three years are thrice the people
}

TEST(Tables, OfAnOlderFileAreEmptyAndNotWrong) {
  auto r = sample_results();
  r.indicators = {};
  r.cities.clear();
  EXPECT_EQ(rows_of(output::indicator_table(r)).size(), 1u);
  EXPECT_EQ(rows_of(output::city_table(r)).size(), 1u);
  EXPECT_FALSE(nlohmann::json::parse(output::summary_json(r, "h")).at("scenarios")[1].contains("indicators"));
}

TEST(Summary, CarriesTheIndicators) {
  const auto r = sample_results(40);
  const auto one = nlohmann::json::parse(output::summary_json(r, "h")).at("scenarios")[1].at("indicators");
  EXPECT_EQ(one.size(), model::indicators().size());
  EXPECT_EQ(one.at("cities_shown").at("probability_at_least").at("value"), 100);
  EXPECT_LE(one.at("received_usd").at("q05").get<double>(), one.at("received_usd").at("q95").get<double>());
}

}  // namespace
}  // namespace salus::tests
