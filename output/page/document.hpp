#pragma once
/// A whole page: one file, no script, no network (a content security policy forbids both).
#include <optional>
#include <string>
#include <vector>

#include "output/page/parts.hpp"

namespace salus::output::page {

class Document {
 public:
  Document(Text title, Text lead) : title_(std::move(title)), lead_(std::move(lead)) {}
  /// Sections stand in the order in which they are added, in the page and in its navigation.
  void add(Section section) { sections_.push_back(std::move(section)); }
  void add(std::optional<Section> section) {
    if (section) sections_.push_back(std::move(*section));
  }
  std::string render(const words::Words& words) const;

 private:
  Text title_;
  Text lead_;
  std::vector<Section> sections_;
};

}  // namespace salus::output::page
