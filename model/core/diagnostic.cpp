#include "model/core/diagnostic.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "model/core/ascii.hpp"

namespace salus::model {

namespace {

/// What stood in the input, cut where it is long, between two characters of UTF-8.
std::string shortened(const std::string& text) {
  constexpr std::size_t most = 200;
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (text[end] & '\xC0') == '\x80') --end;
  return text.substr(0, end) + "... (" + std::to_string(text.size()) + " bytes)";
}

}  // namespace

std::string to_string(const Diagnostic& d) {
  std::string text = d.file;
  if (d.line > 0) text += ':' + std::to_string(d.line);
  if (d.line > 0 && d.column > 0) text += ':' + std::to_string(d.column);
  if (!d.key.empty()) text += ": " + shortened(d.key);
  text += ": " + d.what;
  if (!d.found.empty()) text += "; found " + shortened(d.found);
  if (!d.expected.empty()) text += "; expected " + d.expected;
  if (!d.fix.empty()) text += "; fix: " + d.fix;
  return text;
}

void sort_by_place(Diagnostics& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.file, a.line, a.column, a.key) < std::tie(b.file, b.line, b.column, b.key);
  });
}

namespace {

/// Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours cost 1.
std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[b.size()];
}

std::string digits_in(const std::string& text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
  return digits;
}

std::string sorted_small_letters(std::string text) {
  for (char& c : text) c = in_small(c);
  std::sort(text.begin(), text.end());
  return text;
}

/// Whether one may be the other misspelt. In a short code another digit is another thing, and only case and order slip.
bool may_be_misspelt(const std::string& a, const std::string& b) {
  constexpr std::size_t code = 5;
  constexpr std::size_t shortest = 3;
  const std::size_t size = std::min(a.size(), b.size());
  if (size <= code && digits_in(a) != digits_in(b)) return false;
  return size > shortest || sorted_small_letters(a) == sorted_small_letters(b);
}

std::string listed(const Diagnostics& diagnostics) {
  std::string text;
  for (const auto& d : diagnostics) text += (text.empty() ? "" : "\n") + to_string(d);
  return text;
}

}  // namespace

std::string nearest_name(const std::string& word, const std::vector<std::string>& candidates) {
  if (word.size() > 64) return {};
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const auto& candidate : candidates) {
    if (!may_be_misspelt(word, candidate)) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

InputError::InputError(Diagnostics diagnostics)
    : std::runtime_error(listed(diagnostics)), diagnostics_(std::move(diagnostics)) {}

}  // namespace salus::model
