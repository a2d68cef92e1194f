/// Judgement of a back-test's rows, and its file.
#include "model/run/backtest_summary.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace salus::model {
namespace {

using Kind = ForecastHorizon::Kind;
using Faults = std::vector<ForecastFault>;

/// A row that lacks nothing.
BacktestRow good(ForecastHorizon horizon = {Kind::one, 3}) {
  BacktestRow row;
  row.model = ForecastModel::salus;
  row.horizon = horizon;
  row.pairs = 120;
  row.countries = 39;
  row.coverage = {{0.5, 0.8, 0.9, 0.95}};
  row.coverage90_range = {0.85, 0.94};
  row.ratio = 0.9;
  row.ratio_range = {0.8, 0.97};
  row.without_one = {0.95, "NOR", 2011};
  return row;
}

TEST(BacktestRow, LacksWhatItsNumbersSay) {
  EXPECT_EQ(faults_of(good()), Faults{});
  auto row = good();
  row.coverage[CentralInterval::in90] = 0.83;
  EXPECT_EQ(faults_of(row), Faults{ForecastFault::coverage});
  row = good();
  row.coverage90_range = {0.91, 0.96};  // inside what is wanted, and no draw of countries gives 90
  EXPECT_EQ(faults_of(row), Faults{ForecastFault::coverage});
  row.horizon = {Kind::all, 0};
  EXPECT_EQ(faults_of(row), Faults{});
  row.coverage[CentralInterval::in90] = 0.85;  // good enough at one horizon, not over all
  EXPECT_EQ(faults_of(row), Faults{ForecastFault::coverage});
  row = good({Kind::long_term, 0});
  row.ratio = 0.98;
  EXPECT_EQ(faults_of(row), Faults{ForecastFault::small_gain});
  row = good();
  row.ratio = 1.01;
  EXPECT_EQ(faults_of(row), Faults{ForecastFault::worse_than_walk});
  row = good();
  row.ratio_range.high = 1.01;
  EXPECT_EQ(faults_of(row), Faults{});  // asked at one year and in the long term only
  row.horizon.years = 1;
  EXPECT_EQ(faults_of(row), Faults{ForecastFault::gain_not_settled});
  row.pairs = least_pairs - 1;
  EXPECT_EQ(faults_of(row), Faults{});
  row = good();
  row.coverage[CentralInterval::in90] = 0.1;
  row.model = ForecastModel::ar1;
  EXPECT_EQ(faults_of(row), Faults{});
}

TEST(BacktestFile, IsReadAsItWasWritten) {
  std::vector<BacktestRow> rows{good({Kind::one, 1}), good({Kind::long_term, 0}), good({Kind::all, 0})};
  rows[0].coverage[CentralInterval::in90] = 0.7;
  rows[0].ratio_range = {std::nan(""), std::nan("")};
  rows[1].model = ForecastModel::damped_trend;
  rows[1].pit = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  for (auto& row : rows) row.faults = faults_of(row);
  Diagnostics findings;
  const std::string csv = backtest_csv(rows);
  const auto again = read_backtest(csv, "backtest.csv", findings);
  EXPECT_TRUE(findings.empty());
  ASSERT_EQ(again.size(), 3u);
  EXPECT_EQ(again[0].faults, Faults{ForecastFault::coverage});
  EXPECT_EQ(again[1].horizon, rows[1].horizon);
  EXPECT_EQ(again[1].pit, rows[1].pit);
  EXPECT_EQ(again[1].without_one.iso3, "NOR");
  EXPECT_EQ(again[1].without_one.origin, 2011);
  EXPECT_EQ(again[1].without_one.ratio, 0.95);
  EXPECT_EQ(backtest_csv(again), csv);
}

TEST(BacktestFile, OfBeforeHasNoSingleCase) {
  Diagnostics findings;
  const auto rows = read_backtest(
      "model,horizon,pairs,countries,crps_log,crps_rate,wis,in50,in80,in90,in95,in90_low,in90_high,ratio_to_walk,ratio_"
      "low,ratio_high,pit_tenths,failed\nsalus,1,144,39,0.1,1,0.1,0.3,0.6,0.8,0.9,0.7,0.85,0.9,0.8,1,1 2 3 4 5 6 7 8 9 "
      "10,\n",
      "backtest.csv", findings);
  ASSERT_TRUE(findings.empty()) << to_string(findings.front());
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].ratio_range.high, 1.0);
  EXPECT_EQ(rows[0].pit[9], 10u);
  EXPECT_TRUE(rows[0].without_one.iso3.empty());
  EXPECT_TRUE(std::isnan(rows[0].without_one.ratio));
}

