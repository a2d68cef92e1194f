#include "output/words/pattern.hpp"

#include <algorithm>
#include <array>

#include "output/words/language.hpp"

namespace salus::output::words {
namespace {

constexpr std::size_t longest = 16384;
constexpr int deepest = 8;

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_exact_number(std::string_view key) {
  return key.size() > 1 && key.size() < 8 && key.front() == '=' && std::all_of(key.begin() + 1, key.end(), is_digit);
}
bool is_category(std::string_view key) { return model::find(plural_names, key).has_value(); }

/// Reads a pattern from left to right. Throws a PatternFault; nothing else knows of it.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Pattern read() {
    if (text_.size() > longest) fail("the pattern is longer than 16 KiB");
    Pattern out;
    out.parts = parts("");
    if (!ended()) fail("a '}' closes nothing");
    out.slots = std::move(slots_);
    return out;
  }

 private:
  [[noreturn]] void fail(std::string what) const { throw PatternFault{std::min(at_, text_.size()), std::move(what)}; }
  bool ended() const { return at_ >= text_.size(); }
  bool next_is(char c) const { return !ended() && text_[at_] == c; }
  void skip_blanks() {
    while (next_is(' ')) ++at_;
  }
  void expect(char c) {
    skip_blanks();
    if (!next_is(c)) fail(std::string("'") + c + "' is expected here");
    ++at_;
  }
  /// Up to a blank or one of `ends`.
  std::string_view word(std::string_view ends) {
    skip_blanks();
    const std::size_t from = at_;
    while (!ended() && text_[at_] != ' ' && ends.find(text_[at_]) == ends.npos) ++at_;
    return text_.substr(from, at_ - from);
  }

  /// Parts up to the end or a '}' that closes them. @param counted name of the plural around them, or empty
  std::vector<Part> parts(const std::string& counted) {
    if (++depth_ > deepest) fail("branches nest more than eight deep");
    std::vector<Part> out;
    std::string plain;
    const auto flush = [&] {
      if (!plain.empty()) out.push_back(part_of(Part::Kind::text, std::move(plain)));
      plain.clear();
    };
    while (!ended() && !next_is('}')) {
      const char c = text_[at_];
      if (c == '\'') {
        quoted(plain, !counted.empty());
      } else if (c == '{') {
        flush();
        out.push_back(argument());
      } else if (c == '#' && !counted.empty()) {
        flush();
        out.push_back(count_of(counted));
      } else if (c == '<' && at_ + 1 < text_.size() && (is_letter(text_[at_ + 1]) || text_[at_ + 1] == '/')) {
        flush();
        out.push_back(tag());
      } else {
        plain += c;
        ++at_;
      }
    }
    flush();
    --depth_;
    return out;
  }

  static Part part_of(Part::Kind kind, std::string text) {
    Part part;
    part.kind = kind;
    part.text = std::move(text);
    return part;
  }

  void quoted(std::string& plain, bool counted) {
    const char after = at_ + 1 < text_.size() ? text_[at_ + 1] : ' ';
    if (after == '\'' || !(after == '{' || after == '}' || (counted && after == '#'))) {
      plain += '\'';
      at_ += after == '\'' ? 2 : 1;
      return;
    }
    for (++at_; !ended(); ++at_) {
      if (text_[at_] != '\'') {
        plain += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '\'') {
        plain += '\'';
        ++at_;
      } else {
        ++at_;
        return;
      }
    }
    fail("a quotation has no end");
  }

  Part tag() {
    const std::size_t end = text_.find('>', at_);
    if (end == text_.npos) fail("a tag has no end");
    const std::string_view found = text_.substr(at_, end + 1 - at_);
    if (!allowed_tag(found)) fail("a pattern may not hold this tag");
    at_ = end + 1;
    return part_of(Part::Kind::tag, std::string(found));
  }

  Part argument() {
    expect('{');
    const std::string name(word(",}{"));
    if (!is_name(name)) fail("the name of a value is expected here: small letters, digits and _");
    skip_blanks();
    Part out = part_of(Part::Kind::value, name);
    if (next_is(',')) {
      ++at_;
      kind_of(out);
    } else {
      out.slot = slot(name, Sort::text, {});
    }
    expect('}');
    return out;
  }

  void kind_of(Part& out) {
    const std::string_view kind = word(",}{");
    if (kind == "number") number(out);
    else if (kind == "list") list(out);
    else if (kind == "plural") plural(out);
    else if (kind == "select") select(out);
    else fail("number, plural, select or list is expected here");
  }

