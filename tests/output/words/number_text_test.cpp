/// Digits of numbers: those of ICU where ICU has the style, two significant digits and no false precision in ours.
#include "output/words/number_text.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/output/words/icu_oracle.hpp"

namespace salus::tests {
namespace {

namespace words = output::words;
using words::NumberText;
using words::Style;

std::string digits(double value, Style style, const char* language = "en") {
  return number_text(value, style, *words::language_named(language)).digits;
}

struct Case {
  Style style;
  const char* skeleton;
};
constexpr Case cases[] = {
    {Style::standard, "."},     {Style::integer, "precision-integer"}, {Style::year, "precision-integer group-off"},
    {Style::one_decimal, ".0"}, {Style::two_decimals, ".00"},          {Style::three_decimals, ".000"}};

/// Numbers that do not lie half-way between two texts: there ICU rounds the shortest decimal and we the exact value.
TEST(NumberText, HasTheDigitsOfIcuInEveryLanguage) {
  for (const auto& language : words::languages())
    for (const auto& one : cases) {
      const std::string skeleton = one.style == Style::standard ? ".###" : one.skeleton;
      for (const double value : {0.0, 0.0612, 0.7, 1.0, 9.94, 12.3456, 99.96, 123.4, 999.99, 1000.0, 1234.5678, 9999.0,
                                 10000.0, 12345.6, 999999.7, 1e6, 1234567.891, 9.87654321e12})
        for (const double sign : {1.0, -1.0}) {
          if (sign * value <= 0.0 && value < 0.6) continue;          // no minus before a zero of ours
          if (value == 0.0 && skeleton.starts_with(".0")) continue;  // exactly 0 has no decimals of ours
          EXPECT_EQ(number_text(sign * value, one.style, language).digits,
                    icu_oracle::number(sign * value, skeleton, icu_oracle::locale_of(language)))
              << language.code << " " << skeleton << " " << sign * value;
        }
    }
}

TEST(NumberText, CountsHaveTheTwoSignificantDigitsOfIcu) {
  const icu::Locale locale("en", "GB");
  for (double value = 10.0; value < 9.9e5; value *= 1.0373)
    EXPECT_EQ(digits(value, Style::count), icu_oracle::number(value, "@@", locale)) << value;
  for (double share = 0.003; share < 1.0; share += 0.0137) {
    const std::string percent = icu_oracle::number(share, "percent scale/100 precision-integer", locale);
    EXPECT_EQ(digits(share, Style::percent) + "%", percent) << share;
  }
}

TEST(NumberText, CountsAreWholeAndFromAMillionOnInMillions) {
  EXPECT_EQ(digits(0.0, Style::count), "0");
  EXPECT_EQ(digits(0.4, Style::count), "0");
  EXPECT_EQ(digits(5.4, Style::count), "5");
  EXPECT_EQ(digits(16235.6, Style::count), "16,000");
  EXPECT_EQ(digits(-16235.6, Style::count), "-16,000");
  const NumberText millions = number_text(2345678.0, Style::count, words::english_language());
  EXPECT_EQ(millions.digits, "2.3");
  EXPECT_TRUE(millions.millions);
  EXPECT_EQ(digits(23456780.0, Style::count), "23");
  EXPECT_TRUE(number_text(999999.0, Style::count, words::english_language()).millions);
}

TEST(NumberText, AmountsRatiosAndSharesOfTables) {
  EXPECT_EQ(digits(3.14, Style::amount), "3.1");
  EXPECT_EQ(digits(3.02, Style::amount), "3");
  EXPECT_EQ(digits(9.96, Style::amount), "10");
  EXPECT_EQ(digits(0.0, Style::mean), "0");
  EXPECT_EQ(digits(3.0, Style::mean), "3.0");
  EXPECT_EQ(digits(12.3, Style::mean), "12");
  EXPECT_EQ(digits(0.004, Style::ratio), "0.00");
  EXPECT_EQ(digits(-0.004, Style::ratio), "0.00");
  EXPECT_EQ(digits(1234.0, Style::ratio), "1,200");
  EXPECT_EQ(digits(0.01234, Style::two_digits), "0.012");
  EXPECT_EQ(digits(0.0001234, Style::two_digits), "0.00012");
  EXPECT_EQ(digits(1.234, Style::two_digits), "1.2");
  EXPECT_EQ(digits(12.34, Style::two_digits), "12");
  EXPECT_EQ(digits(0.1234, Style::tenths), "12.3");
  EXPECT_EQ(digits(0.0125, Style::fine_percent), "1.25");
  EXPECT_EQ(digits(0.25, Style::shortest), "0.25");
  EXPECT_EQ(digits(0.25, Style::shortest, "fr"), "0,25");
  EXPECT_EQ(number_text(0.1, Style::tenths, words::english_language()).unit, NumberText::Unit::percent);
  EXPECT_EQ(number_text(12.0, Style::dollars, words::english_language()).unit, NumberText::Unit::dollars);
}

TEST(NumberText, WhatIsNoNumberIsSaidByItsKind) {
  using Kind = NumberText::Kind;
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  const double infinite = std::numeric_limits<double>::infinity();
  const auto kind = [](double v, Style style) { return number_text(v, style, words::english_language()).kind; };
  EXPECT_EQ(kind(unknown, Style::count), Kind::not_known);
  EXPECT_EQ(kind(unknown, Style::one_decimal), Kind::not_known);
  EXPECT_EQ(kind(unknown, Style::amount), Kind::dash);
  EXPECT_EQ(kind(unknown, Style::tenths), Kind::dash);
  EXPECT_EQ(kind(infinite, Style::count), Kind::without_bound);
  EXPECT_EQ(kind(-infinite, Style::count), Kind::minus_without_bound);
  EXPECT_EQ(kind(infinite, Style::amount), Kind::no_bound);
  EXPECT_EQ(kind(infinite, Style::two_decimals), Kind::no_bound);
}

TEST(NumberText, MoneyIsExactInEveryLanguage) {
  for (const auto& language : words::languages())
    for (const std::int64_t cents : {100ll, 5ll, 123456789ll, -99999999ll, 123400ll, 1234567ll})
      EXPECT_EQ(money_text(model::Cents(cents), language),
                icu_oracle::number(static_cast<double>(cents) / 100.0, ".00", icu_oracle::locale_of(language)))
          << language.code << cents;
}

TEST(NumberText, DecimalsOfANumberAsItIsWritten) {
  EXPECT_EQ(words::standard_decimals(3.0), 0u);
  EXPECT_EQ(words::standard_decimals(3.5), 1u);
  EXPECT_EQ(words::standard_decimals(3.0004), 0u);
  EXPECT_EQ(words::standard_decimals(0.125), 3u);
}

}  // namespace
}  // namespace salus::tests
