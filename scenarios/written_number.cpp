#include "scenarios/written_number.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "model/core/ascii.hpp"

namespace salus::scenarios {
namespace {

using model::is_digit;
using model::is_letter;

constexpr std::size_t longest = 100;  ///< bytes; what is longer is no number
constexpr int most_places = 20;

bool may_be_point(char c) { return c == '.' || c == ','; }

/// ASCII in place of the blanks, apostrophes and minus signs of word processors; small letters.
std::string plain(std::string_view text) {
  constexpr auto signs = std::to_array<std::pair<std::string_view, char>>(
      {{"\u00a0", ' '}, {"\u2009", ' '}, {"\u202f", ' '}, {"\t", ' '}, {"\n", ' '}, {"\u2019", '\''}, {"\u2212", '-'}});
  std::string out;
  while (!text.empty()) {
    const auto sign =
        std::find_if(signs.begin(), signs.end(), [&](const auto& s) { return text.starts_with(s.first); });
    out += sign != signs.end() ? sign->second : text.front();
    text.remove_prefix(sign != signs.end() ? sign->first.size() : 1);
  }
  for (char& c : out) c = model::in_small(c);
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

struct Decimal {
  std::string whole;
  std::string fraction;
};

Decimal moved(Decimal number, int places) {
  for (; places > 0; --places) {
    number.whole += number.fraction.empty() ? '0' : number.fraction.front();
    if (!number.fraction.empty()) number.fraction.erase(0, 1);
  }
  for (; places < 0; ++places) {
    number.fraction.insert(0, 1, number.whole.empty() ? '0' : number.whole.back());
    if (!number.whole.empty()) number.whole.pop_back();
  }
  return number;
}

std::string text_of(const Decimal& number) {
  const std::size_t first = number.whole.find_first_not_of('0');
  const std::size_t last = number.fraction.find_last_not_of('0');
  const std::string whole = first == std::string::npos ? "0" : number.whole.substr(first);
  return last == std::string::npos ? whole : whole + "." + number.fraction.substr(0, last + 1);
}

/// Digits in groups of three, or of two before the last three as in India.
bool well_grouped(const std::vector<std::string>& groups) {
  if (groups.size() < 2 || groups.front().empty() || groups.front().size() > 3 || groups.front().front() == '0')
    return false;
  if (groups.back().size() != 3) return false;
  const auto all_of_size = [&](std::size_t size) {
    return std::all_of(groups.begin() + 1, groups.end() - 1, [&](const auto& g) { return g.size() == size; });
  };
  return all_of_size(3) || (groups.front().size() <= 2 && all_of_size(2));
}

std::string joined(const std::vector<std::string>& groups) {
  std::string all;
  for (const auto& group : groups) all += group;
  return all;
}

/// The numbers that digits with separators may stand for; that of grouped thousands first.
std::vector<Decimal> numbers_in(std::string_view body) {
  std::vector<std::string> groups(1);
  std::string separators;
  for (const char c : body)
    if (is_digit(c)) groups.back() += c;
    else {
      separators += c;
      groups.emplace_back();
    }
  if (separators.empty()) return {{groups.front(), ""}};
  const char last = separators.back();
  std::vector<Decimal> numbers;
  if (well_grouped(groups) && separators.find_first_not_of(last) == std::string::npos)
    numbers.push_back({joined(groups), ""});
  const std::string before = separators.substr(0, separators.size() - 1);
  const std::vector<std::string> whole(groups.begin(), groups.end() - 1);
  const bool one_point = may_be_point(last) && before.find(last) == std::string::npos;
  const bool one_kind =
      before.empty() || (before.find_first_not_of(before.front()) == std::string::npos && well_grouped(whole));
  if (one_point && one_kind) numbers.push_back({joined(whole), groups.back()});
  return numbers;
}

/// Where digits and what parts them end. A blank parts them where three digits follow.
std::size_t end_of_body(std::string_view text) {
  const auto digits_at = [&](std::size_t at) {
    std::size_t n = 0;
    while (at + n < text.size() && is_digit(text[at + n])) ++n;
    return n;
  };
  std::size_t end = 0;
  for (;;) {
    if (end < text.size() && is_digit(text[end])) ++end;
    else if (end < text.size() && std::string_view(".,'_").find(text[end]) != std::string_view::npos &&
             digits_at(end + 1) > 0)
      ++end;
    else if (end < text.size() && text[end] == ' ' && digits_at(end + 1) == 3) ++end;
    else return end;
  }
}

/// Takes `e7` from the front. @return the places; nothing where there is none
std::optional<int> take_exponent(std::string_view& rest) {
  if (rest.empty() || rest.front() != 'e') return std::nullopt;
  std::size_t at = 1;
  const bool minus = at < rest.size() && rest[at] == '-';
  if (at < rest.size() && (rest[at] == '-' || rest[at] == '+')) ++at;
  int places = 0;
  const std::size_t first = at;
  for (; at < rest.size() && is_digit(rest[at]) && places <= most_places; ++at) places = 10 * places + (rest[at] - '0');
  if (at == first || places > most_places) return std::nullopt;
  rest.remove_prefix(at);
  return minus ? -places : places;
}

/// Takes `million` from the front. @return its zeros; 0 where there is none
int take_multiple(std::string_view& rest, bool money) {
  struct Multiple {
    std::string_view word;
    int zeros;
    bool of_money;
  };
  constexpr auto multiples = std::to_array<Multiple>(
      {{"thousand", 3, false}, {"thousands", 3, false}, {"lakh", 5, false}, {"lakhs", 5, false}, {"million", 6, false},
       {"millions", 6, false}, {"mio", 6, false},       {"mln", 6, false},  {"crore", 7, false}, {"crores", 7, false},
       {"billion", 9, false},  {"billions", 9, false},  {"k", 3, true},     {"m", 6, true},      {"mm", 6, true},
       {"mn", 6, true},        {"bn", 9, true},         {"b", 9, true},     {"bln", 9, true},    {"mrd", 9, true}});
  std::size_t length = 0;
  while (length < rest.size() && is_letter(rest[length])) ++length;
  std::string_view word = rest.substr(0, length);
  if (money && word.size() > 3 && word.ends_with("usd")) word.remove_suffix(3);  // MUSD
  for (const auto& multiple : multiples)
    if (multiple.word == word && (money || !multiple.of_money)) {
      rest.remove_prefix(word.size());
      if (rest.starts_with('.')) rest.remove_prefix(1);
      rest = trimmed(rest);
      return multiple.zeros;
    }
  return 0;
}

/// One word for what is written in several ways.
std::string unit_called(std::string_view written) {
  for (const char* dollars : {"$", "us$", "usd", "us dollars", "us dollar", "dollars", "dollar", "us-dollar", "usd."})
    if (written == dollars) return "USD";
  for (const char* percent : {"%", "percent", "per cent", "pct"})
    if (written == percent) return "%";
  return std::string(written);
}

}  // namespace

WrittenNumber read_written_number(std::string_view text, bool money) {
  WrittenNumber out;
  const std::string all = text.size() <= longest ? plain(text) : "";
  std::size_t begin = all.find_first_of("0123456789");
  if (begin == std::string::npos) return out;
  if (begin > 0 && may_be_point(all[begin - 1])) --begin;
  std::string before(trimmed(std::string_view(all).substr(0, begin)));
  const std::string_view from = std::string_view(all).substr(begin);
  // A separator at the very front is a point.
  const std::size_t lead = is_digit(from.front()) ? 0 : 1;
  const std::size_t length = lead + end_of_body(from.substr(lead));
  const std::string_view body = from.substr(0, length);
  std::string_view rest = from.substr(length);
  const std::size_t minus = before.find('-');
  out.negative = minus != std::string::npos;
  if (out.negative) before = trimmed(before.erase(minus, 1));
  out.separated = std::any_of(body.begin(), body.end(), [](char c) { return !is_digit(c) && c != '.'; }) ||
                  std::count(body.begin(), body.end(), '.') > 1;
  const auto exponent = take_exponent(rest);
  rest = trimmed(rest);
  if (rest.starts_with('.')) rest = trimmed(rest.substr(1));
  const int zeros = take_multiple(rest, money);
  out.in_words = zeros > 0;
  out.signed_as_money = !before.empty() || all.find('$') != std::string::npos;
  const std::string ahead = unit_called(before);
  const std::string behind = unit_called(rest);
  out.unit = behind.empty() ? ahead : behind;
  if (!ahead.empty() && !behind.empty() && ahead != behind) return out;
  for (const auto& number : numbers_in(body))
    out.readings.push_back(text_of(moved(number, exponent.value_or(0) + zeros)));
  return out;
}

std::string shifted(std::string_view number, int places) {
  const std::size_t point = number.find('.');
  const bool none = point == std::string_view::npos;
  return text_of(
      moved({std::string(number.substr(0, point)), std::string(none ? "" : number.substr(point + 1))}, places));
}

}  // namespace salus::scenarios
