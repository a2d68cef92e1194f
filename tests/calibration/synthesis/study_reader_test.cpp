/// Cases of malformed_studies.txt: each changes fields of a good table of two rows, and every message must be the one
/// below it. SALUS_ACCEPT=1 writes the messages anew.
#include "calibration/synthesis/study_reader.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "study_texts.hpp"

namespace salus::calibration {
namespace {

namespace texts = study_texts;

constexpr int this_year = 2026;

/// `COLUMN = VALUE` of the first row, `2 COLUMN = VALUE` of the second, `own COLUMN = VALUE` of a third in a file of
/// the user's that is like the first, `replace A => B` in the text of the table.
struct MalformedCase {
  std::string name;
  std::vector<std::string> changes;
  std::string messages;
};

std::string path() { return std::string(SALUS_SOURCE_DIR) + "/tests/calibration/synthesis/malformed_studies.txt"; }

std::vector<MalformedCase> malformed_cases() {
  std::ifstream file(path());
  std::vector<MalformedCase> all;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("== ")) all.push_back({line.substr(3), {}, {}});
    else if (line.starts_with("> ")) all.back().messages += line.substr(2) + "\n";
    else if (!line.empty() && line.front() != '#') all.back().changes.push_back(line);
  }
  return all;
}

void change_field(texts::Row& row, const std::string& change) {
  const auto equals = change.find(" =");
  texts::field(row, change.substr(0, equals)) = change.size() > equals + 3 ? change.substr(equals + 3) : "";
}

std::string refusals(const MalformedCase& one) {
  std::vector<texts::Row> rows{texts::trial_row(), texts::law_row()};
  texts::Row own = texts::trial_row();
  texts::field(own, "id") = "I19-MINE-a";
  texts::field(own, "trial") = "MINE";
  bool with_own = false;
  std::vector<std::pair<std::string, std::string>> replaced;
  for (const auto& line : one.changes) {
    if (line.starts_with("replace ")) {
      const auto arrow = line.find(" => ");
      replaced.emplace_back(line.substr(8, arrow - 8), line.substr(arrow + 4));
    } else if (line.starts_with("2 ")) {
      change_field(rows[1], line.substr(2));
    } else if (line.starts_with("own ")) {
      with_own = true;
      change_field(own, line.substr(4));
    } else {
      change_field(rows[0], line);
    }
  }
  std::string table = texts::table(rows);
  for (const auto& [before, after] : replaced) {
    const auto at = table.find(before);
    EXPECT_NE(at, table.npos) << one.name << ": " << before;
    if (at != table.npos) table.replace(at, before.size(), after);
  }
  std::vector<StudyFile> files{{"studies.csv", table}};
  if (with_own) files.push_back({"mine.csv", texts::table({own}), true});
  try {
    read_studies({"rows.csv", texts::rows}, files, this_year);
  } catch (const model::InputError& error) {
    std::string all;
    for (const auto& d : error.diagnostics()) all += to_string(d) + "\n";
    return all;
  }
  return "";
}

TEST(StudyReader, MalformedTablesGiveExactlyTheExpectedMessages) {
  const auto all = malformed_cases();
  EXPECT_GE(all.size(), 40u);
  std::string anew;
  {
    std::ifstream file(path());
    for (std::string line; std::getline(file, line) && line.starts_with("#");) anew += line + "\n";
  }
  for (const auto& one : all) {
    const std::string found = refusals(one);
    EXPECT_FALSE(found.empty()) << one.name << " was accepted";
    EXPECT_EQ(found, one.messages) << one.name;
    anew += "\n== " + one.name + "\n";
    for (const auto& line : one.changes) anew += line + "\n";
    std::istringstream lines(found);
    for (std::string line; std::getline(lines, line);) anew += "> " + line + "\n";
  }
  if (std::getenv("SALUS_ACCEPT") != nullptr) std::ofstream(path(), std::ios::binary) << anew;
}

TEST(StudyReader, ReadsARowAsItIsWritten) {
  const StudyTable table =
      read_studies({"rows.csv", texts::rows}, {{"studies.csv", texts::table({texts::trial_row()})}}, this_year);
  ASSERT_EQ(table.studies.size(), 1u);
  const Study& s = table.studies.front();
  EXPECT_EQ(s.id, "I19-ONE-a");
  EXPECT_EQ(s.design, Design::rct_cluster);
  EXPECT_EQ(s.measure, StudyMeasure::relative_risk);
  EXPECT_EQ(s.estimate, 0.48);
  EXPECT_EQ(s.level, 95);
  EXPECT_EQ(s.clusters_control, 4.0);
  EXPECT_FALSE(s.n_treated);
  EXPECT_EQ(s.year_end, 2012);
  EXPECT_TRUE(s.left_out.empty());
  EXPECT_TRUE(s.verified);
  EXPECT_FALSE(s.own);
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[1].kind, "norms");
}

TEST(StudyReader, JoinsAResearchersOwnRowsWithTheBundledOnes) {
  texts::Row own = texts::trial_row();
  texts::field(own, "id") = "I19-MINE-a";
  texts::field(own, "use") = "no: a pilot";
  const StudyTable table = read_studies(
      {"rows.csv", texts::rows},
      {{"studies.csv", texts::table({texts::trial_row(), texts::law_row()})}, {"mine.csv", texts::table({own}), true}},
      this_year);
  ASSERT_EQ(table.studies.size(), 3u);
  EXPECT_TRUE(table.studies[2].own);
  EXPECT_EQ(table.studies[2].left_out, "a pilot");
  EXPECT_EQ(table.studies[2].trial, "ONE");  // a further outcome of a bundled trial
}

TEST(StudyReader, TheBundledTablesAreRead) {
  const auto text = [](const std::string& name) {
    std::ifstream file(std::string(SALUS_SOURCE_DIR) + "/scenarios/evidence/" + name);
    return std::string{std::istreambuf_iterator<char>(file), {}};
  };
  const StudyTable table =
      read_studies({"rows.csv", text("rows.csv")}, {{"studies.csv", text("studies.csv")}}, this_year);
  EXPECT_GE(table.rows.size(), 29u);
  EXPECT_GE(table.studies.size(), 399u);
}

}  // namespace
}  // namespace salus::calibration
