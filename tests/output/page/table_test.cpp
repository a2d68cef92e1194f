#include "output/page/table.hpp"

#include <gtest/gtest.h>

#include "tests/output/page/rendered.hpp"

namespace salus::tests {
namespace {

namespace page = output::page;
using page::Html;

Html cell(const std::string& text) { return page::escaped(outside(text)); }
std::vector<output::words::Text> heads(std::size_t n) {
  std::vector<output::words::Text> all;
  for (std::size_t i = 0; i < n; ++i) all.push_back(outside(std::string(1, static_cast<char>('A' + i)) + "&"));
  return all;
}

TEST(Table, HasHeadingsOfColumnsAndRows) {
  page::Table table(cell("<caption>"), heads(3), 2);
  table.row({cell("a"), cell("b"), cell("1")});
  table.foot({cell("sum"), cell(""), cell("1")});
  EXPECT_EQ(
      rendered(table.html()),
      "<p class=caption>&lt;caption&gt;</p><div class=wide><table><thead><tr><th scope=col>A&amp;</th><th scope=col "
      "class=t>B&amp;</th><th scope=col>C&amp;</th></tr></thead><tbody><tr><th scope=row>a</th><td "
      "class=t>b</td><td>1</td></tr></tbody><tfoot><tr><th scope=row>sum</th><td class=t></td><td>1</td></tr></tfoot>"
      "</table></div>");
}

TEST(Table, CardsRepeatTheHeadingInEachCell) {
  page::Table table({}, heads(2), 1, page::Look::cards);
  table.group(cell("group"));
  table.row({cell("a"), cell("1")});
  const std::string text = rendered(table.html());
  EXPECT_NE(text.find("<table class=cards>"), std::string::npos);
  EXPECT_NE(text.find("<td data-h=\"B&amp;\">1</td>"), std::string::npos);
  EXPECT_NE(text.find("<tr class=group><th scope=rowgroup colspan=2>group</th></tr>"), std::string::npos);
  EXPECT_EQ(text.find("caption"), std::string::npos);
}

TEST(Table, IsDenseWhereItHasManyColumns) {
  EXPECT_EQ(rendered(page::Table({}, heads(8)).html()).find("dense"), std::string::npos);
  EXPECT_NE(rendered(page::Table({}, heads(9)).html()).find("<table class=dense>"), std::string::npos);
}

TEST(PairTable, SetsValuesAsCode) {
  page::PairTable table;
  table.row(cell("Command"), cell("a <b>"));
  EXPECT_EQ(
      rendered(table.html()),
      "<div class=wide><table class=hash><tbody><tr><th scope=row>Command</th><td><code>a &lt;b&gt;</code></td></tr>"
      "</tbody></table></div>");
}

}  // namespace
}  // namespace salus::tests
