/// Quantities: a value within its range, or a refusal that says what to write.
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "scenarios/quantity.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace salus::scenarios;
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += static_cast<char>(data[i]);
  const auto refused = [](const Refusal& r) {
    if (r.what.empty() || r.fix.empty()) __builtin_trap();
  };
  const auto money = read_money(text);
  if (!money.value) refused(money.refusal);
  else if (money.value->value() < 0 || money.value->value() > 100000000000099) __builtin_trap();
  const auto percent = read_percent(text);
  if (!percent.value) refused(percent.refusal);
  else if (*percent.value < 0 || *percent.value > 10000) __builtin_trap();
  using salus::model::Unit;
  for (const Unit unit : {Unit::one, Unit::month, Unit::usd, Unit::per_year}) {
    const auto quantity = read_quantity(text, unit);
    if (!quantity.value) refused(quantity.refusal);
    else if (!std::isfinite(*quantity.value)) __builtin_trap();
  }
  return 0;
}
