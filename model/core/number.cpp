#include "model/core/number.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

#ifndef __EMSCRIPTEN__
#include <charconv>
#endif

#include "model/core/ascii.hpp"

namespace salus::model {
namespace {

/// Length of the number at the start of `text` by the grammar in the header; 0 where there is none.
std::size_t number_length(std::string_view text) {
  std::size_t i = 0;
  const auto digits = [&] {
    const std::size_t from = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    return i > from;
  };
  if (i < text.size() && text[i] == '-') ++i;
  const std::size_t first = i;
  if (!digits()) return 0;
  if (i - first > 1 && text[first] == '0') return 0;
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (!digits()) return 0;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (!digits()) return 0;
  }
  return i;
}

}  // namespace

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::size_t i = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) ++i;
  if (i == text.size()) return std::nullopt;
  if (text[i] == '0' && (text.size() > i + 1 || negative)) return std::nullopt;
  std::int64_t value = 0;
  for (; i < text.size(); ++i) {
    if (!is_digit(text[i])) return std::nullopt;
    if (__builtin_mul_overflow(value, std::int64_t{10}, &value)) return std::nullopt;
    if (__builtin_sub_overflow(value, text[i] - '0', &value)) return std::nullopt;
  }
  if (negative) return value;
  if (value == std::numeric_limits<std::int64_t>::min()) return std::nullopt;
  return -value;
}

std::optional<double> parse_number(std::string_view text) {
  if (text.empty() || text.size() > 64 || number_length(text) != text.size()) return std::nullopt;
  double value = 0.0;
#ifdef __EMSCRIPTEN__
  // No from_chars(double) there; the syntax was checked above and musl's strtod knows no locale.
  value = std::strtod(std::string(text).c_str(), nullptr);
#else
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc{}) return std::nullopt;
#endif
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

std::string format_number(double value) {
#ifdef __EMSCRIPTEN__
  char text[40];
  for (int precision = 1; precision <= 17; ++precision) {
    std::snprintf(text, sizeof text, "%.*g", precision, value);
    if (std::strtod(text, nullptr) == value) break;
  }
  return text;
#else
  char text[40];
  const auto result = std::to_chars(text, text + sizeof text, value);
  return {text, result.ptr};
#endif
}

double rounded_to_digits(double value, int digits) {
  if (value == 0.0 || !std::isfinite(value)) return value;
  const double unit = std::pow(10.0, std::floor(std::log10(std::abs(value))) - (digits - 1));
  return unit >= 1.0 ? std::round(value / unit) * unit : std::round(value / unit) / std::round(1.0 / unit);
}

std::string format_fixed(double value, int decimals, bool grouped) {
  char text[400];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  std::string plain = text;
  if (!grouped) return plain;
  const std::size_t first = plain[0] == '-' ? 1 : 0;
  std::size_t end = plain.find('.');
  if (end == std::string::npos) end = plain.size();
  for (std::size_t at = end; at > first + 3;) plain.insert(at -= 3, ",");
  return plain;
}

}  // namespace salus::model
