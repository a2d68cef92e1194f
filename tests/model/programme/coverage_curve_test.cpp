#include "model/programme/coverage_curve.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace salus::model {
namespace {

constexpr auto both = {FirstTargets::fading, FirstTargets::exhausted};

TEST(CoverageCurve, IsStraightBitForBitWhereTargetsAreAnyOfTheirKind) {
  const CoverageCurve straight{0.37, 0.0, 0.01};
  for (const double part : {0.0, 1e-9, 0.013, 0.5, 0.999, 1.0}) EXPECT_EQ(straight.at(part), 0.37 * part);
  EXPECT_NEAR(straight.at(0.013, 0.1), 0.37 * 0.013, 1e-16);
}

TEST(CoverageCurve, HasItsClosedForms) {
  const CoverageCurve places{0.8, 0.5, 0.01, FirstTargets::fading};
  EXPECT_NEAR(places.at(0.03), 0.8 * (0.5 * 0.03 + 0.5 * std::log(4.0) / std::log(101.0)), 1e-15);
  const CoverageCurve persons{0.8, 0.5, 0.01, FirstTargets::exhausted};
  EXPECT_NEAR(persons.at(0.03), 0.8 * (0.5 * 0.03 + 0.5 * 0.75 * 1.01), 1e-15);
  for (const CoverageCurve& curve : {places, persons}) {
    EXPECT_EQ(curve.at(0.0), 0.0);
    EXPECT_NEAR(curve.at(1.0), 0.8, 1e-15);
    EXPECT_EQ(curve.at(1.7), curve.at(1.0));                          // there are no more targets
    EXPECT_NEAR(curve.at(0.01, 0.04), 0.25 * curve.at(0.04), 1e-15);  // a quarter of one target
  }
}

TEST(CoverageCurve, IsMonotoneAndConcaveWhateverItsNumbers) {
  for (const FirstTargets first : both)
    for (const double scale : {1e-5, 0.01, 3.0})
      for (const double ahead : {0.0, 0.4, 1.0})
        for (const double least : {0.0, 0.05}) {
          const CoverageCurve curve{1.0, ahead, scale, first};
          double slope = 1e300;
          for (int i = 1; i <= 400; ++i) {
            const double step = (curve.at(i / 400.0, least) - curve.at((i - 1) / 400.0, least)) * 400.0;
            EXPECT_GE(step, -1e-12) << scale << ' ' << ahead << ' ' << i;
            EXPECT_LE(step, slope + 1e-9) << scale << ' ' << ahead << ' ' << i;
            slope = step;
          }
        }
}

TEST(CoverageCurve, IsFoundAgainInItsOwnPoints) {
  for (const FirstTargets first : both) {
    const CoverageCurve curve{0.9, 0.35, 0.004, first};
    std::vector<SharePoint> points;
    for (double part = 1e-5; part < 1.0; part *= 3.0) points.push_back({part, curve.at(part), 1.0});
    const auto found = nearest_curve({.full = 0.9, .first = first}, points);
    EXPECT_NEAR(found.ahead, curve.ahead, 1e-6);
    EXPECT_NEAR(found.scale, curve.scale, 1e-7);
    EXPECT_NEAR(nearest_curve({.full = 0.9, .first = first, .scale = 0.004}, points).ahead, 0.35, 1e-12);
    EXPECT_NEAR(nearest_curve({.full = 0.9, .first = first, .ahead = 0.35}, points).scale, 0.004, 1e-8);
  }
  EXPECT_EQ(nearest_curve({.full = 0.5}, {}).at(0.25), 0.125);
}

TEST(CoverageCurve, TheNearestIsNoFartherThanAnyOther) {
  // The slow, obvious way: a grid of all curves.
  const std::vector<SharePoint> points{{0.01, 0.12, 2.0}, {0.1, 0.3, 1.0}, {0.4, 0.75, 3.0}, {0.8, 0.7, 1.0}};
  const auto distance = [&](const CoverageCurve& curve) {
    double sum = 0.0;
    for (const auto& p : points) sum += p.weight * std::pow(p.share - curve.at(p.part), 2);
    return sum;
  };
  for (const FirstTargets first : both) {
    const double found = distance(nearest_curve({.full = 0.9, .first = first}, points));
    for (int i = -100; i <= 6; ++i)
      for (int j = 0; j <= 100; ++j)
        EXPECT_LE(found, distance({0.9, j / 100.0, std::pow(10.0, i / 20.0), first}) + 1e-9) << i << ' ' << j;
  }
}

TEST(CoverageCurve, MovesByItsSpreadAndStaysWithin) {
  CurvePrior prior;
  prior.median = {0.6, 0.3, 0.01, FirstTargets::fading};
  prior.scale = {.common = 0.5, .city = 1.0};
  prior.full = {.common = 0.2, .city = 0.0};
  const CurveLuck luck{.concentration = 1.5, .full = -1.0};
  const auto common = moved(prior.median, prior, &CurveSpread::common, luck);
  EXPECT_NEAR(common.scale, 0.01 * std::exp(-0.75), 1e-15);
  EXPECT_NEAR(common.full, 1.0 / (1.0 + std::exp(-(std::log(1.5) - 0.2))), 1e-15);
  EXPECT_EQ(common.ahead, 0.3);
  const auto city = moved(common, prior, &CurveSpread::city, luck);
  EXPECT_NEAR(city.scale, common.scale * std::exp(-1.5), 1e-15);
  EXPECT_EQ(city.full, common.full);
  EXPECT_GT(city.at(0.001), prior.median.at(0.001));  // luck is more in the first targets
  prior.median.full = 1.0;
  EXPECT_EQ(moved(prior.median, prior, &CurveSpread::common, luck).full, 1.0);  // all of it
}

TEST(CoverageCurve, StandsAtThePlacesLevelWithinWhatWasSeen) {
  CurvePrior prior;
  prior.by_level = {.level = 0.02, .sd = 0.5, .slope = 0.6};
  EXPECT_NEAR(prior.by_level.more(std::log(0.02) + 0.4), 0.24, 1e-12);
  EXPECT_NEAR(prior.by_level.more(std::log(0.02) - 7.0), -0.3, 1e-12);  // as at one standard deviation
  prior.median = {0.6, 0.3, 0.01, FirstTargets::fading};
  const auto places = moved(prior.median, prior, &CurveSpread::city, {.more = 0.24});
  EXPECT_NEAR(places.scale, 0.01 * std::exp(-0.24), 1e-15);
  EXPECT_EQ(places.ahead, 0.3);
  prior.median.first = FirstTargets::exhausted;
  const auto persons = moved(prior.median, prior, &CurveSpread::city, {.more = 0.24});
  EXPECT_NEAR(persons.ahead, 1.0 / (1.0 + std::exp(-(std::log(3.0 / 7.0) + 0.24))), 1e-15);
  EXPECT_EQ(persons.scale, 0.01);
  prior.median.ahead = 0.0;  // any of the kind: a straight line everywhere
  EXPECT_EQ(moved(prior.median, prior, &CurveSpread::city, {.more = 0.24}).at(0.2), 0.6 * 0.2);
}

}  // namespace
}  // namespace salus::model
