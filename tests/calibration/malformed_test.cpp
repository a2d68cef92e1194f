/// Each folder under malformed/ replaces one table (`TABLE.csv`) of the bundled set, changes one place of it
/// (`TABLE.csv.patch`: `-` before lines that go, `+` before those that take their place), or takes it away
/// (`TABLE.csv.missing`); every message must be the one in its expected.txt, a line each. SALUS_ACCEPT=1 writes the
/// messages anew.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

#include "bundled_tables.hpp"
#include "model/core/diagnostic.hpp"

namespace salus::calibration {
namespace {

namespace fs = std::filesystem;

fs::path root() { return fs::path(SALUS_SOURCE_DIR) / "tests" / "calibration" / "malformed"; }

std::vector<std::string> cases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(root())) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

/// @throws std::runtime_error where the lines that go do not stand in the table once
std::string patched(std::string table, const std::string& patch) {
  std::string before = "\n";
  std::string after = "\n";
  std::istringstream lines(patch);
  for (std::string line; std::getline(lines, line);) (line.front() == '-' ? before : after) += line.substr(1) + "\n";
  const auto at = table.find(before);
  if (at == std::string::npos || table.find(before, at + 1) != std::string::npos)
    throw std::runtime_error("the patch does not fit: " + patch);
  return table.replace(at, before.size(), after);
}

std::string messages(const fs::path& folder) {
  static const TableTexts bundled = bundled_texts();
  TableTexts texts = bundled;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = fs::relative(entry.path(), folder).generic_string();
    if (!entry.is_regular_file() || name == "expected.txt") continue;
    const std::string table = name.substr(0, name.rfind('.'));
    if (entry.path().extension() == ".missing") texts.by_name.erase(table);
    else if (entry.path().extension() == ".patch")
      texts.by_name[table] = patched(texts.by_name.at(table), read_file(entry.path()));
    else texts.by_name[name] = read_file(entry.path());
  }
  try {
    read_tables(texts);
  } catch (const model::InputError& error) {
    std::string all;
    for (const auto& d : error.diagnostics()) all += to_string(d) + "\n";
    return all;
  }
  return "";
}

class Malformed : public testing::TestWithParam<std::string> {};

TEST_P(Malformed, GivesExactlyTheExpectedMessages) {
  const fs::path folder = root() / GetParam();
  const std::string found = messages(folder);
  EXPECT_FALSE(found.empty()) << "the table was accepted";
  if (std::getenv("SALUS_ACCEPT") != nullptr) std::ofstream(folder / "expected.txt", std::ios::binary) << found;
  EXPECT_EQ(found, read_file(folder / "expected.txt"));
}

INSTANTIATE_TEST_SUITE_P(Tables, Malformed, testing::ValuesIn(cases()),
                         [](const auto& one) { return "case_" + one.param; });

TEST(MalformedSet, HoldsFortyCases) { EXPECT_GE(cases().size(), 40u); }

TEST(Bundled, TheTablesAreAcceptedAndHoldAllCitiesAndSeries) {
  const Tables tables = read_tables(bundled_texts());
  EXPECT_EQ(tables.countries.size(), 48u);
  EXPECT_EQ(tables.cities.size(), 882u);
  for (const auto& city : tables.cities) EXPECT_EQ(city.persons.size(), 6u) << city.name;
  EXPECT_EQ(tables.city_series.size(), 217u);
}

}  // namespace
}  // namespace salus::calibration
