#pragma once
/// A small, strict subset of YAML: maps, sequences, scalars, comments. Every value keeps its place, every scalar its
/// text.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/core/diagnostic.hpp"

namespace salus::scenarios {

struct YamlEntry;

/// A key of a map and where it stands.
struct YamlKey {
  std::string name;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

struct YamlNode {
  enum class Kind { scalar, sequence, map };
  Kind kind = Kind::scalar;

  /// 1-based
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  std::string text;                ///< of a scalar, as written; empty for none
  std::vector<YamlNode> items;     ///< of a sequence
  std::vector<YamlEntry> entries;  ///< of a map, in order

  const YamlNode* find(std::string_view key) const;
};

struct YamlEntry {
  YamlKey key;
  YamlNode value;
};

/// Reads one document. Refused, with a finding: anchors, aliases, tags, merge keys, a second document, doubled keys,
/// keys that are not plain text, nesting above 32, more than 100,000 nodes, more than 1 MiB, text that is not UTF-8 or
/// has control characters.
/// @return nullopt where the text cannot be read to its end.
std::optional<YamlNode> read_yaml(std::string_view text, const std::string& file, model::Diagnostics& findings);

}  // namespace salus::scenarios
