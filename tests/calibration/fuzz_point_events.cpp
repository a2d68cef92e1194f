/// The reader of point events: any bytes give events that can be counted, or findings with a fix, never a crash.
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

#include "calibration/patterns/pattern_rows.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace salus;
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += static_cast<char>(data[i]);
  model::Diagnostics findings;
  const auto file = calibration::read_point_events(text, "events.csv", findings);
  if (!findings.empty() && !file.cities.empty()) __builtin_trap();
  for (const auto& finding : findings)
    if (to_string(finding).empty() || finding.fix.empty()) __builtin_trap();
  const auto executor = model::make_serial_executor();
  calibration::PatternPlan plan;
  plan.cell_m = 1000.0;
  plan.permutations = 2;
  plan.null_draws = 2;
  for (const auto& city : file.cities)
    for (std::size_t type = 0; type < city.types.size() && city.size() < 1000; ++type)
      for (const auto& row : calibration::pattern_rows(
               calibration::point_pattern(city, type, calibration::StudyArea(city, plan.cell_m), plan, *executor)))
        if (calibration::name_of(row).empty()) __builtin_trap();
  return 0;
}
