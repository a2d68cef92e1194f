#include "model/core/csv.hpp"

#include <algorithm>
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
  if (lead < 0x80) return point = lead, 1;
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
  std::uint32_t column;
  bool quoted;
};

/// Splits one record into fields; appends to `findings` where quotes are misplaced. Advances `at` past the line end.
std::vector<Field> read_record(std::string_view text, std::size_t& at, std::uint32_t& line, const std::string& file,
                               Diagnostics& findings) {
  std::vector<Field> fields;
  std::size_t line_start = at;
  const std::uint32_t first_line = line;
  for (bool more = true; more;) {
    Field field{{}, static_cast<std::uint32_t>(at - line_start + 1), false};
    if (at < text.size() && text[at] == '"') {
      field.quoted = true;
      ++at;
      for (bool closed = false; !closed;) {
        if (at >= text.size()) {
          findings.push_back({file, first_line, field.column, "", "a quoted field is not closed", "the end of the file",
                              "a closing \"", "add the closing quote, or double a quote that belongs to the text"});
          return fields;
        }
        if (text[at] == '"' && at + 1 < text.size() && text[at + 1] == '"') {
          field.text += '"';
          at += 2;
        } else if (text[at] == '"') {
          closed = true;
          ++at;
        } else {
          if (text[at] == '\n') {
            ++line;
            line_start = at + 1;
          }
          field.text += text[at++];
        }
      }
      if (at < text.size() && text[at] != ',' && text[at] != '\n' && text[at] != '\r')
        findings.push_back({file, line, static_cast<std::uint32_t>(at - line_start + 1), "",
                            "text follows a closing quote", "'" + std::string(1, text[at]) + "'",
                            "a comma or the end of the line", "double a quote that belongs to the text"});
    }
    const std::size_t from = at;
    while (at < text.size() && text[at] != ',' && text[at] != '\n' &&
           !(text[at] == '\r' && (at + 1 == text.size() || text[at + 1] == '\n'))) {
      if (text[at] == '"' && !field.quoted) {
        findings.push_back({file, line, static_cast<std::uint32_t>(at - line_start + 1), "",
                            "a quote stands inside an unquoted field", "\"", "no quote",
                            "quote the whole field and double the quote"});
        field.quoted = true;
      }
      ++at;
    }
    if (!(field.quoted && !field.text.empty())) field.text += std::string(text.substr(from, at - from));
    fields.push_back(std::move(field));
    more = at < text.size() && text[at] == ',';
    if (more) ++at;
  }
  if (at < text.size() && text[at] == '\r') ++at;
  if (at < text.size() && text[at] == '\n') ++at;
  ++line;
  return fields;
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
  const auto whole = parse_integer(field.text);
  const auto number = column.kind == Column::Kind::integer
                          ? (whole ? std::optional<double>(static_cast<double>(*whole)) : std::nullopt)
                          : parse_number(field.text);
  if (!number) {
    const bool comma = field.text.find(',') != std::string::npos;
    refuse("the field is not a number", "'" + field.text + "'", bounds_text(column),
           comma ? "write a decimal point and no thousands separator"
                 : "write digits with a decimal point, without blanks or units");
  } else if (*number < column.minimum || *number > column.maximum) {
    refuse("the number is out of range", field.text, bounds_text(column),
           "check the unit of the column and the digits");
  }
}

}  // namespace

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

