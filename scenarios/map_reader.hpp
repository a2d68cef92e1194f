#pragma once
/// Reads the keys of one map and notes every finding with its place.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/quantity.hpp"
#include "scenarios/yaml_reader.hpp"

namespace salus::scenarios {

/// Where findings go, and the name of the file they are about.
struct Report {
  const std::string& file;
  model::Diagnostics& findings;

  void add(const YamlNode& at, const std::string& path, std::string what, std::string found, std::string expected,
           std::string fix) const {
    findings.push_back(
        {file, at.line, at.column, path, std::move(what), std::move(found), std::move(expected), std::move(fix)});
  }
  void add(const YamlNode& at, const std::string& path, const Refusal& refusal) const {
    add(at, path, refusal.what, "'" + at.text + "'", refusal.expected, refusal.fix);
  }
};

/// `name` in quotes among `known`, or nothing: the fix of an unknown name.
std::string did_you_mean(const std::string& name, const std::vector<std::string>& known);

/// `a, b, c`
std::string listed(const std::vector<std::string>& names);

/// One map: unknown keys are found at once, missing ones when they are asked for.
class MapReader {
 public:
  /// @param path key path of the map, empty for the file. Notes a finding where `node` is no map, or has keys that are
  /// not in `known`.
  MapReader(const YamlNode& node, std::string path, const std::vector<std::string>& known, const Report& report);

  bool usable() const { return usable_; }
  std::string path(const std::string& key) const { return path_.empty() ? key : path_ + "." + key; }
  /// The value of a key, or null; a missing required key is a finding with `fix`.
  const YamlNode* get(const std::string& key, bool required, const std::string& fix = "") const;
  /// A text of at most 10,000 bytes that is not empty; empty where it is missing or refused.
  std::string text(const std::string& key, bool required, const std::string& fix = "") const;
  /// A list of texts; a single text counts as a list of one.
  std::vector<const YamlNode*> texts(const std::string& key, bool required, const std::string& fix = "") const;
  /// Position in `known` of an optional key's word; nothing where the key is missing, or refused as "the <key> is not
  /// known".
  std::optional<std::size_t> choice(const std::string& key, const std::vector<std::string>& known) const;

  const YamlNode& node() const { return node_; }
  const Report& report() const { return report_; }

 private:
  const YamlNode& node_;
  std::string path_;
  const Report& report_;
  bool usable_;
};

}  // namespace salus::scenarios
