#pragma once
/// Says messages in a language. English is compiled into the program; others are read from a file of the same ids.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "output/words/language.hpp"
#include "output/words/message.hpp"

namespace salus::output::words {

class Words {
 public:
  /// @param catalogue text of a file of that language. Sentences that it lacks are said in English. Throws
  /// std::invalid_argument with every fault and its line: a malformed pattern, an unknown id, values or choices that
  /// are not those of the English sentence, a category of plurals that the language does not tell apart.
  Words(const Language& language, std::string_view catalogue);

  const Language& language() const { return language_; }

  /// As plain text, without tags.
  std::string text(const Text& said) const;
  /// As HTML: texts escaped, the tags of patterns kept.
  std::string html(const Text& said) const;
  /// A pattern of one's own with its values in the order of its slots, as plain text.
  std::string text(const Pattern& pattern, const std::vector<Value>& values) const;

 private:
  class Writer;
  struct Said {
    Pattern pattern;
    const Language* language;  ///< English where the catalogue lacks the sentence
  };
  const Language& language_;
  std::vector<Said> said_;  ///< by id
};

const Words& english();

/// Sentences after each other.
Message paragraph(const std::vector<Text>& sentences);

/// A name from outside as it is read: blanks for underscores.
Verbatim spaced(std::string_view name);

/// Names from outside, as a list of a sentence.
std::vector<Text> verbatim(const std::vector<std::string>& names);

/// The characters that mean something in HTML, written so that they do not.
std::string escape(std::string_view text);

/// A sentence of the English catalogue as it stands in its file.
struct Source {
  std::string_view section;
  std::string_view name;
  std::string_view text;
};
/// By id; compiled into the program.
std::span<const Source> english_sources();

}  // namespace salus::output::words
