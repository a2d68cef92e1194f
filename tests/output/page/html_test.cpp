/// HTML as a type: nothing gets into a page unescaped, and what is escaped is text again.
#include "output/page/html.hpp"

#include <gtest/gtest.h>

#include "output/page/document.hpp"
#include "output/page/parts.hpp"
#include "output/words/sentences/chart.hpp"
#include "tests/output/page/rendered.hpp"

namespace salus::tests {
namespace {

namespace page = output::page;
namespace words = output::words;
using page::Html;

// No text becomes HTML but by `escaped` or a sentence.
static_assert(!std::is_constructible_v<Html, std::string>);
static_assert(!std::is_constructible_v<Html, const char*>);
static_assert(!std::is_constructible_v<Html, std::string_view>);
static_assert(!std::is_constructible_v<Html, words::Text>);
static_assert(!std::is_assignable_v<Html&, std::string>);
static_assert(!std::is_constructible_v<page::Literal, std::string>);
static_assert(std::is_constructible_v<Html, words::Message>);
// No text gets to `escaped`, into a sentence, a table's heading, a title or a row that says how a page was made, but a
// sentence, a figure, or one that is said to be from outside; and a literal cannot be said to be that.
template <class T>
concept Sayable = std::is_constructible_v<words::Text, T> || std::is_convertible_v<T, words::Text>;
static_assert(Sayable<words::Message> && Sayable<words::Plain> && Sayable<words::Figure> && Sayable<words::Verbatim>);
static_assert(!Sayable<std::string> && !Sayable<std::string_view> && !Sayable<const char*> && !Sayable<char[2]>);
static_assert(!std::is_convertible_v<std::string, words::Verbatim>);
static_assert(!std::is_constructible_v<words::Verbatim, const char*>);
static_assert(!std::is_constructible_v<words::Verbatim, const char (&)[2]>);
static_assert(!std::is_constructible_v<words::Message, std::string>);
static_assert(!std::is_constructible_v<words::Message, words::Verbatim>);  // what a row of `MadeRow` is about
static_assert(!std::is_constructible_v<page::Document, page::Literal, std::string, std::string>);
template <class A, class B>
concept Adds = requires(A a, B b) {
  a + b;
};
static_assert(!Adds<Html, std::string> && !Adds<Html, const char*> && Adds<Html, Html>);

TEST(Html, EscapesWhatComesFromOutside) {
  EXPECT_EQ(rendered(page::escaped(outside("a<b>&'\""))), "a&lt;b&gt;&amp;&#39;&quot;");
  EXPECT_EQ(rendered(page::tag("p", page::escaped(outside("</p><script>")))), "<p>&lt;/p&gt;&lt;script&gt;</p>");
  EXPECT_EQ(rendered(words::chart::Bar{.label = outside("<i>"), .count = 2}), "&lt;i&gt;: 2");
}

TEST(Html, EscapesAttributesAndQuotesThemWhereTheyNeedIt) {
  const auto with = [](const std::string& value) {
    return rendered(page::tag("a", {{"href", outside(value)}}, page::escaped(outside("x"))));
  };
  EXPECT_EQ(with("#KEN"), "<a href=#KEN>x</a>");
  EXPECT_EQ(with("x y"), "<a href=\"x y\">x</a>");
  EXPECT_EQ(with("\" onclick=\"z"), "<a href=\"&quot; onclick=&quot;z\">x</a>");
  EXPECT_EQ(with(""), "<a href=\"\">x</a>");
  EXPECT_EQ(rendered(page::closed_tag("line", {{"x1", outside("3")}})), "<line x1=\"3\"/>");
  EXPECT_EQ(rendered(page::tag("td", {{"data-h", words::chart::Bar{.label = outside("<i>"), .count = 2}}}, {})),
            "<td data-h=\"&lt;i&gt;: 2\"></td>");
}

TEST(Html, GrowsByAddingAndKnowsWhenItIsEmpty) {
  Html all;
  EXPECT_TRUE(all.empty());
  all += page::strong(page::escaped(outside("a")));
  all += page::strong(words::chart::lorenz) + page::escaped(outside("b"));
  EXPECT_FALSE(all.empty());
  const std::string text = rendered(all);
  EXPECT_TRUE(text.starts_with("<strong>a</strong><strong>Share of crime"));
  EXPECT_TRUE(text.ends_with("</strong>b"));
  EXPECT_TRUE(page::bullets({}).empty());
}

TEST(Parts, FoldsAreClosedUnlessOpen) {
  const Html text = page::escaped(outside("x"));
  EXPECT_EQ(rendered(page::details(text, text)), "<details><summary>x</summary>x</details>");
  EXPECT_EQ(rendered(page::details(text, text, true)), "<details open><summary>x</summary>x</details>");
  EXPECT_EQ(rendered(page::bullets({text, text})), "<ul><li>x</li><li>x</li></ul>");
  EXPECT_EQ(rendered(page::below(text, text)), "x<br><span class=\"soft n\">x</span>");
}

}  // namespace
}  // namespace salus::tests
