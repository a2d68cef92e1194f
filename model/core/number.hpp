#pragma once
/// Strict, locale-free conversion between text and numbers. Nothing is guessed: the whole field must be a number.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace salus::model {

/// Decimal integer with optional '-', no leading '+', no leading zeros, no blanks; nullopt on anything else or
/// overflow.
std::optional<std::int64_t> parse_integer(std::string_view text);

/// Decimal number `-?digits[.digits][e[+-]digits]`; nullopt on anything else (nan, inf, hex, blanks, `1,5`, overflow).
std::optional<double> parse_number(std::string_view text);

/// Shortest decimal text that reads back to the same double; plain notation where it is short, else exponent.
std::string format_number(double value);

/// The nearest number of so many significant decimal digits.
double rounded_to_digits(double value, int digits);

/// Decimal text with `decimals` places, digits grouped in threes by ',' where `grouped`.
std::string format_fixed(double value, int decimals, bool grouped = false);

}  // namespace salus::model
