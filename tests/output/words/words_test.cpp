/// Messages said in a language: as ICU says them, escaped in pages, and no catalogue that does not fit the English one.
#include "output/words/words.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <map>
#include <sstream>

#include "output/words/catalogue_file.hpp"
#include "output/words/sentences/chance.hpp"
#include "output/words/sentences/chart.hpp"
#include "output/words/sentences/page.hpp"
#include "tests/output/words/icu_oracle.hpp"

namespace salus::tests {
namespace {

namespace words = output::words;
using words::Figure;
using words::Style;
using words::Text;
using words::Value;

words::Words speaker(const char* code) { return {*words::language_named(code), ""}; }

std::string ours(const words::Words& in, const std::string& pattern, const std::vector<Value>& values) {
  const auto parsed = words::parse_pattern(pattern);
  EXPECT_FALSE(parsed.fault) << pattern;
  return in.text(parsed.pattern, values);
}

Value text(const char* what) { return {Text(words::Verbatim(std::string(what)))}; }
icu::Formattable theirs(const char* what) { return icu::Formattable(icu::UnicodeString::fromUTF8(what)); }

TEST(Words, CountAsIcuDoesInEveryLanguage) {
  const std::string english = "{n, plural, =0 {none} one {# run} other {# runs}} of {all, number, integer}";
  const std::map<std::string, std::string> patterns{
      {"en", english},
      {"es", "{n, plural, =0 {nada} one {# vez} many {# de veces} other {# veces}} de {all, number, integer}"},
      {"fr", "{n, plural, one {# fois} many {# de fois} other {# fois !}} sur {all, number, integer}"},
      {"ru", "{n, plural, one {# город} few {# города} many {# городов} other {# города.}} из {all, number, integer}"},
      {"ar", "{n, plural, zero {z} one {o} two {t} few {# f} many {# m} other {# x}}، {all, number, integer}"},
      {"zh", "{n, plural, =1 {一} other {#个}} / {all, number, integer}"}};
  for (const auto& language : words::languages()) {
    const auto in = speaker(std::string(language.code).c_str());
    const std::string& pattern = patterns.at(std::string(language.code));
    for (const double n :
         {0.0, 1.0, 1.5, 2.0, 3.0, 5.0, 11.0, 12.0, 21.0, 22.0, 25.0, 100.0, 101.0, 111.0, 1e6, 2.25, 12345.0, 3e6})
      EXPECT_EQ(ours(in, pattern, {{words::Number(n)}, {words::Number(12345)}}),
                icu_oracle::message(pattern, {"n", "all"}, {n, 12345}, icu_oracle::locale_of(language)))
          << language.code << n;
  }
}

TEST(Words, QuoteAsIcuDoes) {
  const auto in = speaker("en");
  for (const char* pattern : {"''{a}'' and it's {b}", "'{a}' {a}{b}", "{a} '{{b}}' {b}", "{a}# '#' {b} ' ''"})
    EXPECT_EQ(ours(in, pattern, {text("x"), text("y")}),
              icu_oracle::message(pattern, {"a", "b"}, {theirs("x"), theirs("y")}, icu::Locale("en", "GB")))
        << pattern;
}

TEST(Words, ChooseAndNestAsIcuDoes) {
  const auto in = speaker("en");
  const char* pattern =
      "{a, select, x {one {b, plural, one {day '#' it''s} other {# days}}} y {'{'{b, number, ::.00}} other {{b, "
      "number}}}";
  for (const char* a : {"x", "y", "z"})
    for (const double b : {1.0, 2.5, 1234.567})
      EXPECT_EQ(ours(in, pattern, {{words::Choice{a}}, {words::Number(b)}}),
                icu_oracle::message(pattern, {"a", "b"}, {theirs(a), b}, icu::Locale("en", "GB")))
          << a << b;
}

TEST(Words, JoinListsAsIcuDoes) {
  for (const auto& language : words::languages()) {
    const auto in = speaker(std::string(language.code).c_str());
    for (const std::vector<std::string>& items : {std::vector<std::string>{},
                                                  {"A"},
                                                  {"A", "B"},
                                                  {"A", "B", "C", "D"},
                                                  {"B", "Irán"},
                                                  {"B", "hija"},
                                                  {"B", "hielo"}}) {
      const std::vector<Text> texts = words::verbatim(items);
      EXPECT_EQ(ours(in, "{all, list, and}", {{texts}}), icu_oracle::list(items, icu_oracle::locale_of(language)))
          << language.code << items.size();
    }
  }
  const std::vector<Text> three = words::verbatim({"A", "B", "C"});
  EXPECT_EQ(ours(speaker("en"), "{all, list}", {{three}}), "A, B, C");
  EXPECT_EQ(ours(speaker("en"), "{all, list, semicolon}", {{three}}), "A; B; C");
}

/// ICU reads every sentence of the catalogue, but for lists and the styles that are ours.
TEST(Words, TheCatalogueIsAPatternOfIcuToo) {
  std::size_t read = 0;
  for (const auto& source : words::english_sources()) {
    const std::string pattern(source.text);
    bool own = pattern.find(", list") != pattern.npos;
    for (const char* style : {"year", "tenths", "shortest", "fine_percent", "count", "amount", "mean", "ratio",
                              "two_digits", "dollars", "money"})
      own = own || pattern.find(std::string(", number, ") + style) != pattern.npos;
    if (own) continue;
    UErrorCode code = U_ZERO_ERROR;
    const icu::MessageFormat format(icu::UnicodeString::fromUTF8(pattern), icu::Locale("en", "GB"), code);
    EXPECT_TRUE(U_SUCCESS(code)) << source.section << "." << source.name << ": " << u_errorName(code);
    ++read;
  }
  EXPECT_GT(read, words::english_sources().size() / 2);
}

TEST(Words, TheCompiledCatalogueIsTheFile) {
  std::ifstream in(std::string(SALUS_SOURCE_DIR) + "/output/words/en.txt", std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  const auto file = words::parse_catalogue(content.str());
  EXPECT_TRUE(file.faults.empty());
  const auto compiled = words::english_sources();
  ASSERT_EQ(file.entries.size(), compiled.size());
  for (std::size_t i = 0; i < compiled.size(); ++i) {
    EXPECT_EQ(file.entries[i].section, compiled[i].section);
    EXPECT_EQ(file.entries[i].name, compiled[i].name);
    EXPECT_EQ(file.entries[i].text, compiled[i].text);
  }
}

TEST(Words, EscapeWhatComesFromOutside) {
  const words::Message said = words::chart::Bar{.label = words::Verbatim(std::string("<b>&'\"")), .count = 1234};
  EXPECT_EQ(words::english().html(said), "&lt;b&gt;&amp;&#39;&quot;: 1,234");
  EXPECT_EQ(words::english().text(said), "<b>&'\": 1,234");
  EXPECT_EQ(words::english().html(words::Verbatim(std::string("</title><script>"))), "&lt;/title&gt;&lt;script&gt;");
}

TEST(Words, SayTheUnitOfARangeOnce) {
  const auto range = [](double low, double high, Style style) {
    return words::english().text(words::Range{low, high, style});
  };
  EXPECT_EQ(range(1.2e6, 3.4e6, Style::dollars), "1.2 to 3.4 million $");
  EXPECT_EQ(range(9e5, 3.4e6, Style::dollars), "900,000 to 3.4 million $");
  EXPECT_EQ(range(1.2e6, 3.4e6, Style::count), "1.2 to 3.4 million");
  EXPECT_EQ(range(0.1, 0.2, Style::tenths), "10.0 to 20.0 %");
  EXPECT_EQ(range(1.0, std::numeric_limits<double>::infinity(), Style::dollars), "1 $ to no bound");
  EXPECT_EQ(range(3.0, 12.0, Style::amount), "3 to 12");
}

constexpr const char* french = R"(
[number]
percent = {number} %
million = {number} millions
range = de {low} à {high}
not_known = inconnu
[chance]
in_share = dans {share, number, percent} des simulations
in_some_of = dans {runs, number, integer} simulations sur {all, number, integer}
)";

TEST(Words, AnotherLanguageSpeaksItsOwnWordsAndEnglishWhereItLacksThem) {
  const words::Words in(*words::language_named("fr"), french);
  EXPECT_EQ(in.text(words::chance::InShare{.share = 0.374}), "dans 37 % des simulations");
  EXPECT_EQ(in.text(words::chance::InSomeOf{.runs = 28, .all = 12000}), "dans 28 simulations sur 12\u202f000");
  EXPECT_EQ(in.text(words::chance::in_no_run), "in no run");
  EXPECT_EQ(in.text(words::Range{1.5e6, 2.5e6, Style::count}), "de 1,5 à 2,5 millions");
  EXPECT_EQ(in.text(Figure{1.25, Style::two_decimals}), "1,25");
}

TEST(Words, AValueMayStandElsewhereInAnotherLanguage) {
  const words::Words in(*words::language_named("fr"),
                        "[chance]\nin_some_of = {all, number, integer} / {runs, number, integer}\n");
  EXPECT_EQ(in.text(words::chance::InSomeOf{.runs = 28, .all = 100}), "100 / 28");
}

TEST(Words, ACatalogueThatDoesNotFitIsRefusedWithItsLines) {
  const char* faulty =
      "[chance]\nin_share = dans {part, number, percent}\nin_few = {\nnone_such = x\n"
      "in_some_of = {runs, plural, few {# f} other {#}} {all, number}\n";
  try {
    const words::Words in(*words::language_named("fr"), faulty);
    FAIL() << "accepted";
  } catch (const std::invalid_argument& error) {
    const std::string all = error.what();
    for (const char* fault : {"2: chance.in_share names other values", "3: chance.in_few, byte 2",
                              "4: chance.none_such is no sentence", "5: chance.in_some_of counts in 'few'"})
      EXPECT_NE(all.find(fault), std::string::npos) << fault << " in " << all;
  }
}

// A text is no sentence, a literal no text, and a value that is left out no value.
static_assert(!std::is_constructible_v<Text, const char*>);
static_assert(!std::is_convertible_v<std::string, words::Message>);
static_assert(!std::is_default_constructible_v<words::chance::InShare>);
static_assert(!std::is_convertible_v<std::string, words::Number>);

}  // namespace
}  // namespace salus::tests
