/// Pooled scores as one reckons them by hand, and what the bootstrap of countries knows.
#include "calibration/backtest/summary.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <tuple>

namespace salus::calibration {
namespace {

using model::BacktestRow;
using model::CentralInterval;
using model::ForecastHorizon;
using model::ForecastModel;
using Kind = ForecastHorizon::Kind;

ScoredForecast scored(ForecastModel model, const char* iso3, int horizon, double crps, bool inside, double pit) {
  ScoredForecast s;
  s.model = model;
  s.iso3 = iso3;
  s.origin = 2000;
  s.horizon = horizon;
  s.observed = 5.0;
  s.score.crps_log = crps;
  s.score.crps_rate = 10.0 * crps;
  s.score.wis = 2.0 * crps;
  s.score.inside = {{false, inside, inside, true}};
  s.score.pit = pit;
  return s;
}

const BacktestRow& row_of(const std::vector<BacktestRow>& rows, ForecastModel model, Kind kind, int years = 0) {
  for (const auto& row : rows)
    if (row.model == model && row.horizon == ForecastHorizon{kind, years}) return row;
  throw std::runtime_error("there is no such row");
}

/// Country A has two pairs at the first horizon and one at the second, B one each; Salus' error is half of the walk's
/// in A and all of it in B.
std::vector<ScoredForecast> two_countries() {
  std::vector<ScoredForecast> all;
  for (const auto& [iso3, horizon, crps] :
       {std::tuple{"AAA", 1, 0.2}, std::tuple{"AAA", 1, 0.4}, std::tuple{"AAA", 3, 0.6}, std::tuple{"BBB", 1, 0.1},
        std::tuple{"BBB", 3, 0.9}}) {
    all.push_back(scored(ForecastModel::random_walk, iso3, horizon, crps, true, 0.5));
    const bool first = *iso3 == 'A';
    all.push_back(scored(ForecastModel::salus, iso3, horizon, first ? 0.5 * crps : crps, first, first ? 0.05 : 1.0));
  }
  return all;
}

TEST(Summary, PoolsPairsAtAHorizonAndThenHorizons) {
  const auto rows = summarise(two_countries(), {1, 3}, 200, 1);
  ASSERT_EQ(rows.size(), 6u);  // two horizons and all of them; the long term has horizons without a pair
  const auto& one = row_of(rows, ForecastModel::salus, Kind::one, 1);
  EXPECT_EQ(one.pairs, 3u);
  EXPECT_EQ(one.countries, 2u);
  EXPECT_NEAR(one.crps_log, (0.1 + 0.2 + 0.1) / 3.0, 1e-15);
  EXPECT_NEAR(one.crps_rate, 10.0 * one.crps_log, 1e-14);
  EXPECT_NEAR(one.ratio, 0.4 / 0.7, 1e-15);
  EXPECT_EQ(one.coverage[CentralInterval::in50], 0.0);
  EXPECT_NEAR(one.coverage[CentralInterval::in90], 2.0 / 3.0, 1e-15);
  EXPECT_EQ(one.coverage[CentralInterval::in95], 1.0);
  EXPECT_EQ(one.pit, (std::array<std::uint32_t, 10>{2, 0, 0, 0, 0, 0, 0, 0, 0, 1}));  // 1 belongs to the last tenth
  const auto& all = row_of(rows, ForecastModel::salus, Kind::all);
  EXPECT_EQ(all.pairs, 5u);
  EXPECT_NEAR(all.crps_log, 0.5 * (0.4 / 3.0 + 0.6), 1e-15);  // horizons count alike, however many pairs they have
  EXPECT_NEAR(all.ratio, (0.4 / 3.0 + 0.6) / (0.7 / 3.0 + 0.75), 1e-15);
  EXPECT_NEAR(all.coverage[CentralInterval::in90], 3.0 / 5.0, 1e-15);
  EXPECT_EQ(row_of(rows, ForecastModel::random_walk, Kind::all).ratio, 1.0);
}

TEST(Summary, DrawsCountriesAndNotForecasts) {
  // Two countries drawn with replacement: A alone (one in four), B alone, or both. So the interval of the ratio runs
  // from that of A to that of B, however many forecasts each has; drawn by forecasts it would be narrower.
  const auto row = row_of(summarise(two_countries(), {1, 3}, 400, 7), ForecastModel::salus, Kind::one, 1);
  EXPECT_NEAR(row.ratio_range.low, 0.5, 1e-15);
  EXPECT_NEAR(row.ratio_range.high, 1.0, 1e-15);
  EXPECT_EQ(row.coverage90_range.low, 0.0);
  EXPECT_EQ(row.coverage90_range.high, 1.0);
  std::vector<ScoredForecast> one_country = two_countries();
  std::erase_if(one_country, [](const auto& s) { return s.iso3 == "BBB"; });
  const auto alone = row_of(summarise(one_country, {1, 3}, 50, 7), ForecastModel::salus, Kind::one, 1);
  EXPECT_EQ(alone.ratio_range.low, alone.ratio_range.high);  // one country tells nothing of others
}

// Twenty cases alike, in which the forecaster is a little better, and one in which the walk is far off.
TEST(Summary, SaysWhatTheRatioIsWithoutTheCaseThatMovesItMost) {
  std::vector<ScoredForecast> all;
  for (int n = 0; n < 21; ++n)
    for (const auto model : {ForecastModel::random_walk, ForecastModel::salus}) {
      const bool walk = model == ForecastModel::random_walk;
      auto s = scored(model, n % 3 == 0 ? "AAA" : n % 3 == 1 ? "BBB" : "CCC", 1, walk ? 0.1 : 0.095, true, 0.5);
      s.origin = 2000 + n / 3;
      if (n == 7 && walk) s.score.crps_log = 1.1;
      all.push_back(s);
    }
  const auto row = row_of(summarise(all, {1}, 10, 1), ForecastModel::salus, Kind::one, 1);
  EXPECT_NEAR(row.ratio, 21.0 * 0.095 / 3.1, 1e-12);
  EXPECT_EQ(row.without_one.iso3, "BBB");
  EXPECT_EQ(row.without_one.origin, 2002);
  EXPECT_NEAR(row.without_one.ratio, 0.95, 1e-12);
  EXPECT_TRUE(row_of(summarise(all, {1}, 10, 1), ForecastModel::random_walk, Kind::one, 1).without_one.iso3.empty());
  all.resize(2);  // nothing is left when the only case is left out
  EXPECT_TRUE(row_of(summarise(all, {1}, 10, 1), ForecastModel::salus, Kind::one, 1).without_one.iso3.empty());
}

TEST(Summary, TheLongTermNeedsAllOfItsHorizons) {
  std::vector<ScoredForecast> all;
  for (const int horizon : {3, 5, 7, 10})
    for (const auto model : {ForecastModel::random_walk, ForecastModel::salus})
      all.push_back(scored(model, "AAA", horizon, model == ForecastModel::salus ? 0.3 : 0.1 * horizon, true, 0.5));
  const auto row = row_of(summarise(all, {3, 5, 7, 10}, 10, 1), ForecastModel::salus, Kind::long_term);
  EXPECT_NEAR(row.ratio, 0.3 / 0.625, 1e-15);
  all.pop_back();  // no forecast at ten years
  EXPECT_THROW(row_of(summarise(all, {3, 5, 7, 10}, 10, 1), ForecastModel::salus, Kind::long_term), std::runtime_error);
}

TEST(CountryTable, HasMeansByHorizonAndOverAllOfThem) {
  const std::string table = countries_csv(two_countries());
  EXPECT_NE(table.find("\nAAA,salus,1,2,0.15,1.5,0.3,0,1,1,1\n"), std::string::npos) << table;
  EXPECT_NE(table.find("\nAAA,salus,all,3,0.2,2,0.4,0,1,1,1\n"), std::string::npos) << table;
  EXPECT_NE(table.find("\nBBB,salus,all,2,0.5,5,1,0,0,0,1\n"), std::string::npos) << table;
}

}  // namespace
}  // namespace salus::calibration
