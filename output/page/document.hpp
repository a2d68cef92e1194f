#pragma once
/// A whole page: one file, no script, no network (a content security policy forbids both).
#include <optional>
#include <string>
#include <vector>

#include "output/page/parts.hpp"

namespace salus::output::page {

class Document {
 public:
  /// @param command of the program that makes the page, which says so
  Document(Literal command, Text title, Text lead)
      : command_(command), title_(std::move(title)), lead_(std::move(lead)) {}
  /// Sections stand in the order in which they are added, in the page and in its navigation.
  void add(Section section) { sections_.push_back(std::move(section)); }
  void add(std::optional<Section> section) {
    if (section) sections_.push_back(std::move(*section));
  }
  std::string render(const words::Words& words) const;

 private:
  Literal command_;
  Text title_;
  Text lead_;
  std::vector<Section> sections_;
};

/// Whether a text is a page that this command made, by what its head says before its title.
bool is_page_of(Literal command, const std::string& text);

}  // namespace salus::output::page
