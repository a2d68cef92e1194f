#include "output/page/document.hpp"

#include <gtest/gtest.h>

#include "tests/output/page/rendered.hpp"

namespace salus::tests {
namespace {

namespace page = output::page;
namespace words = output::words;

page::Document sample_document() {
  page::Document document("sample", outside("<Title>"), outside("Lead & more"));
  document.add(page::section("first", outside("1 <"), said("First"), page::soft(said("a"))));
  document.add(std::optional<page::Section>());
  document.add(page::section("second", outside("2"), said("Second"), page::soft(said("b"))));
  return document;
}

TEST(Document, NamesItsSectionsInTheOrderInWhichTheyStand) {
  const std::string html = sample_document().render(words::english());
  EXPECT_NE(html.find("<nav><a href=#first>1 &lt;</a> <a href=#second>2</a> </nav>"), std::string::npos) << html;
  EXPECT_NE(html.find("<section id=first><h2>First</h2><p class=soft>a</p></section><section id=second>"),
            std::string::npos);
  EXPECT_NE(html.find("<a class=skip href=#first>"), std::string::npos);
  EXPECT_NE(html.find("<title>&lt;Title&gt;</title>"), std::string::npos);
}

TEST(Document, RunsNothingAndFetchesNothing) {
  const std::string html = sample_document().render(words::english());
  EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
  for (const char* word : {"<script", "http://", "https://", "<link", "<img", "url("})
    EXPECT_EQ(html.find(word), std::string::npos) << word;
}

TEST(Document, IsKnownByTheCommandThatMadeIt) {
  const std::string html = sample_document().render(words::english());
  EXPECT_TRUE(page::is_page_of("sample", html));
  EXPECT_FALSE(page::is_page_of("samples", html));
  EXPECT_FALSE(page::is_page_of("sam", html));
  const std::string said = "<meta name=generator content=\"salus calibrate\">";
  page::Document other("sample", outside(said), outside(said));
  EXPECT_FALSE(page::is_page_of("calibrate", other.render(words::english())));
  EXPECT_FALSE(page::is_page_of("calibrate", "<!DOCTYPE html><title>Mine</title>" + said));
}

TEST(Document, SaysItsLanguageAndDirection) {
  EXPECT_NE(sample_document().render(words::english()).find("<html lang=en>"), std::string::npos);
  const words::Words arabic(*words::language_named("ar"), "[page]\nskip = إلى المحتوى\n");
  const std::string html = sample_document().render(arabic);
  EXPECT_NE(html.find("<html lang=ar dir=rtl>"), std::string::npos);
  EXPECT_NE(html.find("إلى المحتوى"), std::string::npos);
}

}  // namespace
}  // namespace salus::tests
