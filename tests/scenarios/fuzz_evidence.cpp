/// Evidence tables: the first byte picks one of them; the others are well-formed. Evidence or findings, never a
/// crash.
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "model/core/diagnostic.hpp"
#include "scenarios/evidence_tables.hpp"
#include "tests/scenarios/small_evidence.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace salus;
  if (size == 0) return 0;
  auto texts = tests::small_evidence();
  const auto names = scenarios::evidence_table_names();
  std::string text;
  for (std::size_t i = 1; i < size; ++i) text += static_cast<char>(data[i]);
  texts[names[data[0] % names.size()]] = text;
  try {
    const auto evidence = scenarios::read_evidence(texts, tests::small_prices());
    for (const auto& row : evidence.interventions)
      for (const auto& cell : row.effect)
        if (!std::isfinite(cell.log_rr) || !std::isfinite(cell.log_rr_sd()) || !std::isfinite(cell.share))
          __builtin_trap();
    for (const auto& value : evidence.values)
      if (!(value.dalys.a > 0.0) || !(value.cost.a > 0.0)) __builtin_trap();
    for (const auto& initiative : evidence.initiatives)
      if (initiative.items.empty()) __builtin_trap();
  } catch (const model::InputError& e) {
    for (const auto& finding : e.diagnostics())
      if (finding.what.empty() || finding.fix.empty()) __builtin_trap();
  }
  return 0;
}
