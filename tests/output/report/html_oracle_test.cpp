#include "output/report/html_oracle.hpp"

#include <gtest/gtest.h>

#include "output/words/words.hpp"
#include "tests/output/sample_records.hpp"

namespace salus::output {
namespace {

TEST(OracleSection, ShowsHitsAndMissesByKindWithTheirStudies) {
  const std::string text = html::oracle_section(tests::sample_oracle()).content.render(words::english());
  const auto at = [&](const std::string& what) { return text.find(what); };
  for (const char* said : {"1 hit", "1 miss", "Second cities", "Doses", "One 2011", "Two 2012; Three (+4)", "0.82",
                           "From &lt;one&gt; to two", "2 of the intervals hold both no effect and a halving"})
    EXPECT_NE(at(said), std::string::npos) << said;
  EXPECT_LT(at("Second cities"), at("Doses"));
  EXPECT_EQ(at("Reversals"), std::string::npos);  // cannot be judged
  EXPECT_NE(html::oracle_questions(tests::sample_oracle(), false).render(words::english()).find("Reversals"),
            std::string::npos);
}

TEST(OracleSection, SaysThatNothingWasForetold) {
  EXPECT_NE(html::oracle_section({}).content.render(words::english()).find("No predictions of trials"),
            std::string::npos);
}

}  // namespace
}  // namespace salus::output
