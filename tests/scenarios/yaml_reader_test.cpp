/// A small, strict part of YAML, with line and column of every value.
#include "scenarios/yaml_reader.hpp"

#include <gtest/gtest.h>

namespace salus::tests {
namespace {

TEST(Yaml, QuotesMustCloseWhateverStandsBefore) {
  const auto findings_of = [](const std::string& text) {
    model::Diagnostics findings;
    scenarios::read_yaml(text, "t", findings);
    return findings.size();
  };
  EXPECT_EQ(findings_of("a: Größe\nb: 'it''s'\nc: \"a \\\" b\"\nd: \"two\n  lines\"\n"), 0u);
  EXPECT_EQ(findings_of("a: Größe\nb: 'it''s\n"), 1u);
  EXPECT_EQ(findings_of("a: Größe\nb: \"a \\\" b\n"), 1u);
}

TEST(Yaml, ValuesKnowTheirPlace) {
  model::Diagnostics findings;
  const auto root = scenarios::read_yaml("a: 1\nb:\n  - x\n  - {c: y}\n", "t", findings);
  ASSERT_TRUE(root && findings.empty());
  const auto* b = root->find("b");
  ASSERT_NE(b, nullptr);
  ASSERT_EQ(b->items.size(), 2u);
  EXPECT_EQ(b->items[0].text, "x");
  EXPECT_EQ(b->items[0].line, 3u);
  EXPECT_EQ(b->items[0].column, 5u);
  EXPECT_EQ(b->items[1].find("c")->text, "y");
  EXPECT_EQ(b->items[1].find("d"), nullptr);
}

TEST(Yaml, AByteOrderMarkBeforeTheFirstLineMeansNothing) {
  model::Diagnostics findings;
  const auto root = scenarios::read_yaml(std::string("\xEF\xBB\xBF") + "a: 1\n", "t", findings);
  ASSERT_TRUE(root && findings.empty());
  EXPECT_EQ(root->find("a")->text, "1");
  EXPECT_FALSE(scenarios::read_yaml(std::string("a: 1\n\xEF\xBB\xBF") + "b: 1\n", "t", findings));
}

TEST(Yaml, WhatIsRefusedSaysWhereAndHowToMendIt) {
  const auto found = [](const std::string& text) {
    model::Diagnostics findings;
    EXPECT_FALSE(scenarios::read_yaml(text, "t", findings)) << text;
    EXPECT_EQ(findings.size(), 1u) << text;
    return findings.empty() ? model::Diagnostic{} : findings[0];
  };
  EXPECT_EQ(found("a: 1\nb: &x 2\n").line, 2u);
  EXPECT_NE(found("a: 1\nb: &x 2\n").what.find("anchor"), std::string::npos);
  EXPECT_NE(found("a: !!int 2\n").what.find("tag"), std::string::npos);
  EXPECT_NE(found("a: 1\n---\nb: 2\n").what.find("second document"), std::string::npos);
  EXPECT_NE(found("").what.find("empty"), std::string::npos);
  EXPECT_NE(found("a:\n\t- b\n").fix.find("tab"), std::string::npos);
  const model::Diagnostic bad = found("a: 1\nbc: \x01\n");
  EXPECT_EQ(bad.line, 2u);
  EXPECT_EQ(bad.column, 5u);
  const std::string deep = "a: " + std::string(40, '[') + std::string(40, ']') + "\n";
  EXPECT_NE(found(deep).what.find("32 deep"), std::string::npos);
}

TEST(Yaml, AKeyThatStandsTwiceIsAFinding) {
  model::Diagnostics findings;
  const auto root = scenarios::read_yaml("a: 1\nb: 2\na: 3\n", "t", findings);
  ASSERT_TRUE(root);
  EXPECT_EQ(root->find("a")->text, "1");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].line, 3u);
}

}  // namespace
}  // namespace salus::tests
