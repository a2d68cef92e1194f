/// Plural rules and separators of the six languages, with ICU as oracle.
#include "output/words/language.hpp"

#include <gtest/gtest.h>

#include "tests/output/words/icu_oracle.hpp"

namespace salus::tests {
namespace {

namespace words = output::words;

class EachLanguage : public testing::TestWithParam<std::string> {
 protected:
  const words::Language& language() const { return *words::language_named(GetParam()); }
  std::string ours(double value, std::uint32_t decimals = 0) const {
    return std::string(words::plural_names[plural_category(language(), value, decimals)]);
  }
};

INSTANTIATE_TEST_SUITE_P(Words, EachLanguage, testing::Values("ar", "en", "es", "fr", "ru", "zh"),
                         [](const auto& test) { return test.param; });

TEST_P(EachLanguage, CountsAsIcuDoes) {
  const auto locale = icu_oracle::locale_of(language());
  UErrorCode code = U_ZERO_ERROR;
  const std::unique_ptr<icu::PluralRules> rules(icu::PluralRules::forLocale(locale, code));
  icu_oracle::demand(code);
  for (int n = 0; n <= 20000; ++n) ASSERT_EQ(ours(n), icu_oracle::utf8(rules->select(n))) << n;
  for (const int n :
       {99999, 100000, 100002, 100011, 999999, 1000000, 1000001, 2000000, 2000003, 1000000000, 2000000011})
    EXPECT_EQ(ours(n), icu_oracle::utf8(rules->select(n))) << n;
}

TEST_P(EachLanguage, CountsNumbersWithDecimalsAsIcuDoes) {
  const auto locale = icu_oracle::locale_of(language());
  for (int tenths = 0; tenths <= 400; ++tenths) {
    const double value = tenths / 10.0;
    EXPECT_EQ(ours(value, 1), icu_oracle::plural(value, ".0", locale)) << value;
    EXPECT_EQ(ours(value, 2), icu_oracle::plural(value, ".00", locale)) << value;
  }
  EXPECT_EQ(ours(1e6, 1), icu_oracle::plural(1e6, ".0", locale));
}

TEST_P(EachLanguage, TellsApartTheCategoriesThatItUses) {
  for (int n = 0; n <= 2000; ++n) EXPECT_TRUE(tells_apart(language(), ours(n))) << n;
  EXPECT_TRUE(tells_apart(language(), "other"));
  EXPECT_FALSE(tells_apart(language(), "none"));
}

TEST_P(EachLanguage, MarksItsDirection) { EXPECT_EQ(language().right_to_left, GetParam() == "ar"); }

TEST(Languages, AreTheSixOfTheUnitedNations) {
  std::string codes;
  for (const auto& language : words::languages()) codes += std::string(language.code) + " ";
  EXPECT_EQ(codes, "ar en es fr ru zh ");
  EXPECT_EQ(words::language_named("de"), nullptr);
  EXPECT_EQ(words::english_language().code, "en");
  EXPECT_FALSE(tells_apart(words::english_language(), "few"));
}

}  // namespace
}  // namespace salus::tests
