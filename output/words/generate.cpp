/// Build step: makes C++ of the English catalogue. A struct a sentence with the values it names, a header a section,
/// the enum of ids, and one source with the texts. Malformed patterns end the build with their line.
///   generate en.txt FOLDER SECTION...
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <locale>
#include <sstream>

#include "output/words/catalogue_file.hpp"

namespace {

namespace words = salus::output::words;
using words::Entry;
using words::Slot;
using words::Sort;

constexpr const char* made = "// Made from output/words/en.txt by output/words/generate.cpp: change that file.\n";

std::string read(const std::string& name) {
  std::ifstream in(name, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  if (!in) throw std::runtime_error("could not read " + name);
  return out.str();
}

/// Leaves a file alone that would not change, so that nothing is compiled anew for it.
void write(const std::filesystem::path& name, const std::string& text) {
  if (std::filesystem::exists(name) && read(name.string()) == text) return;
  std::ofstream out(name, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw std::runtime_error("could not write " + name.string());
}

/// city_count becomes CityCount.
std::string type_name(const std::string& name) {
  std::string out;
  bool begins = true;
  for (const char c : name) {
    if (c != '_') out += begins ? std::toupper(c, std::locale::classic()) : c;
    begins = c == '_';
  }
  return out;
}

std::string field_type(const Slot& slot) {
  switch (slot.sort) {
    case Sort::text:
      return "Text";
    case Sort::number:
      return "Number";
    case Sort::money:
      return "model::Cents";
    case Sort::list:
      return "std::vector<Text>";
    case Sort::truth:
      return "bool";
    case Sort::choice:
      return type_name(slot.name);
  }
  return "";
}

std::string declared(const Entry& entry) {
  std::string out = "\n/// " + entry.text + "\n";
  if (entry.pattern.slots.empty()) return out + "extern const Plain " + entry.name + ";\n";
  out += "struct " + type_name(entry.name) + " {\n";
  for (const auto& slot : entry.pattern.slots) {
    if (slot.sort != Sort::choice) continue;
    out += "  enum class " + type_name(slot.name) + " : std::uint8_t { ";
    for (const auto& key : slot.keys) out += (&key == &slot.keys.front() ? "" : ", ") + key;
    out += " };\n";
  }
  for (const auto& slot : entry.pattern.slots) {
    // A type without a default, so that a value left out is an error.
    const std::string type =
        slot.sort == Sort::text || slot.sort == Sort::number ? field_type(slot) : "Given<" + field_type(slot) + ">";
    out += "  " + type + " " + slot.name + ";\n";
  }
  return out + "  operator Message() const;\n};\n";
}

std::string value_of(const Slot& slot) {
  if (slot.sort == Sort::truth) return "Value{Choice{" + slot.name + ".value ? \"yes\" : \"other\"}}";
  if (slot.sort == Sort::choice) {
    std::string keys;
    for (const auto& key : slot.keys) keys += (keys.empty() ? "\"" : ", \"") + key + "\"";
    return "Value{chosen({" + keys + "}, " + slot.name + ".value)}";
  }
  return "Value{" + slot.name + (slot.sort == Sort::text || slot.sort == Sort::number ? "" : ".value") + "}";
}

std::string defined(const Entry& entry) {
  const std::string id = "Id::" + entry.section + "_" + entry.name;
  if (entry.pattern.slots.empty()) return "const Plain " + entry.name + "{" + id + "};\n";
  std::string out = type_name(entry.name) + "::operator Message() const {\n  return {" + id + ", {";
  for (const auto& slot : entry.pattern.slots)
    out += (&slot == &entry.pattern.slots.front() ? "" : ", ") + value_of(slot);
  return out + "}};\n}\n";
}

using Entries = std::vector<Entry>;

std::string header(const Entries& all, const std::string& section) {
  std::string out = std::string("#pragma once\n") + made +
                    "#include \"output/words/message.hpp\"\n\nnamespace salus::output::words::" + section + " {\n";
  for (const auto& entry : all)
    if (entry.section == section) out += declared(entry);
  return out + "\n}  // namespace salus::output::words::" + section + "\n";
}

std::string ids(const Entries& all) {
  std::string out = std::string("#pragma once\n") + made +
                    "#include \"output/words/message.hpp\"\n\nnamespace salus::output::words {\n\nenum class Id : "
                    "std::uint16_t {\n";
  for (const auto& entry : all) out += "  " + entry.section + "_" + entry.name + ",\n";
  return out + "};\n\n}  // namespace salus::output::words\n";
}

std::string source(const Entries& all, const std::vector<std::string>& sections) {
  std::string out =
      std::string(made) + "#include \"output/words/sentences/ids.hpp\"\n#include \"output/words/words.hpp\"\n";
  for (const auto& section : sections) out += "#include \"output/words/sentences/" + section + ".hpp\"\n";
  out +=
      "\nnamespace salus::output::words {\nnamespace {\n\ntemplate <class E>\nChoice "
      "chosen(std::initializer_list<std::string_view> keys, E key) {\n  return {keys.begin()[static_cast<std::size_t>"
      "(key)]};\n}\n\n}  // namespace\n";
  for (const auto& section : sections) {
    out += "\nnamespace " + section + " {\n";
    for (const auto& entry : all)
      if (entry.section == section) out += defined(entry);
    out += "}  // namespace " + section + "\n";
  }
  out += "\nstd::span<const Source> english_sources() {\n  static constexpr Source all[] = {\n";
  for (const auto& entry : all)
    out += "      {\"" + entry.section + "\", \"" + entry.name + "\", R\"words(" + entry.text + ")words\"},\n";
  return out + "  };\n  return all;\n}\n\n}  // namespace salus::output::words\n";
}

/// In the order of the file; refuses a section that the build does not list, since its header would not be known.
std::vector<std::string> sections_of(const Entries& all, const std::vector<std::string>& listed) {
  std::vector<std::string> out;
  for (const auto& entry : all)
    if (std::find(out.begin(), out.end(), entry.section) == out.end()) out.push_back(entry.section);
  auto sorted = out;
  auto expected = listed;
  std::sort(sorted.begin(), sorted.end());
  std::sort(expected.begin(), expected.end());
  if (sorted != expected) throw std::runtime_error("the sections are not those of words in output/CMakeLists.txt");
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc < 3) throw std::runtime_error("use: generate en.txt FOLDER SECTION...");
    const std::filesystem::path folder = argv[2];
    auto file = words::parse_catalogue(read(argv[1]));
    const auto sections = sections_of(file.entries, {argv + 3, argv + argc});
    for (const auto& fault : file.faults) std::cerr << argv[1] << ":" << fault << "\n";
    if (!file.faults.empty()) return 1;
    std::filesystem::create_directories(folder);
    for (const auto& section : sections) write(folder / (section + ".hpp"), header(file.entries, section));
    write(folder / "ids.hpp", ids(file.entries));
    write(folder / "english.cpp", source(file.entries, sections));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << (argc > 1 ? argv[1] : "generate") << ": " << error.what() << "\n";
    return 1;
  }
}
