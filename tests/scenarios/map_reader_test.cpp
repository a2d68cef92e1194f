/// Keys of one map: unknown, missing, of the wrong kind.
#include "scenarios/map_reader.hpp"

#include <gtest/gtest.h>

namespace salus::scenarios {
namespace {

/// A map read from a text, and what is found in it.
struct Read {
  explicit Read(const std::string& text) : root(*read_yaml(text, file, findings)) {}
  MapReader map(const std::vector<std::string>& known) const { return {root, "top", known, report}; }
  std::string found() const {
    std::string all;
    for (const auto& d : findings) all += d.key + ": " + d.what + "; ";
    return all;
  }
  std::string file = "t";
  model::Diagnostics findings;
  YamlNode root;
  Report report{file, findings};
};

TEST(MapReader, UnknownKeysAreFoundAtOnceAndMissingOnesWhenAskedFor) {
  Read read("a: 1\ncolour: red\n");
  const auto map = read.map({"a", "color", "b"});
  ASSERT_EQ(read.findings.size(), 1u);
  EXPECT_EQ(read.findings[0].line, 2u);
  EXPECT_NE(read.findings[0].fix.find("color"), std::string::npos);
  EXPECT_EQ(map.get("a", true)->text, "1");
  EXPECT_EQ(map.get("b", false), nullptr);
  EXPECT_EQ(read.findings.size(), 1u);
  EXPECT_EQ(map.get("b", true, "add b"), nullptr);
  ASSERT_EQ(read.findings.size(), 2u);
  EXPECT_EQ(read.findings[1].key, "top.b");
  EXPECT_EQ(read.findings[1].fix, "add b");
}

TEST(MapReader, WhatIsNoMapCannotBeUsed) {
  Read read("- a\n");
  EXPECT_FALSE(read.map({"a"}).usable());
  EXPECT_EQ(read.findings.size(), 1u);
}

TEST(MapReader, ASingleTextIsAListOfOneAndEachWrongItemIsFound) {
  Read read("one: x\nmany: [x, '', {a: b}, y]\nmap: {a: b}\n");
  const auto map = read.map({"one", "many", "map"});
  EXPECT_EQ(map.texts("one", true).size(), 1u);
  const auto many = map.texts("many", true);
  ASSERT_EQ(many.size(), 2u);
  EXPECT_EQ(many[0]->text, "x");
  EXPECT_EQ(many[1]->text, "y");
  EXPECT_EQ(read.found(), "top.many: a text is expected here; top.many: a text is expected here; ");
  EXPECT_TRUE(map.texts("map", true).empty());
  EXPECT_EQ(read.findings.size(), 3u);
}

TEST(MapReader, AWordOfAListIsItsPosition) {
  Read read("who: named\nother: nmaed\nlist: [named]\n");
  const auto map = read.map({"who", "other", "list"});
  const std::vector<std::string> words{"volunteers", "named"};
  EXPECT_EQ(map.choice("who", words), 1u);
  EXPECT_EQ(map.choice("missing", words), std::nullopt);
  EXPECT_TRUE(read.findings.empty());
  EXPECT_EQ(map.choice("other", words), std::nullopt);
  EXPECT_NE(read.findings.at(0).fix.find("named"), std::string::npos);
  EXPECT_EQ(map.choice("list", words), std::nullopt);
  EXPECT_EQ(read.findings.size(), 2u);
}

}  // namespace
}  // namespace salus::scenarios
