#pragma once
/// HTML as a type of its own. A text becomes HTML only by `escaped` or as a value of a sentence, which escapes it too;
/// tags and attributes are literals of the program. A `std::string` is no Html and cannot become one unescaped.
///
/// Html is free of any language: sentences stay sentences until `render`.
#include <initializer_list>
#include <string>
#include <variant>
#include <vector>

#include "output/words/words.hpp"

namespace salus::output::page {

using words::Text;
using words::Verbatim;

/// A text that stands in the source of the program.
class Literal {
 public:
  consteval Literal(const char* text) : text_(text) {}
  const char* text() const { return text_; }

 private:
  const char* text_;
};

class Html {
 public:
  Html() = default;
  /// A sentence of the catalogue: with its tags, its values escaped.
  template <words::Saying M>
  Html(const M& said) {
    say(Text(said), false);
  }
  bool empty() const { return pieces_.empty(); }
  Html& operator+=(const Html& more);
  friend Html operator+(Html a, const Html& b) {
    a += b;
    return a;
  }
  std::string render(const words::Words& words) const;

  /// Tags of the page itself, as they stand in the source.
  static Html markup(Literal tags);
  friend Html escaped(const Text& text);
  friend Html untagged(const Text& text);

 private:
  friend class Tag;
  struct Said {
    Text text;
    bool plain;  ///< without the tags of its pattern: inside an attribute
  };
  void mark(std::string_view tags);
  void say(const Text& text, bool plain);
  std::vector<std::variant<std::string, Said>> pieces_;
};

/// A text from anywhere, a figure or a sentence, safe inside HTML.
Html escaped(const Text& text);

/// The same without the tags that a sentence may have: for titles.
Html untagged(const Text& text);

/// An attribute; its value is escaped.
struct Attribute {
  Attribute(Literal attribute, Text text) : name(attribute), value(std::move(text)) {}
  /// A word of HTML itself.
  Attribute(Literal attribute, Literal word) : name(attribute), value(Verbatim(std::string_view(word.text()))) {}
  Literal name;
  Text value;
};
/// `class=...` with a literal value.
Attribute with_class(Literal name);

/// `<name ...>inside</name>`
Html tag(Literal name, std::initializer_list<Attribute> attributes, const Html& inside);
Html tag(Literal name, const Html& inside);
/// `<name .../>`, of SVG.
Html closed_tag(Literal name, std::initializer_list<Attribute> attributes);

}  // namespace salus::output::page
