/// The back-test's arithmetic: scores against quadrature, the walk against its published figures.
#include "calibration/backtest/backtest.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/core/elementary.hpp"
#include "tests/calibration/bundled_tables.hpp"

namespace salus::calibration {
namespace {

double probability(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

/// CRPS by its definition: the integral of (F(x) - 1(x >= y))^2.
template <class Distribution>
double crps_by_quadrature(Distribution f, double y, double from, double to) {
  constexpr int steps = 400000;
  const double width = (to - from) / steps;
  double sum = 0.0;
  for (int i = 0; i < steps; ++i) {
    const double x = from + (i + 0.5) * width;
    const double gap = f(x) - (x >= y ? 1.0 : 0.0);
    sum += gap * gap * width;
  }
  return sum;
}

TEST(Scores, AreTheIntegralsTheyAreDefinedBy) {
  const Forecast f{1.2, 0.4};
  for (const double y : {0.1, 1.1, 2.5}) {
    EXPECT_NEAR(crps_normal(f, y),
                crps_by_quadrature([&](double x) { return probability((x - f.mean) / f.sd); }, y, -3.0, 6.0), 1e-5);
    EXPECT_NEAR(crps_lognormal(f, std::exp(y)),
                crps_by_quadrature([&](double x) { return probability((std::log(x) - f.mean) / f.sd); }, std::exp(y),
                                   1e-9, 60.0),
                1e-3);
  }
  // Far outside, all that counts is the distance.
  EXPECT_NEAR(weighted_interval_score({0.0, 1e-9}, 3.0), 3.0, 1e-6);
  const auto middle = score(f, std::exp(f.mean));
  EXPECT_NEAR(middle.pit, 0.5, 1e-12);
  for (const bool in : middle.inside) EXPECT_TRUE(in);
  const auto edge = score(f, std::exp(f.mean + 1.7 * f.sd));  // outside 90 %, inside 95 %
  EXPECT_FALSE(edge.inside[model::CentralInterval::in90]);
  EXPECT_TRUE(edge.inside[model::CentralInterval::in95]);
}

TEST(Scores, AreProper) {  // on a grid of quantiles of the truth, so without chance, the true forecast scores best
  const Forecast truth{0.0, 1.0};
  constexpr int n = 4000;
  for (const Forecast& other : {Forecast{0.3, 1.0}, Forecast{0.0, 1.5}, Forecast{0.0, 0.6}}) {
    double crps = 0.0;
    double wis = 0.0;
    for (int i = 0; i < n; ++i) {
      const double y = model::normal_quantile((i + 0.5) / n);
      crps += (crps_normal(other, y) - crps_normal(truth, y)) / n;
      wis += (weighted_interval_score(other, y) - weighted_interval_score(truth, y)) / n;
    }
    EXPECT_GT(crps, 0.005);
    EXPECT_GT(wis, 0.005);
  }
}

TEST(RandomWalk, GivesThePublishedFigures) {
  const auto panel = rate_panel(read_tables(bundled_texts()));
  const auto scored = backtest(panel, {}, {random_walk()});
  const auto horizons = std::to_array<int>({1, 3, 5, 7, 10});
  const auto crps = std::to_array<double>({0.0970, 0.1500, 0.1767, 0.2112, 0.2343});
  const auto coverage = std::to_array<double>({0.854, 0.851, 0.910, 0.914, 0.921});
  const auto pairs = std::to_array<std::size_t>({144, 141, 133, 105, 76});
  for (std::size_t i = 0; i < horizons.size(); ++i) {
    const auto p = pooled(scored, model::ForecastModel::random_walk, horizons[i]);
    EXPECT_EQ(p.pairs, pairs[i]) << horizons[i];
    EXPECT_NEAR(p.crps_log, crps[i], 5.1e-5) << horizons[i];
    EXPECT_NEAR(p.coverage[model::CentralInterval::in90], coverage[i], 5.1e-4) << horizons[i];
  }
}

TEST(Backtest, ForecastersSeeNothingAfterTheOrigin) {  // a value of later that leaks into a fit
  auto panel = rate_panel(read_tables(bundled_texts()));
  const BacktestPlan plan{{2008}, 5};
  const auto before = backtest(panel, plan, naive_forecasters());
  for (auto& [iso3, series] : panel)
    for (auto& [year, rate] : series)
      if (year > 2008) rate *= 3.0;
  const auto after = backtest(panel, plan, naive_forecasters());
  ASSERT_EQ(before.size(), after.size());
  ASSERT_GT(before.size(), 400u);
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(before[i].forecast.mean, after[i].forecast.mean);
    EXPECT_EQ(before[i].forecast.sd, after[i].forecast.sd);
    EXPECT_EQ(3.0 * before[i].observed, after[i].observed);
  }
}

TEST(Naive, HoldOnSeriesWithKnownAnswers) {
  RatePanel panel;
  for (const char* iso3 : {"AAA", "BBB", "CCC"})
    for (int year = 1990; year <= 2005; ++year)
      panel[iso3][year] = 10.0 * std::exp(-0.05 * (year - 1990));  // falls by 5 % a year for ever
  const auto walk = random_walk().fit(panel, 4).at("AAA");
  const auto stays = persistence().fit(panel, 4).at("AAA");
  const auto trend = damped_trend().fit(panel, 4).at("AAA");
  const double last = std::log(10.0) - 0.75;
  EXPECT_NEAR(walk[3].mean, last, 1e-12);
  EXPECT_NEAR(walk[3].sd, 0.05 * 2.0, 1e-12);  // root mean square change 0.05, all alike, over four years
  EXPECT_NEAR(stays[3].sd, 0.05, 1e-12);
  EXPECT_NEAR(trend[1].mean, last - 0.05 * (0.8 + 0.64), 1e-12);
  // An autoregression with coefficient 1/2 around a mean, without noise, is found.
  for (auto& [iso3, series] : panel) {
    double x = iso3 == "AAA" ? 1.0 : iso3 == "BBB" ? -1.0 : 0.5;
    for (int year = 1990; year <= 2040; ++year) {
      series[year] = 5.0 * std::exp(x);
      x *= 0.5;
    }
  }
  const auto back = first_order_autoregression().fit(panel, 2).at("AAA");
  EXPECT_NEAR(back[1].mean, std::log(5.0), 0.03);
}

TEST(RatePanel, OfAFileIsCheckedFieldByField) {
  const auto findings_of = [](const std::string& text) {
    model::Diagnostics findings;
    read_own_figures(text, "own.csv", findings);
    std::string all;
    for (const auto& f : findings) all += to_string(f) + "\n";
    return all;
  };
  const std::string head = "iso3,year,indicator,value,unit,source_id\n";
  EXPECT_EQ(findings_of(head + "UZB,2001,homicide_rate,8.3,per_100k,own\nUZB,2001,homicide_count,83,victims,own\nUZB,"
                               "2002,homicide_rate,0.01,per_100k,own\n"),
            "");
  EXPECT_NE(findings_of(head + "UZB,2001,homicide_rate,8.3,per_100k,a\nUZB,2001,homicide_rate,8.9,per_100k,b\n")
                .find("own.csv:3:5: year: the country and year stand twice"),
            std::string::npos);
  EXPECT_NE(findings_of(head + "UZB,2001,homicide_rate,8.3,per_million,own\n").find("own.csv:2:28: unit"),
            std::string::npos);
  EXPECT_NE(findings_of(head + "UZB,2001,homicide_rate,-1,per_100k,own\n").find("no homicide rate"), std::string::npos);
  EXPECT_NE(findings_of(head + "Kenya,2001,homicide_rate,1,per_100k,own\n").find("fix: write KEN for Kenya"),
            std::string::npos);
  EXPECT_NE(findings_of(head + "ken,2001,homicide_rate,1,per_100k,own\n").find("fix: write KEN for Kenya"),
            std::string::npos);
  EXPECT_NE(findings_of(head + "UZB,2001,robbery_rate,1,per_100k,own\n").find("no row of the indicator"),
            std::string::npos);
  EXPECT_NE(findings_of(head + "XXX,2001,homicide_rate,1,per_100k,own\n").find("no ISO 3166-1 alpha-3 code"),
            std::string::npos);
  EXPECT_NE(findings_of(head + "ZAR,2001,homicide_rate,1,per_100k,own\n").find("write COD for"), std::string::npos);
  EXPECT_EQ(findings_of(head + "WLD,2001,homicide_rate,6,per_100k,own\nUZB,2001,homicide_rate,1,per_100k,own\n"), "");
  const std::string rate = "UZB,2001,homicide_rate,8.3,per_100k,own\n";
  EXPECT_NE(findings_of(head + rate + "UZB,2001,homicide_count,-3,victims,own\n")
                .find("own.csv:3:25: value: this is no number of victims"),
            std::string::npos);
  EXPECT_NE(findings_of(head + rate + "UZB,2001,homicide_count,3.5,victims,own\n").find("no number of victims"),
            std::string::npos);
  EXPECT_NE(findings_of("iso3;year;indicator;value;unit;source_id\nUZB;2001;homicide_rate;1;per_100k;own\n")
                .find("own.csv:1:5: separator: fields are not separated by commas"),
            std::string::npos);
  EXPECT_EQ(findings_of("\xEF\xBB\xBF" + head + rate), "");
  EXPECT_NE(findings_of(head + "UZB,2001,homicide_rate,0.01,per_100k,own\n").find("no rate is above 0.05"),
            std::string::npos);
  // Four years speak of a million people, the fifth of five million.
  std::string counts;
  for (int year = 2000; year < 2005; ++year)
    counts += "UZB," + std::to_string(year) + ",homicide_rate,10,per_100k,own\nUZB," + std::to_string(year) +
              ",homicide_count," + (year == 2003 ? "500" : "100") + ",victims,own\n";
  EXPECT_NE(
      findings_of(head + counts).find("own.csv:9:25: value: count and rate of this year speak of another population"),
      std::string::npos);
  EXPECT_NE(findings_of(head + rate + "UZB,2001,inequality,0.4,share,own\n").find("read in another unit"),
            std::string::npos);
  EXPECT_NE(
      findings_of(head + rate + "UZB,2001,unemployment,400,percent_of_labour_force,own\n").find("no value of a driver"),
      std::string::npos);
  EXPECT_NE(findings_of("iso3,year,value,unit,source_id\nUZB,2001,1,per_100k,own\n").find("indicator"),
            std::string::npos);
}

}  // namespace
}  // namespace salus::calibration
