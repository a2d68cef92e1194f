#pragma once
/// What a line of a budget may buy, by id and title, and the remedy where a line names none of it.
#include <string>
#include <string_view>
#include <vector>

namespace salus::scenarios {

struct NamedItem {
  std::string id;
  std::string title;
};

/// Names what is really near, with its title: the same id otherwise written (`i1` for I01), an item whose title has the
/// words, a title or an id of letters that is misspelt. Else all there are.
std::string remedy_for_item(std::string_view written, const std::vector<NamedItem>& items);

}  // namespace salus::scenarios
