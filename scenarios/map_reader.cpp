#include "scenarios/map_reader.hpp"

#include <algorithm>

namespace salus::scenarios {

std::string did_you_mean(const std::string& name, const std::vector<std::string>& known) {
  const std::string near = model::nearest_name(name, known);
  if (!near.empty()) return "did you mean '" + near + "'?";
  return known.size() <= 40 ? "use one of " + listed(known)
                            : "use a known name: countries stand in calibration/data/countries.csv, parameters in "
                              "`salus info --parameters`, the rest in scenarios/README.md";
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

MapReader::MapReader(const YamlNode& node, std::string path, const std::vector<std::string>& known,
                     const Report& report)
    : node_(node), path_(std::move(path)), report_(report), usable_(node.kind == YamlNode::Kind::map) {
  if (!usable_) {
    report.add(node, path_, "keys and values are expected here",
               node.kind == YamlNode::Kind::scalar ? "'" + node.text + "'" : "a list", "the keys " + listed(known),
               "write `key: value` lines, indented below");
    return;
  }
  for (const auto& [key, value] : node.entries) {
    if (std::find(known.begin(), known.end(), key.name) != known.end()) continue;
    report.findings.push_back({report.file, key.line, key.column, this->path(key.name), "the key is not known",
                               "'" + key.name + "'", "", did_you_mean(key.name, known)});
  }
}

const YamlNode* MapReader::get(const std::string& key, bool required, const std::string& fix) const {
  if (!usable_) return nullptr;
  const YamlNode* found = node_.find(key);
  if (!found && required) report_.add(node_, path(key), "the key is missing", "", "", fix.empty() ? "add it" : fix);
  return found;
}

std::string MapReader::text(const std::string& key, bool required, const std::string& fix) const {
  const YamlNode* value = get(key, required, fix);
  if (!value) return {};
  std::string text = value->text;
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  if (value->kind != YamlNode::Kind::scalar || text.empty()) {
    report_.add(*value, path(key), "a text is expected here",
                value->kind == YamlNode::Kind::scalar ? "nothing" : "a list or map", "a text",
                fix.empty() ? "write a text" : fix);
    return {};
  }
  if (text.size() > 10000) {
    report_.add(*value, path(key), "the text is too long", std::to_string(text.size()) + " bytes",
                "at most 10,000 bytes", "shorten it");
    return {};
  }
  return text;
}

std::optional<std::size_t> MapReader::choice(const std::string& key, const std::vector<std::string>& known) const {
  const YamlNode* value = get(key, false);
  if (!value) return std::nullopt;
  if (value->kind != YamlNode::Kind::scalar || value->text.empty()) {
    report_.add(*value, path(key), "one word is expected here",
                value->kind == YamlNode::Kind::scalar ? "nothing" : "a list or map", listed(known),
                "write one of these words, or remove the key for " + known.front());
    return std::nullopt;
  }
  for (std::size_t i = 0; i < known.size(); ++i)
    if (known[i] == value->text) return i;
  report_.add(*value, path(key), "the " + key + " is not known", "'" + value->text + "'", listed(known),
              did_you_mean(value->text, known));
  return std::nullopt;
}

std::vector<const YamlNode*> MapReader::texts(const std::string& key, bool required, const std::string& fix) const {
  const YamlNode* value = get(key, required, fix);
  std::vector<const YamlNode*> all;
  if (!value) return all;
  if (value->kind == YamlNode::Kind::scalar) {
    all.push_back(value);
  } else if (value->kind == YamlNode::Kind::sequence) {
    for (const auto& item : value->items) all.push_back(&item);
  } else {
    report_.add(*value, path(key), "a list is expected here", "a map", "a list of texts", "write `- text` lines");
    return all;
  }
  std::erase_if(all, [&](const YamlNode* node) {
    const bool scalar = node->kind == YamlNode::Kind::scalar;
    if (scalar && !node->text.empty()) return false;
    report_.add(*node, path(key), "a text is expected here", scalar ? "nothing" : "a list or map", "a text",
                "write one text a line");
    return true;
  });
  return all;
}

}  // namespace salus::scenarios
