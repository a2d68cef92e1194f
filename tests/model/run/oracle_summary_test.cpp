#include "model/run/oracle_summary.hpp"

#include <gtest/gtest.h>

namespace salus::model {
namespace {

TEST(OracleSummary, CountsVerdictsAndWhatCouldHardlyMiss) {
  OracleSummary oracle;
  const auto add = [&](Verdict verdict, double low, double high) {
    OracleQuestion q;
    q.verdict = verdict;
    q.low = low;
    q.high = high;
    oracle.questions.push_back(q);
  };
  add(Verdict::hit, -1.0, 0.1);
  add(Verdict::hit, -0.5, 0.1);
  add(Verdict::hit, -1.0, -0.1);
  add(Verdict::miss, -0.7, 0.0);
  add(Verdict::not_judged, -2.0, 1.0);
  EXPECT_EQ(questions_with(oracle, Verdict::hit), 3u);
  EXPECT_EQ(questions_with(oracle, Verdict::miss), 1u);
  EXPECT_EQ(questions_with(oracle, Verdict::not_judged), 1u);
  EXPECT_EQ(easy_questions(oracle), 2u);
}

}  // namespace
}  // namespace salus::model
