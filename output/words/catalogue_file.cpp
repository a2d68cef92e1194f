#include "output/words/catalogue_file.hpp"

#include <set>

namespace salus::output::words {
namespace {

constexpr std::string_view blanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(blanks);
  if (from == text.npos) return "";
  return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

class FileReader {
 public:
  CatalogueFile read(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      ++line_;
      take(text.substr(0, end));
      text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
    for (auto& entry : out_.entries) parse(entry);
    for (const auto& entry : out_.entries) check_keys(entry);
    return std::move(out_);
  }

 private:
  void fault(std::size_t line, const std::string& what) { out_.faults.push_back(std::to_string(line) + ": " + what); }

  void take(std::string_view line) {
    const std::string_view content = trimmed(line);
    if (content.empty() || line.front() == '#') return;
    if (blanks.find(line.front()) != blanks.npos) go_on(content);
    else if (content.front() == '[') begin_section(content);
    else begin_entry(content);
  }

  void go_on(std::string_view content) {
    if (out_.entries.empty() || out_.entries.back().section != section_)
      return fault(line_, "an indented line goes on with a pattern, and there is none before it");
    std::string& text = out_.entries.back().text;
    if (!text.empty()) text += ' ';
    text += content;
  }

  void begin_section(std::string_view content) {
    section_ = content.back() == ']' ? content.substr(1, content.size() - 2) : "";
    if (!is_name(section_)) fault(line_, "a section is [name], the name in small letters, digits and _");
    if (!sections_.insert(section_).second) fault(line_, "the section '" + section_ + "' stands twice");
  }

  void begin_entry(std::string_view content) {
    const std::size_t equals = content.find('=');
    const std::string name(trimmed(content.substr(0, equals)));
    if (equals == content.npos || !is_name(name))
      return fault(line_, "'id = pattern' is expected, the id in small letters, digits and _");
    if (section_.empty()) return fault(line_, "'" + name + "' stands in no section");
    if (!ids_.insert(section_ + "." + name).second) fault(line_, "'" + name + "' stands twice in its section");
    out_.entries.push_back({section_, name, std::string(trimmed(content.substr(equals + 1))), line_, {}});
  }

  void parse(Entry& entry) {
    auto parsed = parse_pattern(entry.text);
    if (parsed.fault)
      fault(entry.line, entry.section + "." + entry.name + ", byte " + std::to_string(parsed.fault->at + 1) +
                            " of its pattern: " + parsed.fault->what);
    if (entry.text.empty()) fault(entry.line, entry.section + "." + entry.name + " has no pattern");
    entry.pattern = std::move(parsed.pattern);
  }

  /// A key becomes an enumerator, which would hide the sentence of that name where the keys are declared.
  void check_keys(const Entry& entry) {
    for (const auto& slot : entry.pattern.slots)
      for (const auto& key : slot.keys)
        if (slot.sort == Sort::choice && ids_.contains(entry.section + "." + key))
          fault(entry.line, entry.section + "." + entry.name + ": the key '" + key + "' of {" + slot.name +
                                ", select, ...} is also the id of a sentence of its section");
  }

  CatalogueFile out_;
  std::string section_;
  std::set<std::string> sections_;
  std::set<std::string> ids_;
  std::size_t line_ = 0;
};

}  // namespace

CatalogueFile parse_catalogue(std::string_view text) { return FileReader().read(text); }

}  // namespace salus::output::words
