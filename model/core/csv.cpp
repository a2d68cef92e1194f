#include "model/core/csv.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <stdexcept>

#include "model/core/number.hpp"

namespace salus::model {
namespace {

constexpr std::size_t file_limit = std::size_t{256} << 20;
constexpr std::size_t line_limit = std::size_t{1} << 20;

/// Length of the UTF-8 sequence that starts at `at`; 0 where it is malformed, overlong, a surrogate or beyond U+10FFFF.
std::size_t utf8_length(std::string_view text, std::size_t at, std::uint32_t& point) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) {
    point = lead;
    return 1;
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return 0;
  point = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
    point = point << 6 | (byte(at + i) & 0x3Fu);
  }
  const std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (point < least[length] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return 0;
  return length;
}

struct Field {
  std::string text;
  std::uint32_t column = 0;
  bool quoted = false;
};

struct Record {
  std::vector<Field> fields;
  std::uint32_t line = 0;
  std::uint32_t bytes = 0;
  bool is_empty_line() const { return fields.size() == 1 && fields[0].text.empty() && !fields[0].quoted; }
};

/// Splits text into records and these into fields; appends to `findings` where quotes are misplaced.
class RecordReader {
 public:
  RecordReader(std::string_view text, const std::string& file, Diagnostics& findings)
      : text_(text), file_(file), findings_(findings) {}

  bool more() const { return at_ < text_.size(); }
  /// Reads up to and with the end of the line.
  Record next();

 private:
  bool stands(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool at_line_end() const {
    return stands('\n') || (stands('\r') && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n'));
  }
  std::uint32_t column() const { return at_ - line_start_ + 1; }
  void refuse(std::uint32_t line, std::uint32_t column, const char* what, std::string found, const char* expected,
              const char* fix) {
    findings_.push_back({file_, line, column, "", what, std::move(found), expected, fix});
  }
  bool read_quoted(Field& field, std::uint32_t first_line);
  void read_plain(Field& field);

  std::string_view text_;
  const std::string& file_;
  Diagnostics& findings_;
  std::uint32_t at_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t line_start_ = 0;
};

/// What stands between quotes. @param first_line of the record. @return false where the text ends before the field
/// does.
bool RecordReader::read_quoted(Field& field, std::uint32_t first_line) {
  field.quoted = true;
  for (++at_; more(); ++at_) {
    if (text_[at_] == '"') {
      ++at_;
      if (!stands('"')) {
        if (more() && !stands(',') && !stands('\n') && !stands('\r'))
          refuse(line_, column(), "text follows a closing quote", "'" + std::string(1, text_[at_]) + "'",
                 "a comma or the end of the line", "double a quote that belongs to the text");
        return true;
      }
    } else if (text_[at_] == '\n') {
      ++line_;
      line_start_ = at_ + 1;
    }
    field.text += text_[at_];
  }
  refuse(first_line, field.column, "a quoted field is not closed", "the end of the file", "a closing \"",
         "add the closing quote, or double a quote that belongs to the text");
  return false;
}

/// What stands up to the next comma or the end of the line.
void RecordReader::read_plain(Field& field) {
  const std::uint32_t from = at_;
  for (; more() && !stands(',') && !at_line_end(); ++at_) {
    if (!stands('"') || field.quoted) continue;
    refuse(line_, column(), "a quote stands inside an unquoted field", "\"", "no quote",
           "quote the whole field and double the quote");
    field.quoted = true;
  }
  if (!(field.quoted && !field.text.empty())) field.text += text_.substr(from, at_ - from);
}

Record RecordReader::next() {
  const std::uint32_t start = at_;
  line_start_ = at_;
  Record record{{}, line_, 0};
  for (bool last = false; !last;) {
    Field field{{}, column(), false};
    const bool closed = !stands('"') || read_quoted(field, record.line);
    if (!closed) break;
    read_plain(field);
    record.fields.push_back(std::move(field));
    last = !stands(',');
    if (!last) ++at_;
  }
  if (stands('\r')) ++at_;
  if (stands('\n')) ++at_;
  ++line_;
  record.bytes = at_ - start;
  return record;
}

std::string bounds_text(const Column& column) {
  const std::string kind = column.kind == Column::Kind::integer ? "a whole number" : "a number";
  const double inf = std::numeric_limits<double>::infinity();
  if (column.minimum > -inf && column.maximum < inf)
    return kind + " from " + format_number(column.minimum) + " to " + format_number(column.maximum);
  if (column.minimum > -inf) return kind + " of at least " + format_number(column.minimum);
  if (column.maximum < inf) return kind + " of at most " + format_number(column.maximum);
  return kind;
}

/// Checks one field by its column's rule.
void check_field(const Column& column, const Field& field, const std::string& file, std::uint32_t line,
                 Diagnostics& findings) {
  const auto refuse = [&](std::string what, std::string found, std::string expected, std::string fix) {
    findings.push_back({file, line, field.column, column.name, std::move(what), std::move(found), std::move(expected),
                        std::move(fix)});
  };
  if (field.text.empty()) {
    if (column.required)
      refuse("the field is empty", "", column.kind == Column::Kind::text ? "a text" : bounds_text(column),
             "fill it in, or leave the row out: a missing value has no row");
    return;
  }
  if (column.kind == Column::Kind::text) {
    if (!column.choices.empty() &&
        std::find(column.choices.begin(), column.choices.end(), field.text) == column.choices.end()) {
      const std::string near = nearest_name(field.text, column.choices);
      std::string all;
      if (column.choices.size() <= 12)
        for (const auto& choice : column.choices) all += (all.empty() ? "one of " : ", ") + choice;
      else all = "one of " + std::to_string(column.choices.size()) + " known names";
      refuse("the name is not known", "'" + field.text + "'", all,
             near.empty() ? "use a known name" : "did you mean '" + near + "'?");
    }
    return;
  }
  const bool readable = column.kind != Column::Kind::integer || parse_integer(field.text);
  const auto number = readable ? parse_number(field.text) : std::nullopt;
  if (!number) {
    const bool whole = column.kind == Column::Kind::integer;
    const bool comma = field.text.find(',') != std::string::npos;
    refuse(whole ? "the field is not a whole number" : "the field is not a number", "'" + field.text + "'",
           bounds_text(column),
           whole   ? "write digits only, without a point, separators, blanks or units"
           : comma ? "write a decimal point and no thousands separator"
                   : "write digits with a decimal point, without blanks or units");
  } else if (*number < column.minimum || *number > column.maximum) {
    refuse("the number is out of range", field.text, bounds_text(column),
           "check the unit of the column and the digits");
  }
}

}  // namespace

std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

std::size_t find_bad_text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    std::uint32_t point = 0;
    const std::size_t length = utf8_length(text, at, point);
    if (length == 0) return at;
    const bool control =
        (point < 0x20 && point != '\t' && point != '\n' && point != '\r') || (point >= 0x7F && point < 0xA0);
    const bool bidirectional = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) ||
                               point == 0x200E || point == 0x200F || point == 0xFEFF;
    if (control || bidirectional) return at;
    at += length;
  }
  return std::string_view::npos;
}

