#pragma once
/// What ICU says, for tests that hold ours against it.
#include <unicode/listformatter.h>
#include <unicode/msgfmt.h>
#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "output/words/language.hpp"

namespace salus::tests::icu_oracle {

inline void demand(UErrorCode code) {
  if (U_FAILURE(code)) throw std::runtime_error(u_errorName(code));
}

/// Our English is British; our Arabic has Western digits.
inline icu::Locale locale_of(const output::words::Language& language) {
  if (language.code == "en") return icu::Locale("en", "GB");
  if (language.code == "ar") return icu::Locale("ar@numbers=latn");
  return icu::Locale(std::string(language.code).c_str());
}

inline std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  return text.toUTF8String(out);
}

inline icu::number::FormattedNumber formatted(double value, const std::string& skeleton, const icu::Locale& locale) {
  UErrorCode code = U_ZERO_ERROR;
  auto out = icu::number::NumberFormatter::forSkeleton(icu::UnicodeString::fromUTF8(skeleton), code)
                 .locale(locale)
                 .formatDouble(value, code);
  demand(code);
  return out;
}

inline std::string number(double value, const std::string& skeleton, const icu::Locale& locale) {
  UErrorCode code = U_ZERO_ERROR;
  const auto out = utf8(formatted(value, skeleton, locale).toString(code));
  demand(code);
  return out;
}

/// The category of a number as a skeleton writes it.
inline std::string plural(double value, const std::string& skeleton, const icu::Locale& locale) {
  UErrorCode code = U_ZERO_ERROR;
  const std::unique_ptr<icu::PluralRules> rules(icu::PluralRules::forLocale(locale, code));
  demand(code);
  const auto out = utf8(rules->select(formatted(value, skeleton, locale), code));
  demand(code);
  return out;
}

inline std::string list(const std::vector<std::string>& items, const icu::Locale& locale) {
  UErrorCode code = U_ZERO_ERROR;
  const std::unique_ptr<icu::ListFormatter> formatter(
      icu::ListFormatter::createInstance(locale, ULISTFMT_TYPE_AND, ULISTFMT_WIDTH_WIDE, code));
  demand(code);
  std::vector<icu::UnicodeString> texts;
  for (const auto& item : items) texts.push_back(icu::UnicodeString::fromUTF8(item));
  icu::UnicodeString out;
  formatter->format(texts.data(), static_cast<std::int32_t>(texts.size()), out, code);
  demand(code);
  return utf8(out);
}

inline std::string message(const std::string& pattern, const std::vector<std::string>& names,
                           const std::vector<icu::Formattable>& values, const icu::Locale& locale) {
  UErrorCode code = U_ZERO_ERROR;
  const icu::MessageFormat format(icu::UnicodeString::fromUTF8(pattern), locale, code);
  demand(code);
  std::vector<icu::UnicodeString> keys;
  for (const auto& name : names) keys.push_back(icu::UnicodeString::fromUTF8(name));
  icu::UnicodeString out;
  format.format(keys.data(), values.data(), static_cast<std::int32_t>(keys.size()), out, code);
  demand(code);
  return utf8(out);
}

}  // namespace salus::tests::icu_oracle
