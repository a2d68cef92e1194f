#include "calibration/synthesis/evidence_base.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "calibration/synthesis/study_reader.hpp"
#include "study_texts.hpp"

namespace salus::calibration {
namespace {

namespace texts = study_texts;

StudyTable read(const std::vector<texts::Row>& rows) {
  return read_studies({"rows.csv", texts::rows}, {{"studies.csv", texts::table(rows)}}, 2026);
}

texts::Row changed(texts::Row row, const texts::Row& changes) {
  for (const auto& [column, value] : changes) texts::field(row, column) = value;
  return row;
}

TEST(EvidenceBase, NamesAreIndexedByTheAlphabet) {
  const auto base = evidence_base(read({texts::trial_row(), texts::law_row()}));
  const Evidence& e = base.evidence;
  EXPECT_EQ(e.rows, (std::vector<std::string>{"I11", "I19"}));
  EXPECT_EQ(e.kinds, (std::vector<std::string>{"laws", "norms"}));
  EXPECT_EQ(e.countries, (std::vector<std::string>{"COL", "UGA"}));
  ASSERT_EQ(e.outcomes.size(), 2u);
  EXPECT_EQ(e.rows[e.outcomes[0].row], "I19");
  EXPECT_EQ(e.teams[e.outcomes[0].team], "Alpha");
  EXPECT_EQ(e.crime_types[e.outcomes[1].crime_type], "homicide");
  EXPECT_NEAR(*e.outcomes[0].log_rr, std::log(0.48), 1e-12);
  EXPECT_EQ(base.study, (std::vector<std::size_t>{0, 1}));
}

TEST(EvidenceBase, WhatIsNotUsedIsLeftOut) {
  const auto base =
      evidence_base(read({changed(texts::trial_row(), {{"use", "no: light was removed"}}), texts::law_row()}));
  EXPECT_EQ(base.evidence.rows, (std::vector<std::string>{"I11", "I19"}));
  ASSERT_EQ(base.evidence.outcomes.size(), 1u);
  EXPECT_EQ(base.study, std::vector<std::size_t>{1});
  ASSERT_EQ(base.all.size(), 2u);
  EXPECT_EQ(base.evidence.rows[base.all[0].row], "I19");
}

TEST(EvidenceBase, ATrialOfTwoKindsIsTwoTrials) {
  const auto law = changed(texts::law_row(), {{"trial", "ONE"}, {"team", "Alpha"}, {"country", "UGA"}});
  const auto base = evidence_base(read({texts::trial_row(), law}));
  EXPECT_EQ(base.evidence.trials, (std::vector<std::string>{"ONE (laws)", "ONE (norms)"}));
  EXPECT_EQ(base.evidence.teams, std::vector<std::string>{"Alpha"});
}

TEST(EvidenceBase, TrialsWithAnErrorAreCountedOnceAndSoAreTheirTeams) {
  const auto second = changed(texts::trial_row(), {{"id", "I19-ONE-b"}});
  const auto no_error = changed(
      texts::trial_row(),
      {{"id", "I19-THREE"}, {"trial", "THREE"}, {"low", ""}, {"high", ""}, {"level", ""}, {"error_is", "missing"}});
  const auto sign = changed(no_error, {{"id", "I19-FOUR"}, {"trial", "FOUR"}, {"estimate", ""}, {"measure", "null"}});
  const auto bound = changed(texts::trial_row(), {{"id", "I19-TWO"}, {"trial", "TWO"}, {"error_is", "at_most"}});
  const auto base = evidence_base(read({texts::trial_row(), second, no_error, sign, bound}));
  EXPECT_EQ(base.evidence.outcomes.size(), 5u);
  const WithError known = with_error(base.evidence, 0);
  EXPECT_EQ(known.trials, 2u);
  EXPECT_EQ(known.bounded, 1u);
  EXPECT_EQ(known.teams, 1u);
  EXPECT_TRUE(known.untested());
  EXPECT_FALSE(base.evidence.outcomes[3].log_rr);
  EXPECT_EQ(base.evidence.outcomes[3].sign, 0);
}

}  // namespace
}  // namespace salus::calibration
