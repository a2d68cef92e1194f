#pragma once
/// Patterns of sentences in a subset of ICU's MessageFormat:
///   {name}                              a text, a figure or another sentence
///   {name, number} or {name, number, STYLE}   a number, formatted as a style of `styles` says
///   {name, plural, =0 {...} one {...} other {# ...}}   by a count; # is the count
///   {name, select, key {...} other {...}}     by a choice; the keys `yes` and `other` alone make it a truth value
///   {name, list} or {name, list, and|semicolon|sentences}   any number of texts (ours, not ICU's)
/// '' is an apostrophe, and an apostrophe before { or } (in a plural also before #) quotes up to the next one, as in
/// ICU. A few tags mark text for pages (`allowed_tag`); where plain text is made they are left out.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace salus::output::words {

/// How a number is said. ICU's own names and skeletons where ICU has the style.
enum class Style : std::uint8_t {
  standard,      ///< as many decimals as there are, at most three
  integer,       ///< whole, digits grouped
  year,          ///< whole, not grouped
  one_decimal,   ///< exactly one; grouped
  two_decimals,  ///< exactly two; grouped
  three_decimals,
  percent,       ///< a share as whole per cent
  tenths,        ///< a share as per cent with one decimal; a dash where it is not known
  fine_percent,  ///< a share as per cent with as many decimals as there are, at most three
  shortest,      ///< all digits that the number has
  count,         ///< two significant digits, whole, `million` from a million on
  amount,        ///< one decimal below ten, else as `count`; a dash where it is not known
  mean,          ///< of counts: one decimal below ten but for none, else as `count`
  ratio,         ///< two decimals, from a thousand on as `count`
  two_digits,    ///< two significant digits, at most three decimals
  dollars,       ///< `count` of dollars
  money          ///< an exact amount of cents
};

struct StyleName {
  std::string_view name;
  Style style;
};
inline constexpr StyleName styles[] = {
    {"", Style::standard},         {"integer", Style::integer},    {"year", Style::year},
    {"::.0", Style::one_decimal},  {"::.00", Style::two_decimals}, {"::.000", Style::three_decimals},
    {"percent", Style::percent},   {"tenths", Style::tenths},      {"fine_percent", Style::fine_percent},
    {"shortest", Style::shortest}, {"count", Style::count},        {"amount", Style::amount},
    {"mean", Style::mean},         {"ratio", Style::ratio},        {"two_digits", Style::two_digits},
    {"dollars", Style::dollars},   {"money", Style::money}};

enum class ListStyle : std::uint8_t { comma, conjunction, semicolon, sentences };

struct Branch;

struct Part {
  enum class Kind : std::uint8_t { text, tag, value, number, plural, select, list };
  Kind kind = Kind::text;
  std::string text;        ///< of a text or a tag; of all others the name of their value
  std::uint32_t slot = 0;  ///< position of that value among those of the pattern
  Style style = Style::standard;
  ListStyle list = ListStyle::comma;
  std::vector<Branch> branches;
};

/// One way in which a plural or a choice goes on. Key: `=3`, a plural category, or a choice.
struct Branch {
  std::string key;
  std::vector<Part> parts;
};

/// What a value must be: the sort of the field that the code fills.
enum class Sort : std::uint8_t { text, number, money, list, truth, choice };

struct Slot {
  std::string name;
  Sort sort = Sort::text;
  std::vector<std::string> keys;  ///< of a choice, in the order of the pattern

  bool operator==(const Slot&) const = default;
};

struct Pattern {
  std::vector<Part> parts;
  std::vector<Slot> slots;  ///< in the order in which they first come
};

/// What is wrong with a pattern, and at which of its bytes (from 0).
struct PatternFault {
  std::size_t at = 0;
  std::string what;
};

struct ParsedPattern {
  Pattern pattern;
  std::optional<PatternFault> fault;
};

/// @param text at most 16 KiB of UTF-8; branches nest at most eight deep.
ParsedPattern parse_pattern(std::string_view text);

/// Small letters, digits and _, a letter first: names of values, sections and sentences.
bool is_name(std::string_view text);

/// The tags that a pattern may hold, with `<` and `>`: strong, code, br, and links to a section of the same page.
bool allowed_tag(std::string_view tag);

}  // namespace salus::output::words
