/// Worth beside cost, the slow way.
#include "output/worth_table.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <sstream>

#include "output/figures.hpp"
#include "output/monte_carlo.hpp"
#include "tests/output/sample_results.hpp"

namespace salus::tests {
namespace {

/// Cells by head, a row each; no field of this table is quoted.
std::vector<std::map<std::string, std::string>> worth_rows(const std::string& text) {
  std::istringstream in(text);
  const auto cells = [&](std::string& line) {
    std::vector<std::string> all;
    std::istringstream fields(line + ",");
    for (std::string field; std::getline(fields, field, ',');) all.push_back(field);
    return all;
  };
  std::string line;
  std::getline(in, line);
  const auto heads = cells(line);
  std::vector<std::map<std::string, std::string>> rows;
  while (std::getline(in, line)) {
    const auto fields = cells(line);
    EXPECT_EQ(fields.size(), heads.size()) << line;
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < heads.size() && i < fields.size(); ++i) row[heads[i]] = fields[i];
  }
  return rows;
}

void expect_near(const std::string& cell, double value) { EXPECT_NEAR(std::stod(cell), value, 1e-5 * std::abs(value)); }

TEST(WorthTable, HoldsBenefitOverCostAndNetBenefitAtEachRate) {
  const auto r = sample_results(100);
  const auto rows = worth_rows(output::worth_table(r));
  // Each scenario but the first: four accounts at 4 (its own), 0, 3 and 5 %, five at its own; two figures each.
  ASSERT_EQ(rows.size(), (r.scenarios.size() - 1) * (4 * 4 + 5) * 2);
  using model::Indicator;
  std::size_t found = 0;
  for (const auto& row : rows) {
    if (row.at("scenario") != "concept-note" || row.at("benefit") != "common" || row.at("cost") != "society" ||
        row.at("discount") != "0.05")
      continue;
    ++found;
    const model::ScenarioIndex s(1u);
    const auto gained = output::indicator_draws(r, Indicator::benefit_common_5_usd, s);
    const auto spent = output::indicator_draws(r, Indicator::social_cost_5_usd, s);
    EXPECT_EQ(row.at("own_rate"), "no");
    std::vector<double> figures;
    double gain = 0.0;
    double cost = 0.0;
    double worth = 0.0;
    const bool net = row.at("figure") == "net_benefit";
    for (std::size_t d = 0; d < 99; ++d) {  // the last draw failed
      figures.push_back(net ? gained[d] - spent[d] : gained[d] / spent[d]);
      gain += gained[d] / 99.0;
      cost += spent[d] / 99.0;
      worth += gained[d] > spent[d] ? 1.0 / 99.0 : 0.0;
    }
    EXPECT_EQ(row.at("unit"), net ? "USD2019" : "1");
    expect_near(row.at("q05"), output::quantile_of(figures, 0.05));
    expect_near(row.at("q50"), output::quantile_of(figures, 0.5));
    expect_near(row.at("mean"), net ? gain - cost : gain / cost);
    expect_near(row.at("q95_error"), output::quantile_estimate(figures, 0.95).error);
    expect_near(row.at("probability"), worth);
  }
  EXPECT_EQ(found, 2u);
}

TEST(WorthTable, HasEachRateOnce) {
  auto r = sample_results(40);
  for (const auto s : r.indicators.along<model::ScenarioIndex>())
    for (const auto d : r.indicators.along<model::DrawIndex>())
      r.indicators(model::Indicator::discount_rate, s, d) = 0.03;
  std::size_t own = 0;
  for (const auto& row : worth_rows(output::worth_table(r))) {
    EXPECT_EQ(row.at("own_rate") == "yes", row.at("discount") == "0.03") << row.at("discount");
    own += row.at("own_rate") == "yes";
  }
  EXPECT_EQ(own, (r.scenarios.size() - 1) * 9 * 2);
}

TEST(WorthTable, OfADrawWithoutCostAnyGainIsAbove) {
  auto r = sample_results(40);
  const model::ScenarioIndex s(1u);
  for (const auto d : r.indicators.along<model::DrawIndex>()) {
    r.indicators(model::Indicator::benefit_common_usd, s, d) = 10.0;
    r.indicators(model::Indicator::funds_usd, s, d) = d % 2 == 0 ? 0.0 : 20.0;
  }
  const auto row = worth_rows(output::worth_table(r)).front();
  EXPECT_EQ(row.at("figure"), "benefit_over_cost");
  EXPECT_EQ(row.at("probability"), "0.5");
  EXPECT_EQ(row.at("mean"), "1");
  EXPECT_EQ(row.at("q05"), "0.5");
  EXPECT_EQ(row.at("q95"), "inf");  // without bound, which is not unknown
}

TEST(WorthTable, SaysNothingOfDifferencesBetweenProgrammes) {
  auto r = sample_results(40);
  EXPECT_FALSE(worth_rows(output::worth_table(r)).empty());
  r.scenarios[0].money = r.scenarios[1].money;
  ASSERT_FALSE(output::against_nothing(r));
  EXPECT_TRUE(worth_rows(output::worth_table(r)).empty());
}

}  // namespace
}  // namespace salus::tests
