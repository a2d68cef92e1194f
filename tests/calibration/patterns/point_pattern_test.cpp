/// All statistics of a set together.
#include "calibration/patterns/point_pattern.hpp"

#include <gtest/gtest.h>

#include "tests/calibration/patterns/pattern_of.hpp"

namespace salus::calibration {
namespace {

TEST(PointPattern, OfThreeYearsHasEverything) {
  const PointPattern p = pattern_of(with_followers(scattered_events(1500, 4000.0, 1300.0, 1), 1));
  EXPECT_EQ(p.years, (std::vector<int>{2017, 2018, 2019}));  // from 2016-07-18 to 2020-02
  const auto rows = pattern_rows(p);
  for (const auto& r : rows)
    EXPECT_EQ(r.missing.has_value(), r.statistic == PatternStatistic::knox && knox_band(r.part).space == 0)
        << name_of(r);  // no two at one place
  EXPECT_GT(row(rows, PatternStatistic::near_repeat).value, 1.3);
  EXPECT_LE(row(rows, PatternStatistic::near_repeat).p, 0.02);
  EXPECT_GT(row(rows, PatternStatistic::near_repeat_by_year).value, 1.3);
  EXPECT_NEAR(row(rows, PatternStatistic::weekend_share).value, 2.0 / 7.0, 0.05);
  EXPECT_GT(row(rows, PatternStatistic::adjusted_gini).value, row(rows, PatternStatistic::adjusted_gini).null);
  EXPECT_LT(row(rows, PatternStatistic::cells_with_crime_in_a_year).value,
            row(rows, PatternStatistic::cells_with_crime).value);
  EXPECT_LT(row(rows, PatternStatistic::hot_spots_kept).value, 0.3);
}

TEST(PointPattern, OfAYearHasTheSameFiguresAsThatYear) {  // a year's mean is of one kind with the whole period's
  PointEvents events = scattered_events(800, 3000.0, 729.9, 5);
  for (double& day : events.day) day += 167.0;  // 2017-01-01 to 2018-12-31
  const PointPattern p = pattern_of(events);
  ASSERT_TRUE(p.in_a_year.has_value());
  PointEvents first = events;
  PointEvents second = events;
  const auto cut =
      static_cast<std::uint32_t>(std::lower_bound(events.day.begin(), events.day.end(), 17532.0) - events.day.begin());
  const StudyArea area(events, 100.0);
  const double mean = 0.5 * (concentration(area.counts(events, {.from = 0, .to = cut})).gini +
                             concentration(area.counts(events, {.from = cut, .to = 800})).gini);
  EXPECT_NEAR(p.in_a_year->observed.gini, mean, 1e-12);
}

}  // namespace
}  // namespace salus::calibration
