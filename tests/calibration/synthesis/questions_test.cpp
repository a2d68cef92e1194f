#include "calibration/synthesis/questions.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <set>

#include "calibration/synthesis/study_reader.hpp"
#include "simple_evidence.hpp"
#include "study_texts.hpp"

namespace salus::calibration {
namespace {

namespace texts = study_texts;

const std::string head = "id,kind,intervention,from,to,question,expect,note\n";

/// A first trial, one with another size, one published as not significant, one with a direction alone.
StudyTable four_studies() {
  const auto changed = [](const texts::Row& changes) {
    texts::Row row = texts::trial_row();
    for (const auto& [column, value] : changes) texts::field(row, column) = value;
    return row;
  };
  const texts::Row no_size{{"estimate", ""}, {"low", ""}, {"high", ""}, {"level", ""}, {"error_is", "missing"}};
  const auto with = [](texts::Row row, const texts::Row& more) {
    row.insert(row.end(), more.begin(), more.end());
    return row;
  };
  return read_studies(
      {"rows.csv", texts::rows},
      {{"studies.csv",
        texts::table({texts::trial_row(), changed({{"id", "I19-TWO"}, {"trial", "TWO"}, {"estimate", "0.8"}}),
                      changed(with({{"id", "I19-NULL"}, {"trial", "NULL"}, {"measure", "null"}}, no_size)),
                      changed(with({{"id", "I19-SIGN"}, {"trial", "SIGN"}, {"measure", "sign_less"}}, no_size))})}},
      2026);
}

std::vector<JudgedQuestion> judged(const std::string& rows, double mean, double sd) {
  const StudyTable table = four_studies();
  const auto questions = read_questions(head + rows, "predictions.csv", table);
  return ask(
      questions, table, evidence_base(table),
      [&](const Evidence&, const std::vector<Outcome>& targets) {
        return std::vector<std::vector<double>>(targets.size(), simple_evidence::normal_draws(mean, sd, 400));
      },
      *model::make_serial_executor());
}

TEST(Questions, AreJudgedByTheirInterval) {
  // log 0.8 = -0.223
  EXPECT_EQ(judged("q,second_city,I19,I19-ONE-a,I19-TWO,?,as_from,\n", -0.2, 0.2)[0].verdict, Verdict::hit);
  EXPECT_EQ(judged("q,second_city,I19,I19-ONE-a,I19-TWO,?,as_from,\n", -1.0, 0.2)[0].verdict, Verdict::miss);
}

TEST(Questions, ANullIsRightWhereTheIntervalHoldsNone) {
  EXPECT_EQ(judged("q,second_city,I19,I19-ONE-a,I19-NULL,?,as_from,\n", -0.1, 0.2)[0].verdict, Verdict::hit);
  EXPECT_EQ(judged("q,second_city,I19,I19-ONE-a,I19-NULL,?,as_from,\n", -1.0, 0.2)[0].verdict, Verdict::miss);
  EXPECT_EQ(judged("q,second_city,I19,I19-ONE-a,I19-SIGN,?,as_from,\n", -0.1, 0.2)[0].verdict, Verdict::not_judged);
}

/// The first found log 0.48 = -0.734; half of it is -0.367. The interval of sd 0.5 holds all that is asked here.
TEST(Questions, WhereNoneIsExpectedThePredictionIsNearerToIt) {
  const auto verdict = [](const char* to, double mean) {
    return judged(std::string("q,mechanism,I19,I19-ONE-a,") + to + ",?,none,\n", mean, 0.5)[0].verdict;
  };
  EXPECT_EQ(verdict("I19-NULL", -0.1), Verdict::hit);
  EXPECT_EQ(verdict("I19-NULL", -0.5), Verdict::miss);  // none lies inside, yet an effect was foretold
  EXPECT_EQ(verdict("I19-TWO", -0.1), Verdict::hit);
  const auto no_size = judged("q,mechanism,I19,I19-SIGN,I19-NULL,?,none,\n", -0.1, 0.5);
  EXPECT_EQ(no_size[0].verdict, Verdict::not_judged);
}

TEST(Questions, AReplicationIsOfMoreThanHalfOfTheFirstOrNot) {
  const auto verdict = [](const char* to, double mean) {
    return judged(std::string("q,replication,I19,I19-ONE-a,") + to + ",?,as_from,\n", mean, 0.5)[0].verdict;
  };
  EXPECT_EQ(verdict("I19-TWO", -0.3), Verdict::hit);   // came -0.223
  EXPECT_EQ(verdict("I19-TWO", -0.5), Verdict::miss);  // inside, on the other side
  EXPECT_EQ(verdict("I19-NULL", -0.5), Verdict::hit);  // not significant is not near none
}

TEST(Questions, AReversalIsForetoldAsATreatmentThatHasEnded) {
  const StudyTable table = four_studies();
  for (const auto& [kind, treated] : {std::pair{"reversal", false}, std::pair{"mechanism", true}}) {
    const auto rows = head + "q," + kind + ",I19,I19-ONE-a,I19-NULL,?,none,\n";
    ask(
        read_questions(rows, "p.csv", table), table, evidence_base(table),
        [treated = treated](const Evidence&, const std::vector<Outcome>& targets) {
          EXPECT_EQ(targets.front().treated, treated);
          return std::vector<std::vector<double>>(1, {0.0, 0.1});
        },
        *model::make_serial_executor());
  }
}

TEST(Questions, DirectionsAskAlsoWhetherTheSecondIsWeaker) {
  // The first found log 0.48 = -0.734, the second -0.223: weaker.
  const auto weaker = judged("q,dose,I19,I19-ONE-a,I19-TWO,?,smaller,\n", -0.3, 0.2)[0];
  EXPECT_EQ(weaker.verdict, Verdict::hit);
  EXPECT_GT(*weaker.weaker, 0.9);
  EXPECT_EQ(judged("q,dose,I19,I19-ONE-a,I19-TWO,?,larger,\n", -0.9, 0.8)[0].verdict, Verdict::miss);
  EXPECT_EQ(judged("q,dose,I19,I19-SIGN,I19-TWO,?,smaller,\n", -0.3, 0.2)[0].verdict, Verdict::not_judged);
}

TEST(Questions, EvidenceDoesNotHoldTheSecondTrial) {
  const StudyTable table = four_studies();
  const auto questions = read_questions(head + "q,dose,I19,I19-ONE-a,I19-TWO I19-NULL,?,as_from,\n", "p.csv", table);
  ask(
      questions, table, evidence_base(table),
      [](const Evidence& known, const std::vector<Outcome>& targets) {
        EXPECT_EQ(known.outcomes.size(), 2u);
        EXPECT_EQ(targets.size(), 1u);  // the one with a size
        return std::vector<std::vector<double>>(1, {0.0, 0.1});
      },
      *model::make_serial_executor());
}

/// One fit for both; each question gets the draws of its own targets.
TEST(Questions, OfTheSameTrialsAreAskedAtOnce) {
  const StudyTable table = four_studies();
  const std::string rows =
      "q,dose,I19,I19-ONE-a,I19-TWO,?,as_from,\nr,dose,I19,I19-TWO,I19-ONE-a,?,as_from,\n"
      "s,dose,I19,I19-NULL,I19-TWO,?,as_from,\n";
  int calls = 0;
  double next = 0.0;
  const auto judged = ask(
      read_questions(head + rows, "p.csv", table), table, evidence_base(table),
      [&](const Evidence&, const std::vector<Outcome>& targets) {
        ++calls;
        std::vector<std::vector<double>> draws;
        for (std::size_t i = 0; i < targets.size(); ++i) draws.emplace_back(3, next += 1.0);
        return draws;
      },
      *model::make_serial_executor());
  EXPECT_EQ(calls, 2);
  const auto means = {judged[0].forecast.mean, judged[1].forecast.mean, judged[2].forecast.mean};
  EXPECT_EQ(std::set<double>(means).size(), 3u);
  EXPECT_EQ(std::abs(judged[0].forecast.mean - judged[2].forecast.mean), 1.0);
  EXPECT_EQ(judged[2].question, 2u);
}

TEST(Questions, UnknownStudiesAreNamedWithTheirFix) {
  try {
    read_questions(head + "q,dose,I19,I19-ONE-b,I19-TWO,?,smaller,\nq,dose,I19,I19-TWO,I19-NULL,?,weaker,\n", "p.csv",
                   four_studies());
    FAIL() << "accepted";
  } catch (const model::InputError& error) {
    EXPECT_NE(std::string(error.what()).find("expect: the name is not known; found 'weaker'"), std::string::npos);
  }
  try {
    read_questions(head + "q,dose,I19,I19-ONE-b,I19-TWO,?,smaller,\n", "p.csv", four_studies());
    FAIL() << "accepted";
  } catch (const model::InputError& error) {
    EXPECT_NE(std::string(error.what()).find("no study has the id 'I19-ONE-b'"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("did you mean 'I19-ONE-a'?"), std::string::npos);
  }
}

TEST(Questions, TheBundledOnesAreRead) {
  const auto text = [](const std::string& name) {
    std::ifstream file(std::string(SALUS_SOURCE_DIR) + "/scenarios/evidence/" + name);
    return std::string{std::istreambuf_iterator<char>(file), {}};
  };
  const StudyTable table = read_studies({"rows.csv", text("rows.csv")}, {{"studies.csv", text("studies.csv")}}, 2026);
  EXPECT_GE(read_questions(text("predictions.csv"), "predictions.csv", table).size(), 15u);
}

}  // namespace
}  // namespace salus::calibration