TextPlace place_in(std::string_view text, std::size_t at) {
  TextPlace place;
  for (const char c : text.substr(0, at)) {
    ++place.column;
    if (c != '\n') continue;
    ++place.line;
    place.column = 1;
  }
  return place;
}

namespace {

/// Appends what is wrong with a table.
struct Refusals {
  const std::string& file;
  Diagnostics& findings;
  void operator()(TextPlace place, std::string key, std::string what, std::string found, std::string expected,
                  std::string fix) const {
    findings.push_back({file, place.line, place.column, std::move(key), std::move(what), std::move(found),
                        std::move(expected), std::move(fix)});
  }
};

/// Whether the text can be read as a table at all.
bool check_text(std::string_view text, const Refusals& refuse) {
  if (text.size() > file_limit) {
    refuse({0, 0}, "", "the file is too large", std::to_string(text.size()) + " bytes", "at most 256 MiB",
           "split the table");
    return false;
  }
  if (const std::size_t bad = find_bad_text(text); bad != std::string_view::npos) {
    refuse(place_in(text, bad), "", "a byte is not plain UTF-8 text",
           "byte " + std::to_string(static_cast<unsigned char>(text[bad])),
           "UTF-8 without control or bidirectional characters", "save the file as UTF-8 and remove the character");
    return false;
  }
  if (text.empty())
    refuse({1, 1}, "", "the file is empty", "", "a header line", "write the header line with the column names");
  return !text.empty();
}

/// Where each column stands in the header; nothing where the header is not as it should be.
std::optional<std::vector<std::size_t>> positions_of(const std::vector<Column>& columns, const Record& header,
                                                     const Refusals& refuse, std::vector<std::string>* not_read) {
  std::vector<std::string> names;
  for (const auto& column : columns) names.push_back(column.name);
  std::map<std::string, std::size_t> found;
  for (std::size_t i = 0; i < header.fields.size(); ++i) {
    const std::string& name = header.fields[i].text;
    const TextPlace place{1, header.fields[i].column};
    const bool known = std::find(names.begin(), names.end(), name) != names.end();
    if (!known && not_read != nullptr) {
      not_read->push_back(name);
    } else if (!known) {
      const std::string near = nearest_name(name, names);
      refuse(place, name, "the column is not known", "'" + name + "'", "",
             near.empty() ? "remove it" : "did you mean '" + near + "'?");
    } else if (!found.emplace(name, i).second) {
      refuse(place, name, "the column stands twice", "'" + name + "'", "each column once", "remove one of the two");
    }
  }
  std::vector<std::size_t> positions;
  for (const std::string& name : names) {
    if (const auto at = found.find(name); at != found.end()) {
      positions.push_back(at->second);
      continue;
    }
    const std::string near = not_read != nullptr ? nearest_name(name, *not_read) : "";
    refuse({1, 1}, name, "the column is missing", "", "a column '" + name + "'",
           near.empty() ? "add it to the header and to every row" : "rename '" + near + "', if that is it");
  }
  return positions.size() == columns.size() ? std::optional(std::move(positions)) : std::nullopt;
}

/// Whether a record is a row with so many fields.
bool check_row(const Record& record, std::size_t fields, const Refusals& refuse) {
  const TextPlace place{record.line, 1};
  if (record.bytes > line_limit)
    refuse(place, "", "the line is too long", std::to_string(record.bytes) + " bytes", "at most 1 MiB",
           "check for a missing line end or quote");
  if (record.is_empty_line()) {
    refuse(place, "", "the line is empty", "", "a row, or the end of the file", "remove the line");
    return false;
  }
  if (record.fields.size() != fields)
    refuse(place, "", "the row has the wrong number of fields", std::to_string(record.fields.size()),
           std::to_string(fields) + " as in the header", "add the missing commas, or quote a field that contains one");
  return record.fields.size() == fields;
}

}  // namespace

