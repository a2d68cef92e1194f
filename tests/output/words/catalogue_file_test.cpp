/// The file of a language: sections, long lines, and every fault with its line.
#include "output/words/catalogue_file.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace salus::tests {
namespace {

namespace words = output::words;

TEST(CatalogueFile, HoldsSentencesBySection) {
  const auto file = words::parse_catalogue(
      "# words\n\n[one]\na = An apple.\r\nb = A\n  long\n\n  # {n, number} one\n[two]\na = {x} = {y}\n");
  EXPECT_TRUE(file.faults.empty());
  ASSERT_EQ(file.entries.size(), 3u);
  EXPECT_EQ(file.entries[0].text, "An apple.");
  EXPECT_EQ(file.entries[1].text, "A long # {n, number} one");
  EXPECT_EQ(file.entries[1].line, 5u);
  EXPECT_EQ(file.entries[2].section, "two");
  EXPECT_EQ(file.entries[2].text, "{x} = {y}");
  EXPECT_EQ(file.entries[2].pattern.slots.size(), 2u);
}

TEST(CatalogueFile, SaysEachFaultWithItsLine) {
  const auto file = words::parse_catalogue(
      "early = x\n[one]\n  lost\na = x\na = y\nB = z\nc = {broken\nd =\nno equals\n[One]\n[two]\n[two]\n");
  std::string all;
  for (const auto& fault : file.faults) all += fault + "\n";
  for (const char* fault :
       {"1: 'early' stands in no section", "3: an indented line", "5: 'a' stands twice", "6: 'id = pattern'",
        "7: one.c, byte 8 of its pattern: '}' is expected", "8: one.d has no pattern", "9: 'id = pattern'",
        "10: a section is [name]", "12: the section 'two' stands twice"})
    EXPECT_NE(all.find(fault), std::string::npos) << fault << " in\n" << all;
}

/// A key of a choice becomes an enumerator beside the section's sentences.
TEST(CatalogueFile, RefusesAKeyThatIsAlsoASentenceOfItsSection) {
  const auto faults = [](const char* text) { return words::parse_catalogue(text).faults; };
  EXPECT_EQ(faults("[one]\na = {b, select, c {x} other {y}}\nc = z\n"),
            (std::vector<std::string>{
                "2: one.a: the key 'c' of {b, select, ...} is also the id of a sentence of its section"}));
  EXPECT_EQ(faults("[one]\nother = z\na = {b, select, c {x} other {y}}\n").size(), 1u);
  const std::vector<std::string> none;
  EXPECT_EQ(faults("[one]\na = {b, select, c {x} other {y}}\n[two]\nc = z\n"), none);
  EXPECT_EQ(faults("[one]\na = {b, select, yes {x} other {y}}\nyes = z\n"), none);  // a truth value has no enumerators
}

}  // namespace
}  // namespace salus::tests
