#include "output/oracle_file.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/core/diagnostic.hpp"
#include "tests/output/sample_records.hpp"

namespace salus::output {
namespace {

TEST(OracleFile, IsReadAsItWasWritten) {
  const auto oracle = tests::sample_oracle();
  const std::map<std::string, std::string> made_of{{"seed", "1"}, {"table", "abc"}};
  const std::string text = oracle_json(oracle, made_of);
  EXPECT_NE(text.find("\"seed\": \"1\",\n\"table\": \"abc\"\n"), std::string::npos);
  const auto again = read_oracle(text, "oracle.json");
  EXPECT_EQ(oracle_json(again, made_of), text);
  ASSERT_EQ(again.scores.size(), 2u);
  EXPECT_EQ(again.scores[0].figures[model::OracleFigure::crps].value, 0.15);
  EXPECT_EQ(again.scores[0].teams, 7u);
  EXPECT_TRUE(std::isnan(again.scores[1].figures[model::OracleFigure::slope].range.low));
  ASSERT_EQ(again.questions.size(), 4u);
  EXPECT_EQ(again.accounts, std::vector<std::string>{"slope"});
  EXPECT_LT(text.find("\"questions_sharp\": {\"hits\":1,\"misses\":0}"), text.find("\"questions_easy\": {\"hits\":1,"));
  EXPECT_EQ(again.questions[1].verdict, model::Verdict::miss);
  EXPECT_EQ(again.questions[1].low, -1.2);
  EXPECT_TRUE(std::isnan(again.questions[2].observed));
  EXPECT_TRUE(read_oracle(oracle_json({}, {}), "oracle.json").questions.empty());
}

/// Every line gone, and words that are none: refused with the name of the file and what to do.
TEST(OracleFile, IsRefusedWithItsName) {
  const std::string text = oracle_json(tests::sample_oracle(), {});
  const auto refused = [](const std::string& other) -> std::string {
    try {
      read_oracle(other, "oracle.json");
    } catch (const model::InputError& error) {
      return error.what();
    }
    return "accepted";
  };
  const auto with = [&](const std::string& what, const std::string& other) {
    std::string changed = text;
    changed.replace(changed.find(what), what.size(), other);
    return refused(changed);
  };
  for (const std::string& message :
       {refused(""), refused(text.substr(0, text.size() / 2)), with("\"format\": 2", "\"format\": 1"),
        with("\"accounts\"", "\"account\""), with("\"hit\"", "\"hot\""), with("\"before\"", "\"after\""),
        with("0.15", "\"0.15\"")}) {
    EXPECT_NE(message.find("oracle.json: "), std::string::npos) << message;
    EXPECT_NE(message.find("salus predict-trials -o DIR"), std::string::npos) << message;
  }
  EXPECT_NE(with("\"hit\"", "\"hot\"").find("'hot' is no verdict"), std::string::npos);
}

}  // namespace
}  // namespace salus::output
