#include "output/words/language.hpp"

#include <algorithm>
#include <cmath>

namespace salus::output::words {
namespace {

using Operand = PluralCondition::Operand;

constexpr PluralCondition none{Operand::value, 0, 0, 0};
constexpr PluralCondition whole_number{Operand::decimals, 0, 0, 0};
constexpr PluralCondition is(Operand operand, std::uint32_t value) { return {operand, 0, value, value}; }
constexpr PluralCondition ends(std::uint32_t modulus, std::uint32_t from, std::uint32_t to) {
  return {Operand::whole, modulus, from, to};
}
constexpr PluralCondition value_ends(std::uint32_t modulus, std::uint32_t from, std::uint32_t to) {
  return {Operand::value, modulus, from, to};
}
constexpr PluralCondition ends_not(std::uint32_t modulus, std::uint32_t from, std::uint32_t to) {
  return {Operand::whole, modulus, from, to, true};
}
constexpr PluralCondition not_zero{Operand::whole, 0, 0, 0, true};

constexpr PluralRow arabic_plurals[] = {{PluralCategory::zero, {is(Operand::value, 0), none, none}, 1},
                                        {PluralCategory::one, {is(Operand::value, 1), none, none}, 1},
                                        {PluralCategory::two, {is(Operand::value, 2), none, none}, 1},
                                        {PluralCategory::few, {value_ends(100, 3, 10), none, none}, 1},
                                        {PluralCategory::many, {value_ends(100, 11, 99), none, none}, 1}};
constexpr PluralRow english_plurals[] = {{PluralCategory::one, {is(Operand::whole, 1), whole_number, none}, 2}};
constexpr PluralRow spanish_plurals[] = {{PluralCategory::one, {is(Operand::value, 1), none, none}, 1},
                                         {PluralCategory::many, {not_zero, ends(1000000, 0, 0), whole_number}, 3}};
constexpr PluralRow french_plurals[] = {
    {PluralCategory::one, {PluralCondition{Operand::whole, 0, 0, 1}, none, none}, 1},
    {PluralCategory::many, {not_zero, ends(1000000, 0, 0), whole_number}, 3}};
constexpr PluralRow russian_plurals[] = {
    {PluralCategory::one, {whole_number, ends(10, 1, 1), ends_not(100, 11, 11)}, 3},
    {PluralCategory::few, {whole_number, ends(10, 2, 4), ends_not(100, 12, 14)}, 3},
    {PluralCategory::many, {whole_number, none, none}, 1}};

// Blanks that do not break, and marks of direction, by their numbers: nobody sees them otherwise.
constexpr std::string_view no_break = "\u00a0";
constexpr std::string_view narrow_no_break = "\u202f";

constexpr Language table[] = {
    {"ar", true, ".", ",", 1, "\u200e-", " و", " و", " و", "، ", "؛ ", arabic_plurals},
    {"en", false, ".", ",", 1, "-", " and ", ", ", " and ", ", ", "; ", english_plurals},
    {"es", false, ",", ".", 2, "-", " y ", ", ", " y ", ", ", "; ", spanish_plurals},
    {"fr", false, ",", narrow_no_break, 1, "-", " et ", ", ", " et ", ", ", " ; ", french_plurals},
    {"ru", false, ",", no_break, 1, "-", " и ", ", ", " и ", ", ", "; ", russian_plurals},
    {"zh", false, ".", ",", 1, "-", "和", "、", "和", "、", "；", {}},
};

bool holds(const PluralCondition& c, double value, std::uint32_t decimals) {
  const double size = std::abs(value);
  double operand = c.operand == Operand::value ? size : std::floor(size);
  if (c.operand == Operand::decimals) operand = decimals;
  if (c.modulus != 0) operand = std::fmod(operand, c.modulus);
  const bool inside = operand == std::floor(operand) && operand >= c.from && operand <= c.to;
  return inside != c.outside;
}

}  // namespace

std::span<const Language> languages() { return table; }
const Language& english_language() { return table[1]; }

const Language* language_named(std::string_view code) {
  const auto* found = std::find_if(std::begin(table), std::end(table), [&](const auto& l) { return l.code == code; });
  return found == std::end(table) ? nullptr : found;
}

PluralCategory plural_category(const Language& language, double value, std::uint32_t decimals) {
  for (const auto& row : language.plurals)
    if (std::all_of(row.conditions.begin(), row.conditions.begin() + row.count,
                    [&](const auto& c) { return holds(c, value, decimals); }))
      return row.category;
  return PluralCategory::other;
}

bool tells_apart(const Language& language, std::string_view category) {
  return category == "other" || std::any_of(language.plurals.begin(), language.plurals.end(),
                                            [&](const auto& row) { return plural_names[row.category] == category; });
}

}  // namespace salus::output::words
