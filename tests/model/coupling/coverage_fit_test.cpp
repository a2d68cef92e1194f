#include "model/coupling/coverage_fit.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace salus::model {
namespace {

/// Cities whose hot cells follow curves of scales that are known, without chance.
std::vector<CityShares> cities_of(const std::vector<double>& scales) {
  std::vector<CityShares> cities;
  for (std::size_t c = 0; c < scales.size(); ++c) {
    LorenzShares s;
    s.target = MeasureTarget::hot_cells;
    s.all_targets = 100000.0;
    const CoverageCurve curve{1.0, 0.7, scales[c], FirstTargets::fading};
    for (const auto k : every<CrimeType>) s.events[k] = 1e6;
    for (std::size_t i = 0; i < curve_parts.size(); ++i) {
      s.targets[i] = curve_parts[i] * s.all_targets;
      for (const auto k : every<CrimeType>) s.touched[k][i] = 1e6 * curve.at(curve_parts[i]);
    }
    cities.push_back({static_cast<std::uint32_t>(c / 2), false, 4e6, 1.0, {s}});
  }
  return cities;
}

TEST(CoverageFit, FindsTheLawAndHowItDiffersBetweenCities) {
  // Logs of the scales: laws -5 and -3, cities of a law 0.2 on either side.
  const auto surface =
      fitted_surface(cities_of({std::exp(-5.2), std::exp(-4.8), std::exp(-3.2), std::exp(-2.8)}), "made up");
  EXPECT_EQ(surface.label, "made up");
  ASSERT_EQ(surface.curves.size(), crime_type_count);
  for (const auto& [target, type, curve, echo_any] : surface.curves) {
    EXPECT_EQ(target, MeasureTarget::hot_cells);
    EXPECT_NEAR(curve.median.full, 1.0, 1e-12);
    EXPECT_NEAR(curve.median.ahead, 0.7, 1e-4);
    EXPECT_NEAR(std::log(curve.median.scale), -4.0, 1e-3);
    EXPECT_NEAR(curve.scale.city, std::sqrt(2.0 * 0.04), 1e-3);
    EXPECT_NEAR(curve.scale.common, std::sqrt((4.0 - 0.08) / 2.0 + 0.02), 1e-2);
    EXPECT_NEAR(curve.targets_per_person, 0.025, 1e-12);
    EXPECT_EQ(curve.full.city, 0.0);
  }
}

TEST(CoverageFit, TakesTheMiddleFromCitiesAtTheLawsCentre) {
  const std::vector<double> drawn{std::exp(-5.2), std::exp(-4.8), std::exp(-3.2), std::exp(-2.8)};
  auto cities = cities_of(drawn);
  const auto without = fitted_surface(cities, "made up");
  for (auto& one : cities_of({std::exp(-4.6), std::exp(-4.4)})) {
    one.at_centre = true;
    one.law = 99;
    cities.push_back(one);
  }
  const auto with = fitted_surface(cities, "made up");
  for (std::size_t i = 0; i < with.curves.size(); ++i) {
    EXPECT_NEAR(std::log(with.curves[i].curve.median.scale), -4.5, 1e-3);
    EXPECT_NEAR(with.curves[i].curve.scale.common, without.curves[i].curve.scale.common, 1e-3);
    EXPECT_NEAR(with.curves[i].curve.scale.city, without.curves[i].curve.scale.city, 1e-3);
  }
}

TEST(CoverageFit, TakesOutWhatTheLevelSays) {
  // Eight cities, robbery at e^-5 to e^-1.5 a person-year, all else alike: the log of the scale falls by 0.8 a unit.
  std::vector<double> scales;
  for (int i = 0; i < 8; ++i) scales.push_back(std::exp(-4.0 - 0.8 * (0.5 * i - 1.75)));
  auto cities = cities_of(scales);
  for (int i = 0; i < 8; ++i) {
    auto& s = cities[static_cast<std::size_t>(i)].kinds.front();
    const double events = cities.front().persons * std::exp(-5.0 + 0.5 * i);
    for (auto& touched : s.touched[CrimeType::robbery]) touched *= events / s.events[CrimeType::robbery];
    s.events[CrimeType::robbery] = events;
  }
  for (const auto& [target, type, curve, echo_any] : fitted_surface(cities, "of levels").curves) {
    if (type != CrimeType::robbery) {
      EXPECT_EQ(curve.by_level.slope, 0.0);
      continue;
    }
    EXPECT_NEAR(std::log(curve.by_level.level), -3.25, 1e-4);
    EXPECT_NEAR(curve.by_level.slope, 0.8, 1e-3);
    EXPECT_NEAR(std::log(curve.median.scale), -4.0, 1e-3);
    EXPECT_NEAR(curve.scale.common + curve.scale.city, 0.0, 1e-3);
    // Back at each city's own.
    for (int i = 0; i < 8; ++i) {
      const double more = curve.by_level.more(-5.0 + 0.5 * i);
      const auto here = moved(curve.median, curve, &CurveSpread::city, {.more = more});
      const double sd = 0.5 * std::sqrt(6.0);  // of 0 to 7, halved
      EXPECT_NEAR(std::log(here.scale), -4.0 - 0.8 * std::clamp(0.5 * i - 1.75, -sd, sd), 2e-3);
    }
    // Beyond one standard deviation it stays.
    EXPECT_EQ(curve.by_level.more(3.0), curve.by_level.more(5.0));
  }
}

TEST(CoverageFit, ALineIsDrawnToNothingByItsOwnError) {
  // Slope 1 by hand: residuals -0.1, 0.2, -0.1; squared error 0.06 / 1 / 2.
  const auto line = shrunk_line(std::vector<double>{-1.0, 0.0, 1.0}, std::vector<double>{-1.1, 0.2, 0.9});
  EXPECT_NEAR(line.slope, 1.0 - 0.03, 1e-12);
  EXPECT_NEAR(line.sd_x, 1.0, 1e-15);
  EXPECT_EQ(shrunk_line(std::vector<double>{0.0, 1.0, 2.0}, std::vector<double>{0.0, 1.0, 0.1}).slope, 0.0);
  EXPECT_EQ(shrunk_line(std::vector<double>{2.0, 2.0, 2.0}, std::vector<double>{0.0, 1.0, 0.1}).slope, 0.0);
}

TEST(CoverageFit, OneCityKeepsItsCurveAndASpreadOfJudgement) {
  const auto surface = fitted_surface(cities_of({0.01}), "one");
  for (const auto& [target, type, curve, echo_any] : surface.curves) {
    EXPECT_NEAR(curve.median.scale, 0.01, 1e-6);
    EXPECT_EQ(curve.scale.common, spread_of_one_city);
    EXPECT_EQ(curve.scale.city, 0.0);
  }
}

TEST(CoverageFit, GroupsOfTwoGiveTheSpreadBetweenAndWithin) {
  const std::vector<Grouped> values{{1, 1.0}, {1, 3.0}, {2, 5.0}, {2, 7.0}};
  const auto g = grouped_spread(values);
  EXPECT_EQ(g.mean, 4.0);
  EXPECT_NEAR(g.spread.city, std::sqrt(2.0), 1e-14);    // (1 + 1 + 1 + 1) / 2
  EXPECT_NEAR(g.spread.common, std::sqrt(7.0), 1e-14);  // (16 - 2) / 2
  EXPECT_EQ(grouped_spread(std::vector<Grouped>{{1, 2.0}}).spread.common, 0.0);
  EXPECT_NEAR(grouped_spread(std::vector<Grouped>{{1, 1.0}, {2, 3.0}}).spread.common, std::sqrt(2.0), 1e-14);
}

}  // namespace
}  // namespace salus::model
