#include "scenarios/quantity.hpp"

#include <algorithm>
#include <cctype>

#include "model/core/number.hpp"

namespace salus::scenarios {
namespace {

struct Parts {
  std::string number, unit;
};

/// Number and unit at the first blank; blanks in between do not count.
Parts parts_of(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n'; };
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  std::size_t end = 0;
  while (end < text.size() && !blank(text[end])) ++end;
  std::string_view unit = text.substr(end);
  while (!unit.empty() && blank(unit.front())) unit.remove_prefix(1);
  return {std::string(text.substr(0, end)), std::string(unit)};
}

/// Why a text is no number, with the fix people need most.
Refusal not_a_number(const std::string& number, const std::string& example) {
  const auto has = [&](char c) { return number.find(c) != std::string::npos; };
  if (has(',') || has('_') || has('\'')) return {"the number has a separator", example, "write digits with a decimal point and no separators, for instance " + example};
  if (has('$')) return {"the number has a currency sign", example, "write the unit behind the number: " + example};
  if (has('%')) return {"the unit stands without a blank", example, "put a blank before the unit: " + example};
  std::size_t digits = 0;
  while (digits < number.size() && (std::isdigit(static_cast<unsigned char>(number[digits])) != 0 || number[digits] == '.')) ++digits;
  if (digits > 0 && digits < number.size() && std::isalpha(static_cast<unsigned char>(number[digits])) != 0 && number[digits] != 'e')
    return {"the unit stands without a blank", example, "put a blank before the unit: " + example};
  return {"this is not a number with a unit", example, "write a number, a blank and the unit, for instance " + example};
}

Refusal wrong_unit(const std::string& unit, const std::string& expected, const std::string& example) {
  if (unit.empty()) return {"the unit is missing", expected, "write " + example};
  return {"the unit is '" + unit + "'", expected, "convert the number and write " + example};
}

}  // namespace

std::string written_unit(std::string_view unit) {
  if (unit == "1") return "ratio";
  if (unit == "month") return "months";
  if (unit == "year-1") return "per year";
  return std::string(unit);
}

Reading<double> read_quantity(std::string_view text, const std::string& unit) {
  const Parts parts = parts_of(text);
  const std::string example = (unit == "USD" ? "1000000 " : unit == "months" ? "36 " : "0.5 ") + unit;
  const auto number = model::parse_number(parts.number);
  if (!number) return {std::nullopt, not_a_number(parts.number, example)};
  if (parts.unit == unit) return {number, {}};
  if (unit == "ratio" && parts.unit == "%") return {*number / 100.0, {}};
  return {std::nullopt, wrong_unit(parts.unit, unit == "ratio" ? "ratio or %" : unit, example)};
}

Reading<model::Cents> read_money(std::string_view text) {
  const Parts parts = parts_of(text);
  const std::string example = "25000000 USD";
  const auto no = [](std::string what, std::string expected, std::string fix) { return Reading<model::Cents>{std::nullopt, {std::move(what), std::move(expected), std::move(fix)}}; };
  const std::size_t point = parts.number.find('.');
  const std::string whole = parts.number.substr(0, point), decimals = point == std::string::npos ? "" : parts.number.substr(point + 1);
  const auto units = model::parse_integer(whole);
  const bool good_decimals = point == std::string::npos || (!decimals.empty() && std::all_of(decimals.begin(), decimals.end(), [](char c) { return c >= '0' && c <= '9'; }));
  if (!units || !good_decimals) {
    if (units && *units < 0) return no("the amount is negative", "an amount of at least 0 USD", "money is spent, never taken back: write a positive amount");
    return {std::nullopt, not_a_number(parts.number, example)};
  }
  if (*units < 0) return no("the amount is negative", "an amount of at least 0 USD", "money is spent, never taken back: write a positive amount");
  if (decimals.size() > 2) return no("the amount is finer than a cent", "at most two decimals", "round it to cents");
  for (const char* word : {"million", "thousand", "billion", "m", "k", "M", "K"})
    if (parts.unit == word || parts.unit.rfind(std::string(word) + " ", 0) == 0) return no("the amount is given in words", example, "write all digits, for instance " + example);
  if (parts.unit != "USD") return {std::nullopt, wrong_unit(parts.unit, "USD", example)};
  if (*units > 1000000000000) return no("the amount is above 10^12 USD", "at most 1000000000000 USD", "check the digits");
  std::int64_t cents = *units * 100;
  if (!decimals.empty()) cents += (decimals[0] - '0') * 10 + (decimals.size() > 1 ? decimals[1] - '0' : 0);
  return {model::Cents(cents), {}};
}

Reading<std::int64_t> read_percent(std::string_view text) {
  const Parts parts = parts_of(text);
  const std::string example = "13 %";
  const auto number = model::parse_number(parts.number);
  if (!number) return {std::nullopt, not_a_number(parts.number, example)};
  if (parts.unit != "%") return {std::nullopt, wrong_unit(parts.unit, "%", example)};
  if (*number < 0.0 || *number > 100.0) return {std::nullopt, {"the share is out of range", "0 % to 100 %", "check the number"}};
  const std::size_t point = parts.number.find('.');
  if (parts.number.find_first_of("eE") != std::string::npos || (point != std::string::npos && parts.number.size() - point > 3)) return {std::nullopt, {"the share is finer than a hundredth of a percent", "at most two decimals", "round it"}};
  return {static_cast<std::int64_t>(*number * 100.0 + 0.5), {}};
}

}  // namespace salus::scenarios
