#include "model/city/rhythm.hpp"

#include <gtest/gtest.h>

namespace salus::model {
namespace {

TEST(CityCalendar, KnowsDaysAndWeekdays) {
  const CityCalendar c(2020, 132);
  EXPECT_EQ(c.weekday(0), 2u);  // January 1st 2020 was a Wednesday
  EXPECT_EQ(c.days(Month(1)), 29u);
  EXPECT_EQ(c.days(Month(13)), 28u);
  EXPECT_EQ(c.begin(Month(12)), 366u * minutes_per_day);
  EXPECT_EQ(c.begin(Month(132)), 4018u * minutes_per_day);  // eleven years with 2020, 2024 and 2028
  EXPECT_EQ(c.weekday(c.begin(Month(132))), 2u);            // January 1st 2031 is a Wednesday
  EXPECT_EQ(CityCalendar(2000, 24).days(Month(1)), 29u);
}

TEST(Rhythm, SharesAreThoseAskedFor) {
  CityParameters p = central_city_parameters();
  p[CityParameter::weekend_violence] = 1.5;
  p[CityParameter::night_violence] = 2.0;
  const Rhythm rhythm(p, false);
  const CityCalendar calendar(2019, 48);
  constexpr int grid = 400;
  // Over four weeks (February 2019) weekdays are even, so the share of the weekend is 2 x 1.5 / (2 x 1.5 + 5).
  double weekend = 0.0;
  double night = 0.0;
  for (int d = 0; d < grid; ++d)
    for (int h = 0; h < grid; ++h) {
      const TimeDraw draw{.day = (d + 0.5) / grid, .hour = (h + 0.5) / grid};
      const Minute m = rhythm.in_month(Process::assault, calendar, Month(1), draw);
      ASSERT_GE(m, calendar.begin(Month(1)));
      ASSERT_LT(m, calendar.begin(Month(2)));
      weekend += calendar.weekday(m) >= 5;
      night += hour_of(m) < 6;
    }
  EXPECT_NEAR(weekend / (grid * grid), 3.0 / 8.0, 8.0 / grid);
  EXPECT_NEAR(night / (grid * grid), 12.0 / 30.0, 2.0 / grid);
}

TEST(Rhythm, TheYearAveragesToOneAndPeaksInTheWarmMonths) {
  const CityParameters p = central_city_parameters();
  for (const bool southern : {false, true}) {
    const Rhythm rhythm(p, southern);
    double sum = 0.0;
    for (std::size_t m = 0; m < 12; ++m) sum += rhythm.season(Process::robbery, m);
    EXPECT_NEAR(sum / 12.0, 1.0, 1e-12);
    EXPECT_EQ(rhythm.season(Process::robbery, southern ? 0 : 6), rhythm.highest_season(Process::robbery));
  }
}

TEST(Rhythm, WhatFollowsComesLaterByTheLagAndKeepsTheWeek) {
  const CityParameters p = central_city_parameters();
  const Rhythm rhythm(p, false);
  const CityCalendar calendar(2020, 24);
  const Minute from = 10 * minutes_per_day + 600;
  double weekend = 0.0;
  constexpr int grid = 1000;
  for (int d = 0; d < grid; ++d) {
    const Minute m = rhythm.after(Process::assault, calendar, from, 30.0, {.day = (d + 0.5) / grid, .hour = 0.3});
    const double days = (static_cast<double>(m) - from) / minutes_per_day;
    ASSERT_TRUE(days > 28.0 && days < 36.5);  // four whole weeks, then a day of the next
    weekend += calendar.weekday(m) >= 5;
  }
  const double w = p[CityParameter::weekend_violence];
  EXPECT_NEAR(weekend / grid, 2.0 * w / (2.0 * w + 5.0), 2.0 / grid);
}

}  // namespace
}  // namespace salus::model
