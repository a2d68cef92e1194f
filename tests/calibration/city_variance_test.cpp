#include "calibration/city_variance.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "bundled_tables.hpp"
#include "model/core/elementary.hpp"

namespace salus::calibration {
namespace {

/// What synthetic series are made of.
struct Truth {
  double effect_sd = 0.4;
  double persistence = 0.9;
  double volatility = 0.2;
  double overdispersion = 1.0;
  double count = 60.0;  ///< victims a year in the median place
};

/// Four countries with sixty places and twenty-two years each, a country path that all of its places share, and
/// counting noise.
std::vector<CitySeries> synthetic(const Truth& truth, unsigned seed) {
  std::mt19937_64 bits(seed);
  const auto normal = [&] { return model::normal_quantile((static_cast<double>(bits() >> 11) + 0.5) * 0x1p-53); };
  constexpr double persons = 1e6;
  std::vector<CitySeries> all;
  for (const char* iso3 : {"AAA", "BBB", "CCC", "DDD"}) {
    std::vector<double> path{0.0};
    for (int t = 1; t < 22; ++t) path.push_back(path.back() + 0.15 * normal());
    for (int place = 0; place < 60; ++place) {
      CitySeries s{
          iso3, std::string(iso3) + std::to_string(place), AreaType::municipality, std::string("source_") + iso3, {}};
      const double effect = truth.effect_sd * normal();
      double deviation = truth.volatility / std::sqrt(1.0 - truth.persistence * truth.persistence) * normal();
      for (int t = 0; t < 22; ++t) {
        const double mean = truth.count * std::exp(path[static_cast<std::size_t>(t)] + effect + deviation);
        const double count = std::max(0.0, std::round(mean + std::sqrt(truth.overdispersion * mean) * normal()));
        s.years.push_back({2000 + t, count / persons * 1e5, persons});
        deviation = truth.persistence * deviation + truth.volatility * normal();
      }
      all.push_back(std::move(s));
    }
  }
  return all;
}

TEST(CityVariance, PlacesThatNeverMoveHaveALastingEffectOnly) {
  // Log rates 0, 1, 2: deviations -1, 0, 1, times sqrt(3 / 2): mean square 1. No counting noise at 1e15 persons.
  std::vector<CitySeries> series;
  for (int place = 0; place < 3; ++place) {
    series.push_back({"AAA", std::to_string(place), AreaType::city, "s", {}});
    for (int y = 2000; y <= 2011; ++y) series.back().years.push_back({y, std::exp(place), 1e15});
  }
  const auto v = city_variance(series);
  EXPECT_NEAR(v.spread, 1.0, 1e-9);
  EXPECT_NEAR(v.effect_sd, 1.0, 1e-9);
  EXPECT_NEAR(v.volatility, 0.0, 1e-6);
  EXPECT_EQ(v.pairs, 33u);
}

TEST(CityVariance, NothingComesOfTooFewSeriesOrYears) {
  EXPECT_EQ(city_variance({}).series, 0u);
  auto few = synthetic({}, 1);
  few.resize(2);
  EXPECT_EQ(city_variance(few).volatility, 0.0);
  auto brief = synthetic({}, 1);
  for (auto& s : brief) s.years.resize(5);
  EXPECT_EQ(city_variance(brief).series, 0u);
}

TEST(CityVariance, RecoversKnownParametersWithinItsStatedError) {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE(seed);
    const Truth truth;
    const auto series = synthetic(truth, seed);
    const auto v = city_variance(series);
    const auto error = jackknife(series, LeaveOut::one_series);
    EXPECT_EQ(v.series, 240u);
    EXPECT_LT(std::abs(v.persistence - truth.persistence), 3.0 * error.persistence);
    EXPECT_LT(std::abs(v.volatility - truth.volatility), 3.0 * error.volatility);
    EXPECT_LT(std::abs(v.effect_sd - truth.effect_sd), 3.0 * error.effect_sd);
    EXPECT_LT(std::abs(v.overdispersion - 1.0), 3.0 * error.overdispersion);
    EXPECT_LT(error.persistence, 0.04);  // an error that says nothing would pass anything
    EXPECT_LT(error.volatility, 0.015);
    EXPECT_LT(error.effect_sd, 0.15);
  }
}

TEST(CityVariance, SeesOverdispersion) {
  Truth truth;
  truth.overdispersion = 3.0;
  const auto series = synthetic(truth, 3);
  const auto error = jackknife(series, LeaveOut::one_series);
  EXPECT_NEAR(city_variance(series).overdispersion, 3.0, 3.0 * error.overdispersion);
  EXPECT_LT(error.overdispersion, 0.6);
}

/// Planted defects: the tolerances above must refuse them.
TEST(CityVariance, WrongPopulationsOrYearsAreNotMistakenForTheTruth) {
  const Truth truth;
  auto noisy = synthetic(truth, 1);
  for (auto& s : noisy)
    for (auto& y : s.years) y.persons = *y.persons * 1000.0;  // so that the noise of counting is not taken off
  auto error = jackknife(noisy, LeaveOut::one_series);
  EXPECT_GT(city_variance(noisy).volatility - truth.volatility, 3.0 * error.volatility);
  auto shuffled = synthetic(truth, 1);
  std::mt19937_64 bits(5);
  for (auto& s : shuffled)
    for (std::size_t i = s.years.size() - 1; i > 0; --i) std::swap(s.years[i].rate, s.years[bits() % (i + 1)].rate);
  error = jackknife(shuffled, LeaveOut::one_series);
  EXPECT_GT(truth.persistence - city_variance(shuffled).persistence, 3.0 * error.persistence);
}

TEST(CitySeries, EmptyPopulationsTakeTheMedianOfTheirKind) {
  std::vector<CitySeries> series{{"AAA", "a", AreaType::city, "s", {{2000, 1.0, 100.0}, {2001, 1.0, 300.0}}},
                                 {"AAA", "b", AreaType::city, "s", {{2000, 1.0, {}}}},
                                 {"AAA", "c", AreaType::state, "s", {{2000, 1.0, {}}}}};
  series = with_persons(std::move(series));
  EXPECT_EQ(series[1].years[0].persons, 300.0);
  EXPECT_FALSE(series[2].years[0].persons.has_value());
}

TEST(CitySeries, UntilLeavesOutLaterYears) {
  const auto early =
      until({{"AAA", "a", AreaType::city, "s", {{2018, 1.0, {}}, {2019, 2.0, {}}, {2020, 3.0, {}}}}}, 2019);
  ASSERT_EQ(early[0].years.size(), 2u);
  EXPECT_EQ(early[0].years.back().year, 2019);
}

TEST(CitySeries, WindowsAndDriftAreTheHandComputedOnes) {
  const std::vector<CitySeries> series{
      {"AAA", "a", AreaType::city, "s", {{2000, 10.0, 1e6}, {2001, 0.0, {}}, {2002, 5.0, 2e6}, {2003, 8.9, {}}}},
      {"BBB", "b", AreaType::city, "t", {{2000, 1.0, {}}, {2002, 1.0, {}}}}};
  const auto windows = series_windows(series, 2);
  ASSERT_EQ(windows.size(), 2u);  // 2001 is zero, so no window starts there
  EXPECT_EQ(windows[0].start_rate, 10.0);
  EXPECT_EQ(windows[0].end_rate, 5.0);
  EXPECT_EQ(windows[0].end_persons, 2e6);
  EXPECT_EQ(window_shares(windows).halved, 0.5);
  EXPECT_EQ(window_shares(series_windows(series, 3)).fell, 1.0);
  EXPECT_EQ(window_shares({}).fell, 0.0);
  const auto drift = series_drift(series);
  EXPECT_NEAR(drift.mean, 0.5 * std::log(0.89) / 3.0, 1e-12);
  EXPECT_EQ(drift.units, 2u);
}

TEST(CitySeries, TheBundledSeriesFellAsOftenAsStated) {
  const auto& series = tables().city_series;
  EXPECT_EQ(series.size(), 217u);
  const auto windows = series_windows(series, 9);
  EXPECT_EQ(windows.size(), 2807u);
  EXPECT_NEAR(window_shares(windows).fell, 0.507, 0.0005);
  EXPECT_NEAR(window_shares(windows).halved, 0.162, 0.0005);
}

/// The figures that calibration/README.md states.
TEST(CitySeries, TheBundledEstimatesAreThoseOfTheReadme) {
  const auto series = with_persons(tables().city_series);
  for (const auto& s : series)
    for (const auto& y : s.years) ASSERT_TRUE(y.persons.has_value()) << s.name;
  const auto v = city_variance(series);
  const auto by_series = jackknife(series, LeaveOut::one_series);
  const auto by_country = jackknife(series, LeaveOut::one_country);
  if (std::getenv("SALUS_PRINT") != nullptr)
    for (const auto& [name, x] :
         {std::pair("estimate", v), std::pair("error, series", by_series), std::pair("error, countries", by_country)})
      std::printf("%-17s persistence %.3f volatility %.3f spread %.3f effect %.3f overdispersion %.2f\n", name,
                  x.persistence, x.volatility, x.spread, x.effect_sd, x.overdispersion);
  EXPECT_EQ(v.series, 216u);  // London stands alone in its country
  EXPECT_EQ(by_country.series, 4u);
  EXPECT_NEAR(v.persistence, 0.948, 0.001);
  EXPECT_NEAR(v.volatility, 0.212, 0.001);
  EXPECT_NEAR(v.spread, 0.670, 0.001);
  EXPECT_NEAR(v.overdispersion, 1.06, 0.01);
  EXPECT_NEAR(by_country.persistence, 0.031, 0.002);
  EXPECT_NEAR(by_country.volatility, 0.029, 0.002);
  EXPECT_LT(v.effect_sd, by_series.effect_sd);           // not told from the AR(1)
  const auto note = city_variance(until(series, 2019));  // what the view of the note may know
  EXPECT_NEAR(note.persistence, 0.926, 0.001);
  EXPECT_NEAR(note.volatility, 0.215, 0.001);
  EXPECT_NEAR(note.spread, 0.662, 0.001);
  EXPECT_NEAR(note.effect_sd, 0.338, 0.001);
  const auto countries = country_drift(tables().by_country, 2019);
  const auto places = series_drift(series);
  EXPECT_NEAR(countries.mean, -0.0100, 0.0001);
  EXPECT_NEAR(countries.standard_error, 0.0058, 0.0001);
  EXPECT_EQ(countries.units, 42u);
  EXPECT_NEAR(places.mean, -0.0112, 0.0001);
  EXPECT_NEAR(places.standard_error, 0.0134, 0.0001);
}

}  // namespace
}  // namespace salus::calibration
