#include "scenarios/named_items.hpp"

#include <algorithm>

#include "model/core/ascii.hpp"
#include "model/core/city_names.hpp"
#include "model/core/diagnostic.hpp"

namespace salus::scenarios {
namespace {

using model::is_digit;
using model::is_small_letter;

/// Small letters and digits, without marks and without zeros that stand before a number: `I 01` is `i1`.
std::string plain_id(std::string_view id) {
  std::string plain;
  for (const char c : model::plain_name(id)) {
    if (!is_digit(c) && !is_small_letter(c)) continue;
    if (c == '0' && (plain.empty() || !is_digit(plain.back()))) continue;
    plain += c;
  }
  return plain;
}

/// Words of at least three letters.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : model::plain_name(text))
    if (is_small_letter(c)) words.back() += c;
    else words.emplace_back();
  std::erase_if(words, [](const auto& word) { return word.size() < 3; });
  return words;
}

std::string named(const NamedItem& item) { return item.id + " (" + item.title + ")"; }

}  // namespace

std::string remedy_for_item(std::string_view written, const std::vector<NamedItem>& items) {
  for (const auto& item : items)
    if (plain_id(item.id) == plain_id(written)) return "write " + named(item);
  const auto wanted = words_of(written);
  std::string with_words;
  std::size_t count = 0;
  for (const auto& item : items) {
    const auto words = words_of(item.title);
    const auto has = [&](const auto& word) { return std::find(words.begin(), words.end(), word) != words.end(); };
    if (wanted.empty() || !std::all_of(wanted.begin(), wanted.end(), has)) continue;
    with_words += (with_words.empty() ? "" : " or ") + named(item);
    ++count;
  }
  constexpr std::size_t most = 4;
  if (count > 0 && count <= most) return "write the id: " + with_words;
  std::vector<std::string> known;
  for (const auto& item : items) known.push_back(plain_id(item.id));
  for (const auto& item : items) known.push_back(model::plain_name(item.title));
  const std::string near = model::nearest_name(model::plain_name(written), known);
  for (const auto& item : items)
    if (!near.empty() && (near == plain_id(item.id) || near == model::plain_name(item.title)))
      return "did you mean " + named(item) + "?";
  std::string all;
  for (const auto& item : items) all += (all.empty() ? "" : ", ") + named(item);
  return "use one of " + all;
}

}  // namespace salus::scenarios
