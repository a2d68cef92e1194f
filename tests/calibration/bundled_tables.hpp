#pragma once
/// The tables of calibration/data/, as texts and as values.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "calibration/table_reader.hpp"

namespace salus::calibration {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline TableTexts bundled_texts() {
  TableTexts texts;
  const auto folder = std::filesystem::path(SALUS_SOURCE_DIR) / "calibration" / "data";
  for (const auto& name : table_names())
    if (std::filesystem::exists(folder / name)) texts.by_name[name] = read_file(folder / name);
  return texts;
}

inline const Tables& tables() {
  static const Tables bundled = read_tables(bundled_texts());
  return bundled;
}

}  // namespace salus::calibration
