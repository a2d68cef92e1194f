#include "model/programme/coverage_curve.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace salus::model {
namespace {

TEST(CoverageCurve, IsStraightBitForBitWhereTargetsAreAnyOfTheirKind) {
  const CoverageCurve straight{0.37, 1.0, 0.0};
  for (const double part : {0.0, 1e-9, 0.013, 0.5, 0.999, 1.0}) EXPECT_EQ(straight.at(part), 0.37 * part);
  EXPECT_NEAR(straight.at(0.013, 0.1), 0.37 * 0.013, 1e-16);
}

TEST(CoverageCurve, HasItsClosedForm) {
  const CoverageCurve curve{0.8, 0.5, 0.25};
  EXPECT_NEAR(curve.at(0.04), 0.8 * 0.2 * 1.2, 1e-15);
  EXPECT_EQ(curve.at(0.0), 0.0);
  EXPECT_EQ(curve.at(1.0), 0.8);
  EXPECT_EQ(curve.at(1.7), 0.8);                                    // there are no more targets
  EXPECT_NEAR(curve.at(0.01, 0.04), 0.25 * curve.at(0.04), 1e-15);  // a quarter of one target
}

TEST(CoverageCurve, IsMonotoneAndConcaveWhateverItsNumbers) {
  for (const double tip : {0.02, 0.3, 0.7, 1.0})
    for (const double bend : {0.0, 0.4, 1.0})
      for (const double least : {0.0, 0.05}) {
        const CoverageCurve curve{1.0, tip, bend};
        double slope = 1e300;
        for (int i = 1; i <= 400; ++i) {
          const double step = (curve.at(i / 400.0, least) - curve.at((i - 1) / 400.0, least)) * 400.0;
          EXPECT_GE(step, -1e-12) << tip << ' ' << bend << ' ' << i;
          EXPECT_LE(step, slope + 1e-9) << tip << ' ' << bend << ' ' << i;
          slope = step;
        }
      }
}

TEST(CoverageCurve, IsFoundAgainInItsOwnPoints) {
  for (const auto& [full, tip, bend] : std::vector<CoverageCurve>{{0.9, 0.35, 0.5}, {0.4, 0.8, 0.0}, {0.6, 1.0, 0.0}}) {
    const CoverageCurve curve{full, tip, bend};
    std::vector<SharePoint> points;
    for (double part = 1e-4; part < 1.0; part *= 3.0) points.push_back({part, curve.at(part), 1.0});
    const auto found = nearest_curve(full, points);
    EXPECT_NEAR(found.tip, tip, 1e-6);
    EXPECT_NEAR(found.bend, bend, 1e-5);
  }
  EXPECT_EQ(nearest_curve(0.5, {}).at(0.25), 0.125);
}

TEST(CoverageCurve, TheNearestIsNoFartherThanAnyOther) {
  // The slow, obvious way: a grid of all curves.
  const std::vector<SharePoint> points{{0.01, 0.12, 2.0}, {0.1, 0.3, 1.0}, {0.4, 0.75, 3.0}, {0.8, 0.7, 1.0}};
  const auto distance = [&](const CoverageCurve& curve) {
    double sum = 0.0;
    for (const auto& p : points) sum += p.weight * std::pow(p.share - curve.at(p.part), 2);
    return sum;
  };
  const double found = distance(nearest_curve(0.9, points));
  for (int i = 1; i <= 100; ++i)
    for (int j = 0; j <= 100; ++j) EXPECT_LE(found, distance({0.9, i / 100.0, j / 100.0}) + 1e-9) << i << ' ' << j;
}

}  // namespace
}  // namespace salus::model
