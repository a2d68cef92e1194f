/// All statistics of a set together: what is told, what is not and why, and the table.
#include "calibration/patterns/point_pattern.hpp"

#include <gtest/gtest.h>

#include <set>

#include "calibration/patterns/pattern_rows.hpp"
#include "model/core/csv.hpp"
#include "tests/calibration/patterns/scattered.hpp"

namespace salus::calibration {
namespace {

PointPattern pattern_of(const PointEvents& events, const model::Executor& executor = *model::make_serial_executor()) {
  PatternPlan plan;
  plan.permutations = 99;
  plan.null_draws = 20;
  return point_pattern(events, 0, StudyArea(events, plan.cell_m), plan, executor);
}

const PatternRow& row(const std::vector<PatternRow>& rows, const std::string& statistic) {
  for (const auto& r : rows)
    if (r.statistic == statistic) return r;
  throw std::runtime_error("no row " + statistic);
}

TEST(PointPattern, OfThreeYearsHasEverything) {
  const PointPattern p = pattern_of(with_followers(scattered_events(1500, 4000.0, 1300.0, 1), 1));
  EXPECT_EQ(p.years, (std::vector<int>{2017, 2018, 2019}));  // from 2016-07-18 to 2020-02
  const auto rows = pattern_rows(p);
  for (const auto& r : rows)
    EXPECT_EQ(r.note.starts_with("not computed"), r.statistic.starts_with("knox_0_1_m"))
        << r.statistic;  // no two at one place
  EXPECT_GT(row(rows, "near_repeat").value, 1.3);
  EXPECT_LE(row(rows, "near_repeat").p, 0.02);
  EXPECT_GT(row(rows, "near_repeat_by_year").value, 1.3);
  EXPECT_NEAR(row(rows, "weekend_share").value, 2.0 / 7.0, 0.05);
  EXPECT_GT(row(rows, "adjusted_gini").value, row(rows, "adjusted_gini").null);
  EXPECT_LT(row(rows, "cells_with_crime_in_a_year").value, row(rows, "cells_with_crime").value);
  EXPECT_LT(row(rows, "hot_spots_kept").value, 0.3);
}

TEST(PointPattern, OfAYearHasTheSameFiguresAsThatYear) {  // a year's mean is of one kind with the whole period's
  PointEvents events = scattered_events(800, 3000.0, 729.9, 5);
  for (double& day : events.day) day += 167.0;  // 2017-01-01 to 2018-12-31
  const PointPattern p = pattern_of(events);
  ASSERT_TRUE(p.in_a_year.has_value());
  PointEvents first = events;
  PointEvents second = events;
  const auto cut =
      static_cast<std::size_t>(std::lower_bound(events.day.begin(), events.day.end(), 17532.0) - events.day.begin());
  const StudyArea area(events, 100.0);
  const double mean = 0.5 * (concentration(area.counts(events, 0, cut)).gini +
                             concentration(area.counts(events, cut, events.size())).gini);
  EXPECT_NEAR(p.in_a_year->observed.gini, mean, 1e-12);
}

TEST(PointPattern, SaysWhyAFigureIsMissing) {
  PointEvents months = scattered_events(200, 3000.0, 200.0, 1);
  months.resolutions = {TimeResolution::month};
  const auto rows = pattern_rows(pattern_of(months));
  for (const char* statistic : {"near_repeat", "same_place_repeats", "weekend_share", "night_share"})
    EXPECT_EQ(row(rows, statistic).note, "not computed: the file tells months only") << statistic;
  EXPECT_EQ(row(rows, "area_recurrence").note, "not computed: fewer than 12 months");
  EXPECT_TRUE(row(rows, "hot_spots_kept").note.starts_with("not computed"));
  EXPECT_GT(row(rows, "gini").value, 0.0);
  const auto few = pattern_rows(pattern_of(scattered_events(29, 3000.0, 700.0, 1)));
  EXPECT_EQ(row(few, "near_repeat").note, "not computed: fewer than 30 events");
  EXPECT_EQ(row(few, "events").value, 29.0);
}

TEST(PointPattern, TableIsReadableAndTheSameForAnyNumberOfThreads) {
  PointEvents events = scattered_events(300, 3000.0, 800.0, 1);
  events.city = "Nowhere, \"the\" city";
  const std::string text = patterns_csv({pattern_of(events)});
  EXPECT_EQ(text, patterns_csv({pattern_of(events, *model::make_thread_executor(3))}));
  using model::Column;
  model::Diagnostics findings;
  const auto table = model::CsvTable::parse(text, "patterns.csv",
                                            {{"city"},
                                             {"crime_type"},
                                             {"statistic"},
                                             {"value", Column::Kind::number, false},
                                             {"low", Column::Kind::number, false},
                                             {"high", Column::Kind::number, false},
                                             {"null", Column::Kind::number, false},
                                             {"p", Column::Kind::number, false},
                                             {"note"}},
                                            findings);
  ASSERT_TRUE(findings.empty()) << to_string(findings.front());
  std::set<std::string> statistics;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    EXPECT_EQ(table.text(r, 0), events.city);
    EXPECT_TRUE(statistics.insert(table.text(r, 2)).second) << table.text(r, 2);
    EXPECT_NE(table.empty_field(r, 3), !table.text(r, 8).starts_with("not computed")) << table.text(r, 2);
  }
}

}  // namespace
}  // namespace salus::calibration
