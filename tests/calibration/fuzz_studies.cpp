/// The reader of tables of studies: any bytes give a table or findings, never a crash; what passes becomes evidence
/// whose numbers are numbers. The first byte says which of the two tables the rest replaces.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "calibration/synthesis/evidence_base.hpp"
#include "calibration/synthesis/study_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace salus;
  if (size == 0) return 0;
  std::string text;
  for (std::size_t i = 1; i < size; ++i) text += static_cast<char>(data[i]);
  const bool rows = data[0] == 'r';
  const std::string some_rows = "intervention,title,kind\nI19,Mobilisation,norms\nI11,Ban,laws\n";
  try {
    const auto table =
        calibration::read_studies({"rows.csv", rows ? text : some_rows}, {{"studies.csv", rows ? "" : text}}, 2026);
    const auto base = calibration::evidence_base(table);
    for (const auto& outcome : base.evidence.outcomes) {
      if (outcome.log_rr && !std::isfinite(*outcome.log_rr)) __builtin_trap();
      if (outcome.error_is != calibration::ErrorIs::missing && !(outcome.standard_error >= 0.0)) __builtin_trap();
      if (!(outcome.conversion_sd >= 0.0)) __builtin_trap();
    }
  } catch (const model::InputError& error) {
    for (const auto& finding : error.diagnostics())
      if (to_string(finding).empty() || finding.fix.empty()) __builtin_trap();
  }
  return 0;
}
