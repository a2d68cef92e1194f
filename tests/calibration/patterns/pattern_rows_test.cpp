/// What is told of a set of events, what is not and why, and the table.
#include "calibration/patterns/pattern_rows.hpp"

#include <gtest/gtest.h>

#include <set>

#include "model/core/csv.hpp"
#include "tests/calibration/patterns/pattern_of.hpp"

namespace salus::calibration {
namespace {

TEST(PatternRows, SayWhyAFigureIsMissing) {
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

TEST(PatternRows, TableIsReadableAndTheSameForAnyNumberOfThreads) {
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
