/// The file of a language: sections, long lines, and every fault with its line.
#include "output/words/catalogue_file.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace salus::tests
