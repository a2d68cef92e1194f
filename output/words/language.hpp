#pragma once
/// What the six languages of the United Nations do with numbers, counts and lists, after Unicode's CLDR 42.
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "model/core/enumeration.hpp"

namespace salus::output::words {

enum class PluralCategory : std::uint8_t { zero, one, two, few, many, other };
inline constexpr auto plural_names = model::enumerator_names<PluralCategory>;

/// A condition on a number as it is written: its absolute value, its whole part, or how many decimals it has. Ranges
/// hold whole numbers only.
struct PluralCondition {
  enum class Operand : std::uint8_t { value, whole, decimals };
  Operand operand;
  std::uint32_t modulus;  ///< 0 for the operand itself
  std::uint32_t from;
  std::uint32_t to;
  bool outside = false;  ///< holds where the operand is not in [from, to]
};

/// A category holds where all its conditions do; the first row that holds decides, else it is `other`.
struct PluralRow {
  PluralCategory category;
  std::array<PluralCondition, 3> conditions;
  std::uint32_t count;  ///< of conditions
};

struct Language {
  std::string_view code;  ///< ISO 639
  bool right_to_left;
  std::string_view decimal;
  std::string_view group;
  std::uint32_t least_grouped;  ///< digits that the first group must have: Spanish writes 1234, but 12.345
  std::string_view minus;

  // Lists of two; of more between the first ones and before the last; without a conjunction; of clauses.
  std::string_view two;
  std::string_view between;
  std::string_view last;
  std::string_view comma;
  std::string_view semicolon;

  std::span<const PluralRow> plurals;
};

/// ar, en, es, fr, ru, zh. Arabic is written with Western digits.
std::span<const Language> languages();
const Language& english_language();
/// Null where the code is none of the six.
const Language* language_named(std::string_view code);

/// The category of a whole number, or of a number written with `decimals` decimals (trailing zeros kept).
PluralCategory plural_category(const Language& language, double value, std::uint32_t decimals = 0);
/// Whether a category of that name is one that the language tells apart.
bool tells_apart(const Language& language, std::string_view category);

}  // namespace salus::output::words
