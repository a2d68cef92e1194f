#pragma once
/// The tables of calibration/data/ as texts.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "calibration/tables.hpp"

namespace salus::calibration {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline TableTexts bundled_texts() {
  TableTexts texts;
  for (const auto& name : table_names())
    texts.by_name[name] = read_file(std::filesystem::path(SALUS_SOURCE_DIR) / "calibration" / "data" / name);
  return texts;
}

}  // namespace salus::calibration
