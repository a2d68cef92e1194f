#include "output/words/words.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <utility>

#include "output/words/catalogue_file.hpp"
#include "output/words/number_text.hpp"
#include "output/words/sentences/ids.hpp"
#include "output/words/sentences/number.hpp"
#include "output/words/sentences/page.hpp"

namespace salus::output::words {
namespace {

/// The same values of the same sorts, in whatever order; keys of choices in whatever order too.
bool same_values(const Pattern& a, const Pattern& b) {
  if (a.slots.size() != b.slots.size()) return false;
  return std::all_of(a.slots.begin(), a.slots.end(), [&](const Slot& slot) {
    return std::any_of(b.slots.begin(), b.slots.end(), [&](const Slot& other) {
      return slot.name == other.name && slot.sort == other.sort &&
             std::is_permutation(slot.keys.begin(), slot.keys.end(), other.keys.begin(), other.keys.end());
    });
  });
}

/// Positions of values become those of the English pattern, in whose order the code fills them.
void renumber(std::vector<Part>& parts, const std::vector<Slot>& own, const std::vector<Slot>& english) {
  for (auto& part : parts) {
    if (part.kind != Part::Kind::text && part.kind != Part::Kind::tag) {
      const auto found =
          std::find_if(english.begin(), english.end(), [&](const Slot& s) { return s.name == own[part.slot].name; });
      part.slot = static_cast<std::uint32_t>(found - english.begin());
    }
    for (auto& branch : part.branches) renumber(branch.parts, own, english);
  }
}

/// A category of plurals that the language does not have, or an empty text.
std::string foreign_category(const std::vector<Part>& parts, const Language& language) {
  for (const auto& part : parts)
    for (const auto& branch : part.branches) {
      if (part.kind == Part::Kind::plural && branch.key.front() != '=' && !tells_apart(language, branch.key))
        return branch.key;
      if (const std::string inner = foreign_category(branch.parts, language); !inner.empty()) return inner;
    }
  return "";
}

/// `y` is `e` before a word that begins with the sound of i.
bool begins_with_i(std::string_view text) {
  const auto is = [&](std::size_t at, std::string_view any) {
    return at < text.size() && any.find(text[at]) != any.npos;
  };
  return is(0, "iI") || (is(0, "hH") && is(1, "iI") && !is(2, "aAeE"));
}

}  // namespace

/// Writes one message, and those inside it.
class Words::Writer {
 public:
  Writer(const Words& words, bool html) : words_(words), language_(&words.language_), html_(html) {}

  std::string text(const Text& said) {
    write(said);
    return std::move(out_);
  }
  std::string text(const Pattern& pattern, const std::vector<Value>& values) {
    values_ = &values;
    write_parts(pattern.parts);
    return std::move(out_);
  }

 private:
  void plain(std::string_view text) { out_ += html_ ? escape(text) : std::string(text); }

  void write(const Text& said) {
    if (const auto* text = std::get_if<Verbatim>(&said.content())) plain(text->text());
    else if (const auto* figure = std::get_if<Figure>(&said.content()))
      write_number(number(figure->value, figure->style));
    else if (const auto* range = std::get_if<Range>(&said.content())) write_range(*range);
    else write_message(std::get<Message>(said.content()));
  }

  void write_message(const Message& message) {
    const Said& said = words_.said_.at(model::index(message.id()));
    const Language* outer = std::exchange(language_, said.language);
    const auto* around = std::exchange(values_, &message.values());
    write_parts(said.pattern.parts);
    language_ = outer;
    values_ = around;
  }

  void write_parts(const std::vector<Part>& parts) {
    for (const auto& part : parts) write_part(part);
  }

  void write_part(const Part& part) {
    switch (part.kind) {
      case Part::Kind::text:
        return plain(part.text);
      case Part::Kind::tag:
        if (html_) out_ += part.text;
        return;
      case Part::Kind::value:
        return write(value<Text>(part));
      case Part::Kind::number:
        return write_figure(part);
      case Part::Kind::plural:
        return write_parts(plural(part));
      case Part::Kind::select:
        return write_parts(chosen(part));
      case Part::Kind::list:
        return write_list(part);
    }
  }

  template <class T>
  const T& value(const Part& part) const {
    return std::get<T>(values_->at(part.slot).content);
  }

  NumberText number(const Number& value, Style style) const { return number_text(value, style, *language_); }

  void write_figure(const Part& part) {
    if (part.style == Style::money) plain(money_text(value<model::Cents>(part), *language_));
    else write_number(number(value<Number>(part), part.style));
  }

  void write_number(const NumberText& number) {
    switch (number.kind) {
      case NumberText::Kind::digits:
        return write_digits(number, number.millions, number.unit);
      case NumberText::Kind::about_nothing:
        return write(number::about_nothing);
      case NumberText::Kind::not_told:
        return write(number::not_told);
      case NumberText::Kind::below_a_tenth:
        return write(number::BelowATenth{.tenth = 0.1});
      case NumberText::Kind::not_known:
        return write(number::not_known);
      case NumberText::Kind::dash:
        return write(number::dash);
      case NumberText::Kind::without_bound:
        return write(number::without_bound);
      case NumberText::Kind::minus_without_bound:
        return write(number::minus_without_bound);
      case NumberText::Kind::no_bound:
        return write(number::no_bound);
    }
  }

