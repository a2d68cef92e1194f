#include "scenarios/quantity.hpp"

#include <algorithm>
#include <cctype>

#include "model/core/number.hpp"

namespace salus::scenarios {
namespace {

using model::Unit;

/// A unit as scenarios have it, and a number of it that fits.
struct WrittenUnit {
  std::string_view text;
  std::string_view sample;
};
constexpr auto written_units = model::for_each_of<Unit, WrittenUnit>({
    {Unit::one, {"ratio", "0.5"}},
    {Unit::usd, {"USD", "1000000"}},
    {Unit::usd_per_year, {"USD year-1", "0.5"}},
    {Unit::day, {"day", "0.5"}},
    {Unit::month, {"months", "36"}},
    {Unit::year, {"year", "0.5"}},
    {Unit::per_year, {"per year", "0.5"}},
    {Unit::per_root_year, {"year-1/2", "0.5"}},
    {Unit::per_year_to_three_halves, {"year-3/2", "0.5"}},
    {Unit::per_100000_a_year, {"1e-5 year-1", "0.5"}},
    {Unit::metre, {"m", "0.5"}},
    {Unit::neighbourhood, {"neighbourhood", "0.5"}},
    {Unit::per_neighbourhood, {"a neighbourhood", "0.5"}},
    {Unit::per_cell, {"a cell", "0.5"}},
    {Unit::draw, {"draws", "8"}},
    {Unit::person_month, {"person-months", "2000000000"}},
});

struct Parts {
  std::string number;
  std::string unit;
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

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The digits and the decimal point of what was written, so that a fix repeats the reader's own number.
std::string digits_of(const std::string& number, const std::string& otherwise) {
  std::string digits;
  for (const char c : number)
    if (is_digit(c) || c == '.') digits += c;
  return digits.empty() ? otherwise : digits;
}

/// Why a text is no number, with the fix people need most. `sample` is a number that fits.
Refusal not_a_number(const std::string& number, const std::string& unit, const std::string& sample) {
  const auto has = [&](char c) { return number.find(c) != std::string::npos; };
  const std::string expected = "a number, a blank and the unit, for instance " + sample + " " + unit;
  const std::string mended = "write " + digits_of(number, sample) + " " + unit;
  if (has(',') || has('_') || has('\''))
    return {"the number has a separator", expected,
            mended + " if that is what is meant: digits with a decimal point and no separators"};
  if (has('$')) return {"the number has a currency sign", expected, mended};
  std::size_t digits = 0;
  while (digits < number.size() && (is_digit(number[digits]) || number[digits] == '.')) ++digits;
  const bool glued = digits > 0 && digits < number.size() && is_letter(number[digits]) && number[digits] != 'e';
  if (has('%') || glued) return {"the unit stands without a blank", expected, "put a blank before the unit"};
  return {"this is not a number with a unit", expected, "write a number, a blank and the unit"};
}

Refusal wrong_unit(const Parts& parts, const std::string& expected, const std::string& unit) {
  if (parts.unit.empty())
    return {"the unit is missing", expected, "write " + parts.number + " " + unit + " if that is what is meant"};
  return {"the unit is '" + parts.unit + "'", expected, "convert the number, and write the unit as " + unit};
}

}  // namespace

std::string written_unit(Unit unit) { return std::string(written_units[unit].text); }

Reading<double> read_quantity(std::string_view text, Unit unit) {
  const Parts parts = parts_of(text);
  const std::string written = written_unit(unit);
  const auto number = model::parse_number(parts.number);
  if (!number) return {std::nullopt, not_a_number(parts.number, written, std::string(written_units[unit].sample))};
  if (parts.unit == written) return {number, {}};
  const bool ratio = unit == Unit::one;
  if (ratio && parts.unit == "%") return {*number / 100.0, {}};
  return {std::nullopt, wrong_unit(parts, ratio ? written + " or %" : written, written)};
}

Reading<model::Cents> read_money(std::string_view text) {
  const Parts parts = parts_of(text);
  const auto no = [](std::string what, std::string expected, std::string fix) {
    return Reading<model::Cents>{std::nullopt, {std::move(what), std::move(expected), std::move(fix)}};
  };
  const std::size_t point = parts.number.find('.');
  const std::string whole = parts.number.substr(0, point);
  const std::string decimals = point == std::string::npos ? "" : parts.number.substr(point + 1);
  const auto units = model::parse_integer(whole);
  const bool good_decimals =
      point == std::string::npos ||
      (!decimals.empty() && std::all_of(decimals.begin(), decimals.end(), [](char c) { return c >= '0' && c <= '9'; }));
  if (!units || !good_decimals) {
    if (units && *units < 0)
      return no("the amount is negative", "an amount of at least 0 USD",
                "money is spent, never taken back: write a positive amount");
    return {std::nullopt, not_a_number(parts.number, "USD", "25000000")};
  }
  if (*units < 0)
    return no("the amount is negative", "an amount of at least 0 USD",
              "money is spent, never taken back: write a positive amount");
  if (decimals.size() > 2) return no("the amount is finer than a cent", "at most two decimals", "round it to cents");
  for (const char* word : {"million", "thousand", "billion", "m", "k", "M", "K"})
    if (parts.unit == word || parts.unit.rfind(std::string(word) + " ", 0) == 0)
      return no("the amount is given in words", "all digits, for instance 25000000 USD", "write all digits");
  if (parts.unit != "USD") return {std::nullopt, wrong_unit(parts, "USD", "USD")};
  if (*units > 1000000000000)
    return no("the amount is above 10^12 USD", "at most 1000000000000 USD", "check the digits");
  std::int64_t cents = *units * 100;
  if (!decimals.empty()) cents += (decimals[0] - '0') * 10 + (decimals.size() > 1 ? decimals[1] - '0' : 0);
  return {model::Cents(cents), {}};
}

Reading<std::int64_t> read_percent(std::string_view text) {
  const Parts parts = parts_of(text);
  const auto number = model::parse_number(parts.number);
  if (!number) return {std::nullopt, not_a_number(parts.number, "%", "13")};
  if (parts.unit != "%") return {std::nullopt, wrong_unit(parts, "%", "%")};
  if (*number < 0.0 || *number > 100.0)
    return {std::nullopt, {"the share is out of range", "0 % to 100 %", "check the number"}};
  const std::size_t point = parts.number.find('.');
  if (parts.number.find_first_of("eE") != std::string::npos ||
      (point != std::string::npos && parts.number.size() - point > 3))
    return {std::nullopt, {"the share is finer than a hundredth of a percent", "at most two decimals", "round it"}};
  return {static_cast<std::int64_t>(*number * 100.0 + 0.5), {}};
}

std::string percent_text(std::int64_t hundredths) {
  return model::format_number(static_cast<double>(hundredths) / 100.0);
}

}  // namespace salus::scenarios