std::vector<std::string> fields_of_line(std::istream& lines) {
  std::string line;
  std::getline(lines, line);
  std::vector<std::string> fields(1);
  for (const char c : line) {
    if (c == ',') fields.emplace_back();
    else fields.back() += c;
  }
  return fields;
}

TEST(BacktestFile, HasEachFigureUnderItsName) {
  auto row = good();
  row.crps_log = 1.25;
  row.crps_rate = 2.25;
  row.wis = 3.25;
  row.pit = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  row.coverage[CentralInterval::in90] = 0.125;
  row.faults = faults_of(row);
  std::istringstream lines(backtest_csv({row}));
  const auto names = fields_of_line(lines);
  const auto fields = fields_of_line(lines);
  ASSERT_EQ(fields.size(), names.size());
  std::map<std::string, std::string> found;
  for (std::size_t i = 0; i < names.size(); ++i) found[names[i]] = fields[i];
  const std::map<std::string, std::string> expected{{"model", "salus"},
                                                    {"horizon", "3"},
                                                    {"pairs", "120"},
                                                    {"countries", "39"},
                                                    {"crps_log", "1.25"},
                                                    {"crps_rate", "2.25"},
                                                    {"wis", "3.25"},
                                                    {"in50", "0.5"},
                                                    {"in80", "0.8"},
                                                    {"in90", "0.125"},
                                                    {"in95", "0.95"},
                                                    {"in90_low", "0.85"},
                                                    {"in90_high", "0.94"},
                                                    {"ratio_to_walk", "0.9"},
                                                    {"ratio_low", "0.8"},
                                                    {"ratio_high", "0.97"},
                                                    {"ratio_without_one", "0.95"},
                                                    {"one_iso3", "NOR"},
                                                    {"one_origin", "2011"},
                                                    {"failed", "coverage"},
                                                    {"pit_tenths", "1 2 3 4 5 6 7 8 9 10"}};
  EXPECT_EQ(found, expected);
}

TEST(BacktestFile, IsRefusedFieldByField) {
  const std::string csv = backtest_csv({good()});
  const auto findings_of = [&](const std::string& from, const std::string& to) {
    std::string changed = csv;
    changed.replace(changed.find(from), from.size(), to);
    Diagnostics findings;
    read_backtest(changed, "backtest.csv", findings);
    return findings.empty() ? std::string() : to_string(findings.front());
  };
  EXPECT_NE(findings_of("salus,3", "sallus,3").find("did you mean 'salus'"), std::string::npos);
  EXPECT_NE(findings_of("salus,3", "salus,3 to 9").find("no horizon"), std::string::npos);
  EXPECT_NE(findings_of("0 0 0 0 0 0 0 0 0 0", "0 0 0 0 0 0 0 0 0").find("not ten counts"), std::string::npos);
  EXPECT_NE(findings_of("0 0 0 0 0 0 0 0 0 0", "0 0 0 0 0 0 0 0 0 0 0").find("not ten counts"), std::string::npos);
  EXPECT_NE(findings_of("120", "many").find("pairs"), std::string::npos);
}

TEST(BacktestFile, OfTheDistributionSaysWhatTheProgramSays) {
  std::ifstream file(std::filesystem::path(SALUS_SOURCE_DIR) / "calibration/fitted/backtest.csv");
  std::stringstream text;
  text << file.rdbuf();
  Diagnostics findings;
  const auto rows = read_backtest(text.str(), "backtest.csv", findings);
  EXPECT_TRUE(findings.empty());
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(backtest_csv(rows), text.str());
}

}  // namespace
}  // namespace salus::model