  void write_digits(const NumberText& number, bool millions, NumberText::Unit unit) {
    Text out = Verbatim(number.digits);
    if (millions) out = number::Million{.number = out};
    if (unit == NumberText::Unit::percent) out = number::Percent{.number = out};
    if (unit == NumberText::Unit::dollars) out = number::Dollars{.number = out};
    write(out);
  }

  /// The unit that both ends share is said once, and so is the million.
  void write_range(const Range& range) {
    const NumberText high = number(range.high, range.style);
    NumberText low = number(range.low, range.style);
    if (low.kind == high.kind && low.unit == high.unit) {
      low.unit = NumberText::Unit::none;
      if (low.millions == high.millions) low.millions = false;
    }
    write(number::Range{.low = said(low), .high = said(high)});
  }

  /// In plain text: whatever it is put into escapes it.
  Verbatim said(const NumberText& number) const {
    Writer inner(words_, false);
    inner.language_ = language_;
    inner.write_number(number);
    return Verbatim(std::move(inner.out_));
  }

  const std::vector<Part>& plural(const Part& part) const {
    const double count = value<Number>(part).value();
    for (const auto& branch : part.branches)
      if (branch.key.front() == '=' && std::stod(branch.key.substr(1)) == count) return branch.parts;
    const auto category = plural_category(*language_, count, standard_decimals(count));
    return branch(part, plural_names[category]);
  }

  const std::vector<Part>& chosen(const Part& part) const { return branch(part, value<Choice>(part).key); }

  static const std::vector<Part>& branch(const Part& part, std::string_view key) {
    for (const auto& branch : part.branches)
      if (branch.key == key) return branch.parts;
    return part.branches.back().parts;
  }

  void write_list(const Part& part) {
    const auto& items = value<std::vector<Text>>(part);
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) plain(separator(part.list, i, items));
      write(items[i]);
    }
  }

  std::string separator(ListStyle style, std::size_t i, const std::vector<Text>& items) const {
    if (style == ListStyle::comma) return std::string(language_->comma);
    if (style == ListStyle::sentences) return language_->code == "zh" ? "" : " ";
    if (style == ListStyle::semicolon) return std::string(language_->semicolon);
    if (i + 1 < items.size()) return std::string(language_->between);
    if (language_->code == "es" && begins_with_i(Writer(words_, false).text(items[i]))) return " e ";
    return std::string(items.size() == 2 ? language_->two : language_->last);
  }

  const Words& words_;
  const Language* language_;
  const std::vector<Value>* values_ = nullptr;
  bool html_;
  std::string out_;
};

Words::Words(const Language& language, std::string_view catalogue) : language_(language) {
  CatalogueFile file = parse_catalogue(catalogue);
  std::map<std::string, std::size_t, std::less<>> ids;
  for (const auto& source : english_sources()) {
    ids.emplace(std::string(source.section) + "." + std::string(source.name), said_.size());
    said_.push_back({parse_pattern(source.text).pattern, &english_language()});
  }
  for (auto& entry : file.entries) {
    const std::string name = entry.section + "." + entry.name;
    const auto fault = [&](const std::string& what) {
      file.faults.push_back(std::to_string(entry.line) + ": " + name + " " + what);
    };
    const auto at = ids.find(name);
    if (at == ids.end()) {
      fault("is no sentence of the English catalogue");
      continue;
    }
    Said& said = said_[at->second];
    if (!same_values(entry.pattern, said.pattern)) fault("names other values or choices than the English sentence");
    const std::string category = foreign_category(entry.pattern.parts, language);
    if (!category.empty()) fault("counts in '" + category + "', which the language does not tell apart");
    renumber(entry.pattern.parts, entry.pattern.slots, said.pattern.slots);
    entry.pattern.slots = said.pattern.slots;
    said = {std::move(entry.pattern), &language};
  }
  if (file.faults.empty()) return;
  std::string all = "the catalogue '" + std::string(language.code) + "' has faults:";
  for (const auto& fault : file.faults) all += "\n  " + fault;
  throw std::invalid_argument(all);
}

std::string Words::text(const Text& said) const { return Writer(*this, false).text(said); }
std::string Words::text(const Pattern& pattern, const std::vector<Value>& values) const {
  return Writer(*this, false).text(pattern, values);
}
std::string Words::html(const Text& said) const { return Writer(*this, true).text(said); }

Message paragraph(const std::vector<Text>& sentences) { return page::Paragraph{.sentences = sentences}; }

const Words& english() {
  static const Words words(english_language(), "");
  return words;
}

Verbatim spaced(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', ' ');
  return Verbatim(std::move(out));
}

std::vector<Text> verbatim(const std::vector<std::string>& names) {
  std::vector<Text> all;
  for (const auto& name : names) all.emplace_back(Verbatim(name));
  return all;
}

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (c == '\'') out += "&#39;";
    else out += c;
  }
  return out;
}

}  // namespace salus::output::words
