#include "output/report/html_oracle.hpp"

#include <gtest/gtest.h>

#include "output/words/words.hpp"
#include "tests/output/sample_records.hpp"

namespace salus::output {
namespace {

TEST(OracleSection, ShowsHitsAndMissesByKindWithTheirStudies) {
  const std::string text = html::oracle_section(tests::sample_oracle()).content.render(words::english());
  const auto at = [&](const std::string& what) { return text.find(what); };
  for (const char* said : {"1 directed question with a sharp answer: 1 hit, 0 misses.", "2 more say little",
                           "says little", "by the account that small studies find more alone", "Second cities", "Doses",
                           "One 2011", "Two 2012; Three (+4)", "0.82", "From &lt;one&gt; to two", "1 cannot be judged"})
    EXPECT_NE(at(said), std::string::npos) << said;
  EXPECT_LT(at("Second cities"), at("Doses"));
  EXPECT_EQ(at("Reversals"), std::string::npos);  // cannot be judged
  EXPECT_NE(html::oracle_questions(tests::sample_oracle(), false).render(words::english()).find("Reversals"),
            std::string::npos);
}

/// A gap that may be none is no figure; that of precise outcomes stands in the text.
TEST(OracleSection, PrintsNoGapThatMayBeNone) {
  auto oracle = tests::sample_oracle();
  auto precise = oracle.scores.front();
  precise.of = "precise";
  oracle.scores.push_back(precise);
  const double none = std::numeric_limits<double>::quiet_NaN();
  oracle.scores.front().figures[model::OracleFigure::gap_closed] = {none, {none, none}};
  const auto text = [&] { return html::oracle_section(oracle).content.render(words::english()); };
  EXPECT_NE(text().find("cannot be told"), std::string::npos);
  EXPECT_NE(text().find("of the gap between random effects and that floor"), std::string::npos);
  oracle.scores.back().figures[model::OracleFigure::gap_closed] = {none, {none, none}};
  EXPECT_EQ(text().find("of the gap between random effects and that floor"), std::string::npos);
}

TEST(OracleSection, SaysThatNothingWasForetold) {
  EXPECT_NE(html::oracle_section({}).content.render(words::english()).find("No predictions of trials"),
            std::string::npos);
}

}  // namespace
}  // namespace salus::output