CsvTable CsvTable::parse(std::string_view text, std::string file, const std::vector<Column>& columns,
                         Diagnostics& findings, std::vector<std::string>* not_read) {
  CsvTable table;
  table.file_ = std::move(file);
  table.columns_ = columns;
  const Refusals refuse{table.file_, findings};
  text = without_byte_order_mark(text);
  if (!check_text(text, refuse)) return table;
  RecordReader records(text, table.file_, findings);
  const Record header = records.next();
  const auto positions = positions_of(columns, header, refuse, not_read);
  while (records.more()) {
    const Record record = records.next();
    if (!check_row(record, header.fields.size(), refuse) || !positions) continue;
    table.lines_.push_back(record.line);
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const Field& field = record.fields[(*positions)[c]];
      check_field(columns[c], field, table.file_, record.line, findings);
      table.cells_.push_back({field.text, field.column});
    }
  }
  if (positions && table.lines_.empty())
    refuse({1, 1}, "", "the table has no rows", "", "at least one row", "add the rows");
  return table;
}

double CsvTable::number(std::size_t row, std::size_t column) const {
  const auto value = parse_number(text(row, column));
  if (!value) throw std::logic_error("CsvTable::number on a field that is not a number");
  return *value;
}

std::int64_t CsvTable::integer(std::size_t row, std::size_t column) const {
  const auto value = parse_integer(text(row, column));
  if (!value) throw std::logic_error("CsvTable::integer on a field that is not a whole number");
  return *value;
}

int CsvTable::whole(std::size_t row, std::size_t column) const {
  const std::string& digits = text(row, column);
  const char* const end = digits.data() + digits.size();
  int value = 0;
  if (const auto read = std::from_chars(digits.data(), end, value); read.ec != std::errc() || read.ptr != end)
    throw std::logic_error("CsvTable::whole on a field that is no int");
  return value;
}

Diagnostic CsvTable::at(std::size_t row, std::size_t column, std::string what, std::string expected,
                        std::string fix) const {
  return {file_,
          lines_[row],
          cell(row, column).column,
          columns_[column].name,
          std::move(what),
          "'" + text(row, column) + "'",
          std::move(expected),
          std::move(fix)};
}

}  // namespace salus::model
