/// The reader of tables with each set of columns: any bytes give a table or findings, never a crash. The first byte
/// picks the table; the whole set is then read with that one table replaced.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "calibration/table_checks.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace salus;
  if (size == 0) return 0;
  const auto& rules = calibration::table_rules();
  const auto& rule = rules[data[0] % rules.size()];
  std::string text;
  for (std::size_t i = 1; i < size; ++i) text += static_cast<char>(data[i]);
  model::Diagnostics findings;
  auto table =
      model::CsvTable::parse(text, rule.name, model::columns_of<calibration::TableColumn>(rule.columns), findings);
  if (!findings.empty()) return 0;
  calibration::ParsedTables parsed;
  parsed.emplace(rule.id, std::move(table));
  calibration::check_tables(parsed, findings);
  for (const auto& finding : findings)
    if (to_string(finding).empty() || finding.fix.empty()) __builtin_trap();
  return 0;
}
