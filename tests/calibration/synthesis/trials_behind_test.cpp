#include "calibration/synthesis/trials_behind.hpp"

#include <gtest/gtest.h>

#include "calibration/synthesis/study_reader.hpp"
#include "study_texts.hpp"

namespace salus::calibration {
namespace {

namespace texts = study_texts;

texts::Row with(const texts::Row& changes) {
  texts::Row row = texts::trial_row();
  for (const auto& [column, value] : changes) texts::field(row, column) = value;
  return row;
}

std::map<std::string, model::TrialsBehind> behind(const std::vector<texts::Row>& rows) {
  const auto table = read_studies({"rows.csv", texts::rows}, {{"studies.csv", texts::table(rows)}}, 2026);
  return trials_behind(table, evidence_base(table));
}

TEST(TrialsBehind, ATrialCountsOnceUnderItsFirstImplementerAndACountryOnce) {
  const auto all =
      behind({texts::trial_row(), with({{"id", "I19-ONE-b"}, {"implementer", "routine"}, {"year_end", "2014"}}),
              with({{"id", "I19-TWO-a"},
                    {"trial", "TWO"},
                    {"team", "Beta"},
                    {"country", "UGA;RWA"},
                    {"implementer", "routine"},
                    {"low", ""},
                    {"high", ""},
                    {"level", ""},
                    {"error_is", "missing"},
                    {"year_start", "2001"}}),
              with({{"id", "I19-NO"}, {"trial", "NO"}, {"country", "COL"}, {"use", "no: light was removed"}})});
  ASSERT_EQ(all.size(), 1u);
  const auto& row = all.at("I19");
  EXPECT_EQ(row.trials, 2u);
  EXPECT_EQ(row.with_error, 1u);
  EXPECT_TRUE(row.untested());
  EXPECT_EQ(row.bounded, 0u);
  EXPECT_EQ(row.teams, 2u);
  EXPECT_EQ(row.teams_with_error, 1u);
  EXPECT_EQ(row.by[Implementer::demonstration], 1u);
  EXPECT_EQ(row.by[Implementer::routine], 1u);
  EXPECT_EQ(row.countries, (std::vector<std::string>{"RWA", "UGA"}));
  EXPECT_EQ(row.first_year, 2001);
  EXPECT_EQ(row.last_year, 2014);
}

TEST(TrialsBehind, ThreeTeamsWithAnErrorTestALine) {
  std::vector<texts::Row> rows{texts::trial_row()};
  for (const char* trial : {"TWO", "THREE"}) rows.push_back(with({{"id", trial}, {"trial", trial}}));
  EXPECT_TRUE(behind(rows).at("I19").untested()) << "three trials of one team";
  for (auto& row : rows) texts::field(row, "team") = texts::field(row, "trial");
  EXPECT_FALSE(behind(rows).at("I19").untested());
  rows.pop_back();
  EXPECT_TRUE(behind(rows).at("I19").untested());
  EXPECT_TRUE(model::TrialsBehind{}.untested());
}

}  // namespace
}  // namespace salus::calibration
