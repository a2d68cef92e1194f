#include "scenarios/quantity.hpp"

#include <algorithm>
#include <vector>

#include "model/core/number.hpp"
#include "scenarios/written_number.hpp"

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
    {Unit::usd_2019, {"USD2019", "0.5"}},
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

/// `a`, `a, or b`
std::string or_listed(const std::vector<std::string>& options) {
  std::string text;
  for (const auto& option : options) text += (text.empty() ? "" : ", or ") + option;
  return text;
}

/// Why what was written is no number with a unit.
std::string fault_of(const WrittenNumber& written, const Parts& parts) {
  if (written.negative) return "the number is negative";
  if (written.signed_as_money) return "the number has a currency sign, or its unit before it";
  if (written.in_words) return "the amount is given in words";
  if (written.separated) return "the number has a separator";
  const char last = parts.number.empty() ? ' ' : parts.number.back();
  if (!written.readings.empty() && (last < '0' || last > '9')) return "the unit stands without a blank";
  return "this is not a number with a unit";
}

/// A remedy that names every value that may be meant, and no other. @param options with their units; empty where it is
/// not clear what is meant
std::string remedy(const WrittenNumber& written, const std::vector<std::string>& options,
                   const std::string& otherwise) {
  if (options.empty()) return otherwise;
  if (options.size() == 1) return "write " + options.front() + " if that is what is meant";
  const std::string why = written.separated || written.readings.size() > 1
                              ? ": what parts the digits may group thousands or be a decimal point"
                              : "";
  return "write " + or_listed(options) + ", whichever is meant" + why;
}

/// What a number without a unit, or in another one, may be as a share.
std::vector<std::string> shares(const WrittenNumber& written, bool ratio_too) {
  std::vector<std::string> options;
  for (const auto& number : written.readings) {
    const bool in_percent = written.unit == "%";
    const bool in_ratio = written.unit == written_units[Unit::one].text;
    const bool small = model::parse_number(number).value_or(2.0) <= 1.0;  // may be a ratio
    if (!in_percent && (in_ratio || small)) options.push_back(shifted(number, 2) + " %");
    if (!in_ratio) options.push_back(number + " %");
    if (!in_percent && !in_ratio && ratio_too && !small) options.push_back(number + " ratio");
  }
  return options;
}

bool is_share_unit(const std::string& unit) {
  return unit.empty() || unit == "%" || unit == written_units[Unit::one].text;
}

/// Why a text is no quantity, with the fix people need most.
Refusal not_a_quantity(std::string_view text, const Parts& parts, Unit unit) {
  const std::string wanted = written_unit(unit);
  const std::string sample(written_units[unit].sample);
  const WrittenNumber written = read_written_number(text, false);
  const bool number = model::parse_number(parts.number).has_value();
  std::string fault = fault_of(written, parts);
  if (number) fault = parts.unit.empty() ? "the unit is missing" : "the unit is '" + parts.unit + "'";
  std::vector<std::string> options;
  if (!written.negative && unit == Unit::one && is_share_unit(written.unit)) options = shares(written, true);
  if (!written.negative && unit != Unit::one && (written.unit.empty() || written.unit == wanted))
    for (const auto& reading : written.readings) options.push_back(reading + " " + wanted);
  const std::string units = unit == Unit::one ? wanted + " or %" : wanted;
  const std::string otherwise = written.unit.empty() || is_share_unit(written.unit) || written.unit == wanted
                                    ? "write a number, a blank and the unit, for instance " + sample + " " + wanted
                                    : "convert the number, and write the unit as " + units;
  return {fault, number ? units : "a number, a blank and the unit, for instance " + sample + " " + wanted,
          remedy(written, options, otherwise)};
}

constexpr std::int64_t most_dollars = 1'000'000'000'000;
constexpr std::size_t most_digits = 13;  ///< of it

