/// What is told of a set of events, what is not and why.
#include "calibration/patterns/pattern_rows.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/calibration/patterns/pattern_of.hpp"

namespace salus::calibration {
namespace {

TEST(PatternRows, SayWhyAFigureIsMissing) {
  using S = PatternStatistic;
  PointEvents months = scattered_events(200, 3000.0, 200.0, 1);
  months.resolutions = {TimeResolution::month};
  const auto rows = pattern_rows(pattern_of(months));
  for (const auto statistic : {S::near_repeat, S::same_place_repeats, S::weekend_share, S::night_share})
    EXPECT_EQ(row(rows, statistic).missing, WhyMissing::months_only) << name_of(row(rows, statistic));
  EXPECT_EQ(row(rows, S::area_recurrence).missing, WhyMissing::few_months);
  EXPECT_EQ(row(rows, S::hot_spots_kept).missing, WhyMissing::one_year);
  EXPECT_GT(row(rows, S::gini).value, 0.0);
  const auto few = pattern_rows(pattern_of(scattered_events(29, 3000.0, 700.0, 1)));
  EXPECT_EQ(row(few, S::near_repeat).missing, WhyMissing::few_events);
  EXPECT_EQ(row(few, S::events).value, 29.0);
}

TEST(PatternRows, HaveANameEach) {
  std::set<std::string> names;
  for (const auto& r : pattern_rows(pattern_of(scattered_events(300, 3000.0, 1300.0, 1)))) {
    EXPECT_TRUE(names.insert(name_of(r)).second) << name_of(r);
    EXPECT_NE(std::isnan(r.value), !r.missing) << name_of(r);
  }
  for (const char* name : {"events", "adjusted_gini_in_a_year", "weekday_sunday", "hour_00", "month_12",
                           "knox_0_1_m_0_14_days", "knox_250_400_m_43_56_days"})
    EXPECT_TRUE(names.count(name)) << name;
}

}  // namespace
}  // namespace salus::calibration
