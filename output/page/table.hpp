#pragma once
#include <vector>

#include "output/page/html.hpp"

namespace salus::output::page {

/// How a table looks: plain; or `cards`, whose rows become blocks with the headings in them on a narrow screen.
enum class Look : std::uint8_t { plain, cards };

/// A table with a heading a column.
class Table {
 public:
  /// @param caption empty for none. @param text_columns that stand to the left
  Table(const Html& caption, std::vector<Text> heads, std::size_t text_columns = 1, Look look = Look::plain);
  void group(const Html& title);             ///< a heading over the rows that follow
  void row(const std::vector<Html>& cells);  ///< the first is the row's heading
  void foot(const std::vector<Html>& cells);
  Html html() const;

 private:
  Html head() const;
  Html row_of(const std::vector<Html>& cells) const;
  Html caption_;
  std::vector<Text> heads_;
  std::size_t text_columns_;
  Look look_;
  Html body_;
  Html foot_;
};

/// Names and texts without headings: hashes, commands, sources.
class PairTable {
 public:
  void row(const Html& name, const Html& value);
  Html html() const;

 private:
  Html rows_;
};

}  // namespace salus::output::page
