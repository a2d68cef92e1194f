#pragma once
/// Strict reader of comma-separated tables (RFC 4180, UTF-8, header line, LF or CRLF) over text in memory.
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "model/core/diagnostic.hpp"

namespace salus::model {

/// What a column must hold. Columns are found by name; their order in the file is free.
struct Column {
  enum class Kind { text, integer, number };
  std::string name;
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