CsvTable CsvTable::parse(std::string_view text, std::string file, const std::vector<Column>& columns,
                         Diagnostics& findings, std::vector<std::string>* not_read) {
  CsvTable table;
  table.file_ = std::move(file);
  table.columns_ = columns;
  const auto refuse = [&](std::uint32_t line, std::uint32_t column, std::string key, std::string what,
                          std::string found, std::string expected, std::string fix) {
    findings.push_back({table.file_, line, column, std::move(key), std::move(what), std::move(found),
                        std::move(expected), std::move(fix)});
  };
  if (text.size() > file_limit) {
    refuse(0, 0, "", "the file is too large", std::to_string(text.size()) + " bytes", "at most 256 MiB",
           "split the table");
    return table;
  }
  if (const std::size_t bad = find_bad_text(text); bad != std::string_view::npos) {
    const auto line_start = bad == 0 ? std::string_view::npos : text.rfind('\n', bad - 1);
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
    const bool mark = bad == 0 && text.substr(0, 3) == "\xEF\xBB\xBF";
    refuse(static_cast<std::uint32_t>(line),
           static_cast<std::uint32_t>(bad - (line_start == std::string_view::npos ? 0 : line_start + 1) + 1), "",
           mark ? "the file starts with a byte-order mark" : "a byte is not plain UTF-8 text",
           mark ? "U+FEFF" : "byte " + std::to_string(static_cast<unsigned char>(text[bad])),
           "UTF-8 without control or bidirectional characters",
           mark ? "save it as UTF-8 without a byte-order mark" : "save the file as UTF-8 and remove the character");
    return table;
  }
  std::size_t at = 0;
  std::uint32_t line = 1;
  if (text.empty()) {
    refuse(1, 1, "", "the file is empty", "", "a header line", "write the header line with the column names");
    return table;
  }
  const auto header = read_record(text, at, line, table.file_, findings);
  std::vector<std::string> names;
  for (const auto& column : columns) names.push_back(column.name);
  std::vector<int> source(columns.size(), -1);
  for (std::size_t i = 0; i < header.size(); ++i) {
    const auto found = std::find(names.begin(), names.end(), header[i].text);
    if (found == names.end() && not_read != nullptr) {
      not_read->push_back(header[i].text);
    } else if (found == names.end()) {
      const std::string near = nearest_name(header[i].text, names);
      refuse(1, header[i].column, header[i].text, "the column is not known", "'" + header[i].text + "'", "",
             near.empty() ? "remove it" : "did you mean '" + near + "'?");
    } else if (auto& slot = source[static_cast<std::size_t>(found - names.begin())]; slot >= 0) {
      refuse(1, header[i].column, header[i].text, "the column stands twice", "'" + header[i].text + "'",
             "each column once", "remove one of the two");
    } else {
      slot = static_cast<int>(i);
    }
  }
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (source[c] >= 0) continue;
    const std::string near = not_read != nullptr ? nearest_name(columns[c].name, *not_read) : "";
    refuse(1, 1, columns[c].name, "the column is missing", "", "a column '" + columns[c].name + "'",
           near.empty() ? "add it to the header and to every row" : "rename '" + near + "', if that is it");
  }
  const bool header_is_good = std::none_of(source.begin(), source.end(), [](int s) { return s < 0; });
  while (at < text.size()) {
    const std::uint32_t row_line = line;
    const std::size_t row_start = at;
    const auto fields = read_record(text, at, line, table.file_, findings);
    if (at - row_start > line_limit)
      refuse(row_line, 1, "", "the line is too long", std::to_string(at - row_start) + " bytes", "at most 1 MiB",
             "check for a missing line end or quote");
    if (fields.size() == 1 && fields[0].text.empty() && !fields[0].quoted) {
      refuse(row_line, 1, "", "the line is empty", "", "a row, or the end of the file", "remove the line");
      continue;
    }
    if (fields.size() != header.size()) {
      refuse(row_line, 1, "", "the row has the wrong number of fields", std::to_string(fields.size()),
             std::to_string(header.size()) + " as in the header",
             "add the missing commas, or quote a field that contains one");
      continue;
    }
    if (!header_is_good) continue;
    table.lines_.push_back(row_line);
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const auto& field = fields[static_cast<std::size_t>(source[c])];
      check_field(columns[c], field, table.file_, row_line, findings);
      table.cells_.push_back({field.text, field.column});
    }
  }
  if (header_is_good && table.lines_.empty())
    refuse(1, 1, "", "the table has no rows", "", "at least one row", "add the rows");
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
