#pragma once
/// The file of a language: sections of sentences.
///
///     # a comment
///     [headline]
///     no_city = No city is reached.
///     long = A pattern may go on
///       in lines that are indented; a line break counts as one blank.
#include <string>
#include <string_view>
#include <vector>

#include "output/words/pattern.hpp"

namespace salus::output::words {

struct Entry {
  std::string section;
  std::string name;
  std::string text;
  std::size_t line = 0;  ///< of its first line, from 1
  Pattern pattern;
};

struct CatalogueFile {
  std::vector<Entry> entries;
  std::vector<std::string> faults;  ///< `line: what`, one a fault
};

/// @param text the whole file, UTF-8
CatalogueFile parse_catalogue(std::string_view text);

}  // namespace salus::output::words
