#pragma once
/// Digits of numbers in a language. Rounding is that of the exact binary value, the same on every machine.
#include <string>

#include "model/core/money.hpp"
#include "output/words/language.hpp"
#include "output/words/message.hpp"
#include "output/words/pattern.hpp"

namespace salus::output::words {

/// A number made ready to be said: its digits, and the words that go with them.
struct NumberText {
  enum class Kind : std::uint8_t {
    digits,
    about_nothing,
    not_told,
    below_a_tenth,
    not_known,
    dash,
    without_bound,
    minus_without_bound,
    no_bound
  };
  enum class Unit : std::uint8_t { none, percent, dollars };
  Kind kind = Kind::digits;
  std::string digits;
  bool millions = false;
  Unit unit = Unit::none;
};

/// As many digits as the style has, but no more than the figure's error supports. @param style any but `money`
NumberText number_text(const Number& number, Style style, const Language& language);

/// An exact amount with two decimals.
std::string money_text(model::Cents amount, const Language& language);

/// Decimals with which the style `standard` writes a number: 0 to 3.
std::uint32_t standard_decimals(double value);

}  // namespace salus::output::words