/// Whole dollars and at most two decimals; nothing where it is anything else.
std::optional<model::Cents> cents_in(const std::string& number) {
  const std::size_t point = number.find('.');
  const auto dollars = model::parse_integer(number.substr(0, point));
  if (!dollars || *dollars < 0 || *dollars > most_dollars) return std::nullopt;
  std::int64_t cents = *dollars * 100;
  if (point == std::string::npos) return model::Cents(cents);
  const std::string decimals = number.substr(point + 1);
  if (decimals.empty() || decimals.size() > 2 || decimals.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  cents += (decimals[0] - '0') * 10 + (decimals.size() > 1 ? decimals[1] - '0' : 0);
  return model::Cents(cents);
}

/// Why a text is no amount of money.
Refusal not_money(std::string_view text, const Parts& parts) {
  const WrittenNumber written = read_written_number(text, true);
  const std::string all_digits = "write all digits, a blank and the unit, for instance 25000000 USD";
  if (written.negative)
    return {"the amount is negative", "an amount of at least 0 USD",
            "money is spent, never taken back: write a positive amount"};
  const Refusal above{"the amount is above 10^12 USD", "at most 1000000000000 USD", "check the digits"};
  if (parts.unit == "USD" && model::parse_number(parts.number).value_or(0.0) > 1e12) return above;
  if (!written.unit.empty() && written.unit != "USD") {
    const std::string unit = model::parse_number(parts.number) ? parts.unit : written.unit;
    return {"the unit is '" + unit + "'", "USD", "convert the amount to dollars, and write the unit as USD"};
  }
  std::vector<std::string> options;
  bool too_fine = false;
  bool too_large = false;
  for (const auto& reading : written.readings) {
    const std::size_t whole = std::min(reading.find('.'), reading.size());
    if (cents_in(reading)) options.push_back(reading + " USD");
    else if (whole >= most_digits) too_large = true;
    else too_fine = true;
  }
  std::string fault = fault_of(written, parts);
  if (model::parse_number(parts.number)) {
    if (parts.unit.empty()) fault = "the unit is missing";
    else if (parts.unit != "USD" && !written.in_words) fault = "the unit is '" + parts.unit + "'";
    if (written.readings.size() > 1) fault = "the amount is finer than a cent, or its point groups thousands";
  }
  if (options.empty() && too_large) return above;
  if (options.empty() && too_fine)
    return {"the amount is finer than a cent", "at most two decimals", "round it to cents"};
  const std::string fix = remedy(written, options, all_digits);
  return {fault, "a number, a blank and the unit, for instance 25000000 USD",
          too_fine ? fix + "; else round it to cents" : fix};
}

}  // namespace

std::string written_unit(Unit unit) { return std::string(written_units[unit].text); }

Reading<double> read_quantity(std::string_view text, Unit unit) {
  const Parts parts = parts_of(text);
  const auto number = model::parse_number(parts.number);
  if (number && parts.unit == written_unit(unit)) return {number, {}};
  if (number && unit == Unit::one && parts.unit == "%") return {*number / 100.0, {}};
  return {std::nullopt, not_a_quantity(text, parts, unit)};
}

Reading<model::Cents> read_money(std::string_view text) {
  const Parts parts = parts_of(text);
  const auto cents = cents_in(parts.number);
  if (cents && parts.unit == "USD") return {cents, {}};
  return {std::nullopt, not_money(text, parts)};
}

Reading<std::int64_t> read_percent(std::string_view text) {
  const Parts parts = parts_of(text);
  const auto number = model::parse_number(parts.number);
  if (!number || parts.unit != "%") {
    Refusal refusal = not_a_quantity(text, parts, Unit::one);
    const WrittenNumber written = read_written_number(text, false);
    const bool share = !written.negative && is_share_unit(written.unit);
    refusal.expected = "a number, a blank and %, for instance 13 %";
    refusal.fix = remedy(written, share ? shares(written, false) : std::vector<std::string>{},
                         "write a number, a blank and %, for instance 13 %");
    return {std::nullopt, refusal};
  }
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
