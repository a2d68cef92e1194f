/// Digests: what of a row becomes what of a study, and messages word by word.
#include "calibration/synthesis/digest_reader.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "calibration/synthesis/evidence_base.hpp"
#include "calibration/synthesis/oracle.hpp"
#include "calibration/synthesis/study_reader.hpp"
#include "study_texts.hpp"

namespace salus::calibration {
namespace {

namespace texts = study_texts;

texts::Row digest_row() {
  return {{"study_id", "I19-NEW-a"},
          {"intervention", "I19"},
          {"study", "Gamma 2020"},
          {"year_start", "2016"},
          {"year_end", ""},
          {"country_iso3", "RWA"},
          {"city", ""},
          {"income_group_then", "LIC"},
          {"design", "quasi_controlled"},
          {"unit", "community"},
          {"n_treated", "14"},
          {"n_control", "14"},
          {"horizon_months", "24"},
          {"outcome", "past year"},
          {"crime_type", "partner_violence"},
          {"source_of_outcome", "police_record"},
          {"implementer", ""},
          {"log_rr", "-0.25"},
          {"se_log_rr", "0.1"},
          {"ci_low_rr", ""},
          {"ci_high_rr", ""},
          {"measure_published", "aRR 0.78"},
          {"conversion", ""},
          {"source_url", "made up"},
          {"where_read", "table 2"},
          {"verified", "yes"}};
}

StudyTable read(const std::vector<texts::Row>& rows) {
  return read_studies({"rows.csv", texts::rows},
                      {{"studies.csv", texts::table({texts::trial_row()})}, {"new.csv", texts::table(rows), true}},
                      2026);
}

texts::Row with(const texts::Row& changes) {
  texts::Row row = digest_row();
  for (const auto& [column, value] : changes) texts::field(row, column) = value;
  return row;
}

std::string refusal(const texts::Row& changes) {
  try {
    read({with(changes)});
  } catch (const model::InputError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Digest, IsToldByItsHeader) {
  EXPECT_TRUE(is_digest("intervention,\"study_id\"\r\n"));
  EXPECT_TRUE(is_digest("study_id"));
  EXPECT_FALSE(is_digest("id,study,trial\nstudy_id,a,b\n"));
}

TEST(Digest, SaysInItsWordsWhatAStudyIs) {
  const auto table = read({digest_row()});
  ASSERT_EQ(table.studies.size(), 2u);
  const Study& s = table.studies[1];
  EXPECT_TRUE(s.own);
  EXPECT_EQ(s.trial, "Gamma 2020");
  EXPECT_EQ(s.team, "Gamma 2020");
  EXPECT_EQ(s.income_then, CountryIncome::low);
  EXPECT_EQ(s.design, Design::quasi);
  EXPECT_EQ(s.source_of_outcome, OutcomeSource::administrative);
  EXPECT_EQ(s.reporter, Reporter::record);
  EXPECT_EQ(s.implementer, Implementer::unknown);
  EXPECT_EQ(s.error_is, ErrorIs::known);
  const auto base = evidence_base(table);
  EXPECT_EQ(*base.all[1].log_rr, -0.25);
  EXPECT_EQ(base.all[1].standard_error, 0.1);
  EXPECT_EQ(base.all[1].conversion_sd, 0.0);
  ASSERT_EQ(table.notices.size(), 1u);
  EXPECT_NE(table.notices[0].find("no column 'team'"), std::string::npos);
}

TEST(Digest, ErrorsAreWhatStandsThere) {
  const auto study = [](const texts::Row& changes) { return read({with(changes)}).studies[1]; };
  const auto of_interval = study({{"se_log_rr", ""}, {"ci_low_rr", "0.6"}, {"ci_high_rr", "1.0"}});
  EXPECT_EQ(of_interval.error_is, ErrorIs::known);
  EXPECT_NEAR(evidence_base(read({with({{"se_log_rr", ""}, {"ci_low_rr", "0.6"}, {"ci_high_rr", "1.0"}})}))
                  .all[1]
                  .standard_error,
              std::log(1.0 / 0.6) / (2.0 * 1.959964), 1e-6);
  EXPECT_EQ(study({{"conversion", "SE_BOUND: se=|log_rr|/1.960"}}).error_is, ErrorIs::at_most);
  EXPECT_EQ(study({{"se_log_rr", ""}}).error_is, ErrorIs::missing);
}

TEST(Digest, RowsWithoutASizeAreKeptWhereTheySayNull) {
  const texts::Row no_size{{"log_rr", ""}, {"se_log_rr", ""}};
  const auto table = read({with(no_size)});
  EXPECT_EQ(table.studies[1].left_out, "no log_rr");
  EXPECT_EQ(evidence_base(table).evidence.outcomes.size(), 1u);
  EXPECT_EQ(table.notices[0],
            "new.csv: left out, since log_rr is empty and neither measure_published nor conversion says null: "
            "I19-NEW-a");
  const auto kept = [&](const std::string& column, const std::string& says) {
    texts::Row row = with(no_size);
    texts::field(row, column) = says;
    return evidence_base(read({row})).evidence.outcomes.size() == 2;
  };
  EXPECT_TRUE(kept("measure_published", "no statistically significant effect"));
  EXPECT_TRUE(kept("conversion", "none: size not in text read, left blank (null)"));
  EXPECT_FALSE(kept("measure_published", "-14 percentage points"));
  EXPECT_FALSE(kept("conversion", "no usable number; row kept so that the null or harm is not lost"));
  texts::Row null_row = with(no_size);
  texts::field(null_row, "conversion") = "null";
  const auto both = read({null_row});
  EXPECT_EQ(both.notices[0], "new.csv: without log_rr, kept as not significant: I19-NEW-a");
  const auto outcome = evidence_base(both).evidence.outcomes[1];
  EXPECT_FALSE(outcome.log_rr);
  EXPECT_EQ(outcome.sign, 0);
  EXPECT_EQ(outcome.error_is, ErrorIs::missing);
}

TEST(Digest, OneLimitAloneIsNoInterval) {
  const auto table = read({with({{"se_log_rr", ""}, {"ci_low_rr", "0.6"}})});
  EXPECT_EQ(table.studies[1].error_is, ErrorIs::missing);
  EXPECT_EQ(table.notices[0], "new.csv: one limit alone is no interval and is not read: I19-NEW-a");
}

/// A bound follows from the size: what foretells the row does not see it, and the row is not scored.
TEST(Digest, ABoundIsHiddenAndNotScored) {
  const auto bound = evidence_base(read({with({{"conversion", "SE_BOUND: se=|log_rr|/1.960"}})})).evidence.outcomes[1];
  EXPECT_FALSE(is_scored(bound));
  EXPECT_TRUE(std::isnan(hidden(bound).standard_error));
  EXPECT_EQ(hidden(bound).error_is, ErrorIs::missing);
  EXPECT_TRUE(is_scored(evidence_base(read({digest_row()})).evidence.outcomes[1]));
}

TEST(Digest, AStudyThatIsBundledKeepsItsTrialAndTeam) {
  const Study s = read({with({{"study", "Alpha 2014"}, {"country_iso3", "UGA"}})}).studies[1];
  EXPECT_EQ(s.trial, "ONE");
  EXPECT_EQ(s.team, "Alpha");
  texts::Row row = digest_row();
  row.insert(row.end(), {{"trial", "gamma-1"}, {"team", "Alpha"}, {"reporter", "victim"}});
  const Study told = read({row}).studies[1];
  EXPECT_EQ(told.trial, "gamma-1");
  EXPECT_EQ(told.team, "Alpha");
  EXPECT_EQ(told.reporter, Reporter::victim);
}

TEST(Digest, IsRefusedWordByWord) {
  const std::vector<std::pair<texts::Row, std::string>> cases{
      {{{"intervention", "I99x"}},
       "new.csv:2:11: intervention: the name is not known; found 'I99x'; expected one of I11, I19; fix: use a known "
       "name"},
      {{{"country_iso3", "Rwanda"}},
       "new.csv:2:32: country_iso3: this is no ISO 3166-1 alpha-3 code of a country; found 'Rwanda'; expected three "
       "capital letters (ISO 3166-1 alpha-3); several joined by ';'; fix: write RWA for Rwanda"},
      {{{"income_group_then", "middle"}},
       "new.csv:2:37: income_group_then: the name is not known; found 'middle'; expected one of low, lower_middle, "
       "upper_middle, high, unknown, HIC, LIC, LMIC, MIC, UMIC, mixed; fix: use a known name"},
      {{{"design", "quasi-controlled"}},
       "new.csv:2:41: design: the name is not known; found 'quasi-controlled'; expected one of rct_person, "
       "rct_cluster, quasi, did, its, before_after, quasi_controlled; fix: did you mean 'quasi_controlled'?"},
      {{{"unit", "village"}},
       "new.csv:2:58: unit: the name is not known; found 'village'; expected one of person, household, place, school, "
       "community, city, country; fix: use a known name"},
      {{{"crime_type", "violence"}},
       "new.csv:2:87: crime_type: the name is not known; found 'violence'; expected one of homicide, serious_assault, "
       "robbery, partner_violence, sexual_violence, property, child_maltreatment, all_crime, other; fix: use a known "
       "name"},
      {{{"source_of_outcome", "police"}},
       "new.csv:2:104: source_of_outcome: the name is not known; found 'police'; expected one of administrative, "
       "survey, self_report, hospital, unknown, police_record; fix: use a known name"},
      {{{"log_rr", "0.78 (0.62-0.98)"}},
       "new.csv:2:119: log_rr: the field is not a number; found '0.78 (0.62-0.98)'; expected a number; fix: write "
       "digits with a decimal point, without blanks or units"},
      {{{"log_rr", "78"}},
       "new.csv:2:119: log_rr: no measure ever did that to crime; found '78'; expected a natural logarithm from -5 to "
       "5; fix: check the digits; a ratio is of measure rr"},
      {{{"log_rr", ""}},
       "new.csv:2:119: log_rr: the measure 'log_rr' needs an estimate; found ''; expected a number; fix: fill it in; "
       "what was published without a size is of measure null, sign_less or sign_more"},
      {{{"se_log_rr", "0"}},
       "new.csv:2:125: se_log_rr: no study is that sure; found '0'; expected a number above 0; fix: leave it empty "
       "where none is known"},
      {{{"se_log_rr", "-0.1"}},
       "new.csv:2:125: se_log_rr: no study is that sure; found '-0.1'; expected a number above 0; fix: leave it empty "
       "where none is known"},
      {{{"ci_low_rr", "0"}, {"ci_high_rr", "1.0"}},
       "new.csv:2:129: ci_low_rr: a ratio that is not above 0 has no logarithm; found '0'; expected a number above 0; "
       "fix: limits are relative risks here, not logarithms; or leave both empty and give se_log_rr"},
      {{{"ci_low_rr", "-0.5"}, {"ci_high_rr", "-0.05"}},
       "new.csv:2:129: ci_low_rr: a ratio that is not above 0 has no logarithm; found '-0.5'; expected a number above "
       "0; fix: limits are relative risks here, not logarithms; or leave both empty and give se_log_rr\nnew.csv:2:134: "
       "ci_high_rr: a ratio that is not above 0 has no logarithm; found '-0.05'; expected a number above 0; fix: "
       "limits are relative risks here, not logarithms; or leave both empty and give se_log_rr"},
      {{{"ci_low_rr", "0.9"}, {"ci_high_rr", "1.2"}},
       "new.csv:2:119: log_rr: the interval does not hold its estimate; found '-0.25'; expected a number from "
       "-0.10536051565782628 to 0.1823215567939546; fix: read the three again; of ratios of the opposite outcome "
       "invert all three"},
      {{{"ci_low_rr", "0.98"}, {"ci_high_rr", "0.62"}},
       "new.csv:2:134: ci_high_rr: the interval ends before it begins; found '0.62'; expected more than "
       "-0.020202707317519466; fix: exchange low and high"},
      {{{"ci_low_rr", "0.2"}, {"ci_high_rr", "3.0"}},
       "new.csv:2:125: se_log_rr: standard error and interval speak of different errors; found '0.1'; expected about "
       "0.691; fix: of ratios it is that of the logarithm; keep one of the two and say why in the note"},
      {{{"year_start", "2030"}},
       "new.csv:2:26: year_start: the year is in the future; found '2030'; expected a year up to 2026; fix: check the "
       "digits: what has not happened yet has no result"},
      {{{"verified", "maybe"}},
       "new.csv:2:157: verified: the name is not known; found 'maybe'; expected one of yes, no; fix: use a known name"},
      {{{"study", "Alpha 2014"}},
       "new.csv:2:32: country_iso3: the trial 'ONE' has another country in row 'I19-ONE-a'; found 'RWA'; expected UGA; "
       "fix: a trial of another country has an id of its own in the column trial"},
  };
  for (const auto& [changes, message] : cases) EXPECT_EQ(refusal(changes), message);
  texts::Row lacks = digest_row();
  lacks.erase(lacks.begin() + 17);
  try {
    read({lacks});
    FAIL() << "accepted";
  } catch (const model::InputError& error) {
    EXPECT_NE(std::string(error.what()).find("new.csv:1:1: log_rr: the column is missing"), std::string::npos);
  }
}

/// What is in a bundled table may not come again.
TEST(Digest, CannotReplaceABundledRow) {
  EXPECT_NE(refusal({{"study_id", "I19-ONE-a"}}).find("new.csv:2:1: study_id: a bundled study has this id"),
            std::string::npos);
}

}  // namespace
}  // namespace salus::calibration
