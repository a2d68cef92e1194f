/// The table of patterns, and what it says of each figure.
#include "apps/patterns/patterns_csv.hpp"

#include <gtest/gtest.h>

#include <set>

#include "model/core/csv.hpp"
#include "tests/calibration/patterns/pattern_of.hpp"

namespace salus::tests {
namespace {

TEST(PatternsCsv, IsReadableAndTheSameForAnyNumberOfThreads) {
  calibration::PointEvents events = calibration::scattered_events(300, 3000.0, 800.0, 1);
  events.city = "Nowhere, \"the\" city";
  const std::string text = apps::patterns_csv({calibration::pattern_of(events)});
  EXPECT_EQ(text, apps::patterns_csv({calibration::pattern_of(events, *model::make_thread_executor(3))}));
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
}  // namespace salus::tests