  std::string_view style_word() {
    skip_blanks();
    if (!next_is(',')) return "";
    ++at_;
    const std::string_view found = word(",}{");
    if (found.empty()) fail("a style is expected here");
    return found;
  }

  void number(Part& out) {
    out.kind = Part::Kind::number;
    const std::string_view name = style_word();
    const auto* found =
        std::find_if(std::begin(styles), std::end(styles), [&](const auto& s) { return s.name == name; });
    if (found == std::end(styles)) fail("there is no such style of numbers");
    out.style = found->style;
    out.slot = slot(out.text, out.style == Style::money ? Sort::money : Sort::number, {});
  }

  void list(Part& out) {
    out.kind = Part::Kind::list;
    const std::string_view style = style_word();
    if (style == "and") out.list = ListStyle::conjunction;
    else if (style == "semicolon") out.list = ListStyle::semicolon;
    else if (style == "sentences") out.list = ListStyle::sentences;
    else if (!style.empty()) fail("a list has the style 'and', 'semicolon', 'sentences' or none");
    out.slot = slot(out.text, Sort::list, {});
  }

  void plural(Part& out) {
    out.kind = Part::Kind::plural;
    out.slot = slot(out.text, Sort::number, {});
    branches(out, out.text);
    for (const auto& branch : out.branches)
      if (!is_exact_number(branch.key) && !is_category(branch.key))
        fail("'" + branch.key + "' is no category of plurals and no number such as =1");
  }

  void select(Part& out) {
    out.kind = Part::Kind::select;
    const std::uint32_t at = slot(out.text, Sort::choice, {}, true);
    out.slot = at;
    branches(out, "");
    std::vector<std::string> keys;
    for (const auto& branch : out.branches) {
      if (!is_name(branch.key)) fail("'" + branch.key + "' is no name of a choice");
      keys.push_back(branch.key);
    }
    const bool truth = keys.size() == 2 && keys[0] == "yes" && keys[1] == "other";
    slots_[at].sort = truth ? Sort::truth : Sort::choice;
    if (!slots_[at].keys.empty() && slots_[at].keys != keys)
      fail("'" + out.text + "' is chosen from twice, with other keys or in another order");
    slots_[at].keys = std::move(keys);
  }

  void branches(Part& out, const std::string& counted) {
    expect(',');
    skip_blanks();
    while (!ended() && !next_is('}')) {
      Branch branch{std::string(word("{}")), {}};
      for (const auto& other : out.branches)
        if (other.key == branch.key) fail("the branch '" + branch.key + "' stands twice");
      expect('{');
      branch.parts = parts(counted);
      expect('}');
      out.branches.push_back(std::move(branch));
      skip_blanks();
    }
    if (out.branches.empty() || out.branches.back().key != "other") fail("the last branch must be 'other'");
  }

  Part count_of(const std::string& counted) {
    ++at_;
    Part out = part_of(Part::Kind::number, counted);
    out.slot = slot(counted, Sort::number, {});
    return out;
  }

  std::uint32_t slot(const std::string& name, Sort sort, std::vector<std::string> keys, bool chosen = false) {
    for (std::uint32_t i = 0; i < slots_.size(); ++i) {
      if (slots_[i].name != name) continue;
      const bool same = slots_[i].sort == sort || (chosen && slots_[i].sort == Sort::truth);
      if (!same) fail("'" + name + "' is used as two sorts of values");
      return i;
    }
    slots_.push_back({name, sort, std::move(keys)});
    return static_cast<std::uint32_t>(slots_.size() - 1);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::vector<Slot> slots_;
};

}  // namespace

bool is_name(std::string_view text) {
  return !text.empty() && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
}

bool allowed_tag(std::string_view tag) {
  constexpr auto plain =
      std::to_array<std::string_view>({"<strong>", "</strong>", "<code>", "</code>", "<br>", "</a>"});
  if (std::find(plain.begin(), plain.end(), tag) != plain.end()) return true;
  constexpr std::string_view link = "<a href=#";
  return tag.starts_with(link) && is_name(tag.substr(link.size(), tag.size() - link.size() - 1));
}

ParsedPattern parse_pattern(std::string_view text) {
  ParsedPattern out;
  try {
    out.pattern = Reader(text).read();
  } catch (PatternFault& fault) {
    out.fault = std::move(fault);
  }
  return out;
}

}  // namespace salus::output::words
