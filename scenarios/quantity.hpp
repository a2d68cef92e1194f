#pragma once
/// Numbers with units, as people write them in scenario files. The unit is never optional and never guessed.
#include <optional>
#include <string>
#include <string_view>

#include "model/core/money.hpp"
#include "model/core/unit.hpp"

namespace salus::scenarios {

/// Why a quantity was refused: what, expected and fix of a diagnostic.
struct Refusal {
  std::string what;
  std::string expected;
  std::string fix;
};

/// Either a value or a refusal.
template <class T>
struct Reading {
  std::optional<T> value;
  Refusal refusal;
};

/// How a unit is written in a scenario: `ratio`, `months`, `per year`.
std::string written_unit(model::Unit unit);

/// `12.5 months`: number, blanks, the unit as written. Percent is accepted where `ratio` is expected (13 % is 0.13).
Reading<double> read_quantity(std::string_view text, model::Unit unit);

/// `25000000.00 USD`: not negative, at most two decimals, no separators or words such as million.
Reading<model::Cents> read_money(std::string_view text);

/// `13 %` as basis points; at most two decimals, 0 to 100.
Reading<std::int64_t> read_percent(std::string_view text);
/// Hundredths of a percent as a number of percent.
std::string percent_text(std::int64_t hundredths);

}  // namespace salus::scenarios
