#include "output/words/number_text.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "model/core/number.hpp"

namespace salus::output::words {
namespace {

using Kind = NumberText::Kind;
using Unit = NumberText::Unit;

/// `-1234.50` with the separators and the minus of the language; no minus before a zero.
std::string localised(std::string plain, const Language& language, bool grouped) {
  const bool negative = plain.front() == '-';
  if (negative) plain.erase(0, 1);
  const std::size_t point = std::min(plain.find('.'), plain.size());
  const std::string whole = plain.substr(0, point);
  const bool zero = plain.find_first_of("123456789") == plain.npos;
  std::string out = negative && !zero ? std::string(language.minus) : "";
  const bool groups = grouped && whole.size() >= 3 + language.least_grouped;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (groups && i > 0 && (whole.size() - i) % 3 == 0) out += language.group;
    out += whole[i];
  }
  if (point < plain.size()) out += std::string(language.decimal) + plain.substr(point + 1);
  return out;
}

NumberText fixed(double value, int decimals, const Language& language, bool grouped = true) {
  return {Kind::digits, localised(model::format_fixed(value, decimals), language, grouped)};
}

/// The decimals that the error of a figure supports.
class Decimals {
 public:
  explicit Decimals(const Estimate& figure) : last_place_(figure.last_place()) {}
  /// Of those that a style has. @param power of ten by which the figure is shown larger
  int of(int style, int power = 0) const { return last_place_ ? std::clamp(-(*last_place_ + power), 0, style) : style; }

 private:
  std::optional<int> last_place_;
};

/// Two significant digits, none after the point; from a million on in millions.
NumberText count(double value, const Decimals& decimals, const Language& language) {
  const double size = std::abs(value);
  if (size < 0.5) return {Kind::digits, "0"};
  const double unit = std::pow(10.0, std::max(0.0, std::floor(std::log10(size)) - 1.0));
  const double rounded = std::round(value / unit) * unit;
  if (std::abs(rounded) < 1e6) return fixed(rounded, 0, language);
  NumberText out = fixed(rounded / 1e6, decimals.of(std::abs(rounded) < 1e7 ? 1 : 0, -6), language);
  out.millions = true;
  return out;
}

NumberText amount(double value, const Decimals& decimals, const Language& language) {
  const bool small = std::abs(value) < 9.95 && std::abs(value - std::round(value)) > 0.05;
  return small ? fixed(value, decimals.of(1), language) : count(value, decimals, language);
}

NumberText two_digits(double value, const Decimals& supported, const Language& language) {
  const double size = std::abs(value);
  if (size >= 10.0) return count(value, supported, language);
  const int decimals = size > 0.0 ? std::clamp(1 - static_cast<int>(std::floor(std::log10(size))), 0, 6) : 0;
  return fixed(std::round(value * 1e6) / 1e6, supported.of(decimals), language);
}

NumberText with_unit(NumberText text, Unit unit) {
  text.unit = unit;
  return text;
}

std::string standard(double value) {
  std::string text = model::format_fixed(value, 3);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

/// What is exactly 0 has no decimals in any style that has some.
NumberText nothing(Style style) {
  const bool share = style == Style::tenths || style == Style::percent || style == Style::fine_percent;
  if (share) return with_unit({Kind::digits, "0"}, Unit::percent);
  return with_unit({Kind::digits, "0"}, style == Style::dollars ? Unit::dollars : Unit::none);
}

NumberText finite(const Estimate& figure, Style style, const Language& language) {
  if (figure.value == 0.0) return nothing(style);
  const double value = figure.rounded();
  const Decimals decimals(figure);
  switch (style) {
    case Style::standard:
      return {Kind::digits, localised(standard(value), language, true)};
    case Style::integer:
      return fixed(value, 0, language);
    case Style::year:
      return fixed(value, 0, language, false);
    case Style::one_decimal:
      return fixed(value, decimals.of(1), language);
    case Style::two_decimals:
      return fixed(value, decimals.of(2), language);
    case Style::three_decimals:
      return fixed(value, decimals.of(3), language);
    case Style::percent:
      return with_unit(fixed(100.0 * value, 0, language), Unit::percent);
    case Style::tenths:
      return with_unit(fixed(100.0 * value, decimals.of(1, 2), language), Unit::percent);
    case Style::fine_percent:
      return with_unit({Kind::digits, localised(standard(100.0 * value), language, true)}, Unit::percent);
    case Style::shortest:
      return {Kind::digits, localised(model::format_number(value), language, false)};
    case Style::count:
      return count(value, decimals, language);
    case Style::amount:
      return amount(value, decimals, language);
    case Style::mean:
      return value > 0.0 && value < 9.95 ? fixed(value, decimals.of(1), language) : count(value, decimals, language);
    case Style::ratio:
      if (std::abs(value) >= 1000.0) return count(value, decimals, language);
      return fixed(std::round(value * 100.0) / 100.0, decimals.of(2), language);
    case Style::two_digits:
      return two_digits(value, decimals, language);
    case Style::dollars:
      return with_unit(count(value, decimals, language), Unit::dollars);
    case Style::money:
      break;
  }
  return {Kind::not_known, ""};
}

}  // namespace

NumberText number_text(const Number& number, Style style, const Language& language) {
  const double value = number.value();
  // In tables a dash stands for what is not known; in a sentence words do.
  const bool in_words = style == Style::count || style == Style::mean || style < Style::percent;
  if (std::isnan(value)) return {in_words ? Kind::not_known : Kind::dash, ""};
  if (number.figure().not_told()) return {Kind::not_told, ""};
  if (style == Style::mean && value > 0.0 && value < 0.05) return {Kind::below_a_tenth, ""};
  if (number.figure().about_nothing()) return {Kind::about_nothing, ""};
  if (std::isfinite(value)) return finite(number.figure(), style, language);
  if (style != Style::count) return {Kind::no_bound, ""};
  return {value > 0.0 ? Kind::without_bound : Kind::minus_without_bound, ""};
}

std::string money_text(model::Cents amount, const Language& language) {
  std::string plain = to_string(amount);
  std::erase(plain, ',');
  return localised(plain, language, true);
}

std::uint32_t standard_decimals(double value) {
  if (!std::isfinite(value)) return 0;
  const std::string text = standard(value);
  const std::size_t point = text.find('.');
  return point == text.npos ? 0 : static_cast<std::uint32_t>(text.size() - point - 1);
}

}  // namespace salus::output::words
