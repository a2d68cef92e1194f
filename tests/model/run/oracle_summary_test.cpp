#include "model/run/oracle_summary.hpp"

#include <gtest/gtest.h>

namespace salus::model {
namespace {

TEST(OracleSummary, CountsSharpVerdictsApartFromThoseThatSayLittle) {
  OracleSummary oracle;
  const auto add = [&](Verdict verdict, double low, double high, double observed = -0.2) {
    OracleQuestion q;
    q.verdict = verdict;
    q.low = low;
    q.high = high;
    q.observed = observed;
    oracle.questions.push_back(q);
  };
  add(Verdict::hit, -1.0, 0.1);
  add(Verdict::hit, -0.5, 0.1);
  add(Verdict::hit, -1.0, -0.1);
  add(Verdict::miss, -0.7, 0.0);
  add(Verdict::not_judged, -2.0, 1.0);
  add(Verdict::hit, -0.5, 0.1, std::numeric_limits<double>::quiet_NaN());
  EXPECT_EQ(questions_judged(oracle, false).hits, 2u);
  EXPECT_EQ(questions_judged(oracle, false).misses, 0u);
  EXPECT_EQ(questions_judged(oracle, true).hits, 2u);
  EXPECT_EQ(questions_judged(oracle, true).misses, 1u);
}

TEST(OracleSummary, FindsAScoreByItsName) {
  OracleSummary oracle;
  oracle.scores.push_back({"all", 3, 2, 1, {}});
  oracle.scores.push_back({"precise", 2, 2, 1, {}});
  EXPECT_EQ(score_of(oracle, "precise")->outcomes, 2u);
  EXPECT_EQ(score_of(oracle, "own"), nullptr);
}

}  // namespace
}  // namespace salus::model
