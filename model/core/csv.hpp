#pragma once
/// Strict reader of comma-separated tables (RFC 4180, UTF-8, with or without a byte-order mark, header line, LF or
/// CRLF) over text in memory.
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/core/diagnostic.hpp"
#include "model/core/enumeration.hpp"

namespace salus::model {

/// What a column must hold. Columns are found by name; their order in the file is free.
struct Column {
  enum class Kind { text, integer, number };
  std::string name{};
  Kind kind = Kind::text;
  bool required = true;  ///< an empty field is refused
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();
  std::vector<std::string> choices{};  ///< the texts allowed; empty allows any
};

/// A table whose fields were checked against its columns. Rows and columns count from 0.
class CsvTable {
 public:
  /// Reads `text` and appends to `findings` every field that breaks its column's rule, every missing, doubled or
  /// unknown column, ragged row, stray quote, control character and byte that is not UTF-8. Limits: 256 MiB, 1 MiB a
  /// line.
  /// @param not_read where given, a column that is not known is no finding: it is left out, and its name is appended
  /// here.
  /// @return the table; usable only where no finding was added.
  static CsvTable parse(std::string_view text, std::string file, const std::vector<Column>& columns,
                        Diagnostics& findings, std::vector<std::string>* not_read = nullptr);

  std::size_t rows() const noexcept { return lines_.size(); }
  bool empty_field(std::size_t row, std::size_t column) const { return cell(row, column).text.empty(); }
  const std::string& text(std::size_t row, std::size_t column) const { return cell(row, column).text; }
  double number(std::size_t row, std::size_t column) const;         ///< @pre column is numeric and the field not empty
  std::int64_t integer(std::size_t row, std::size_t column) const;  ///< @pre column is integer and the field not empty

  int whole(std::size_t row, std::size_t column) const;  ///< as int; throws if out of range

  /// A diagnostic placed at this field, for checks that span rows.
  Diagnostic at(std::size_t row, std::size_t column, std::string what, std::string expected, std::string fix) const;

 private:
  struct Cell {
    std::string text;
    std::uint32_t column = 0;
  };
  const Cell& cell(std::size_t row, std::size_t column) const { return cells_[row * columns_.size() + column]; }

  std::string file_;
  std::vector<Column> columns_;
  std::vector<std::uint32_t> lines_;
  std::vector<Cell> cells_;
};

/// What the column that `Enum` names must hold; its header is the enumerator's own name.
template <class Enum>
struct ColumnRule {
  Enum column;
  Column rule;
};

/// The columns in the order of the rules.
template <class Enum, class Rules>
std::vector<Column> columns_of(const Rules& rules) {
  std::vector<Column> columns;
  for (const ColumnRule<Enum>& rule : rules) {
    columns.push_back(rule.rule);
    columns.back().name = enumerator_names<Enum>[rule.column];
  }
  return columns;
}

/// A table whose columns are enumerators, so that no field is found by a position or a text.
template <class Enum>
class NamedTable {
 public:
  /// One rule for each enumerator, in whatever order.
  /// @throws std::logic_error where a column has two rules, so another none.
  template <std::size_t Given>
  requires(Given == count_of<Enum>) explicit NamedTable(const ColumnRule<Enum> (&rules)[Given])
      : columns_(columns_of<Enum>(rules)) {
    EnumArray<bool, Enum> has_rule;
    std::uint32_t at = 0;
    for (const auto& rule : rules) {
      if (std::exchange(has_rule[rule.column], true))
        throw std::logic_error("two rules for the column '" + columns_[at].name + "'");
      position_[rule.column] = at++;
    }
  }
  /// As CsvTable::parse.
  void parse(std::string_view text, std::string file, Diagnostics& findings,
             std::vector<std::string>* not_read = nullptr) {
    table_ = CsvTable::parse(text, std::move(file), columns_, findings, not_read);
  }

  std::size_t rows() const noexcept { return table_.rows(); }
  bool empty_field(std::size_t row, Enum column) const { return table_.empty_field(row, position_[column]); }
  const std::string& text(std::size_t row, Enum column) const { return table_.text(row, position_[column]); }
  double number(std::size_t row, Enum column) const { return table_.number(row, position_[column]); }
  std::int64_t integer(std::size_t row, Enum column) const { return table_.integer(row, position_[column]); }
  int whole(std::size_t row, Enum column) const { return table_.whole(row, position_[column]); }
  Diagnostic at(std::size_t row, Enum column, std::string what, std::string expected, std::string fix) const {
    return table_.at(row, position_[column], std::move(what), std::move(expected), std::move(fix));
  }

 private:
  std::vector<Column> columns_;
  EnumArray<std::uint32_t, Enum> position_;
  CsvTable table_;
};

/// The text without the byte-order mark that some editors and spreadsheets put first. It means nothing: every reader of
/// text drops it.
std::string_view without_byte_order_mark(std::string_view text);

/// Byte offset of the first byte of `text` that is not valid UTF-8 or is a control character other than TAB, LF, CR or
/// a bidirectional control; `npos` where all is well.
std::size_t find_bad_text(std::string_view text);

/// Line and column of a byte of a text, from 1; columns are counted in bytes.
struct TextPlace {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};
TextPlace place_in(std::string_view text, std::size_t at);

}  // namespace salus::model
