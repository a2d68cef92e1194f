/// Evidence tables: the first byte picks one of the three; the others are well-formed. Evidence or findings, never a crash.
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "model/core/diagnostic.hpp"
#include "scenarios/evidence_tables.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace salus;
  if (size == 0) return 0;
  std::map<std::string, std::string> texts{
      {"interventions.csv", "id,title,unit,unit_cost_usd,unit_cost_log_sd,unit_cost_verified,eligible_per_person,eligible_log_sd,ramp_months,decay_months,decay_class,verified,process_only,source\n"
                            "I01,Lighting,resident-year,4,1.0,no,0.2,0.5,9,60,asset,yes,no,made up\n"},
      {"matrix.csv", "intervention,crime_type,rr,log_sd,share,share_logit_sd,measured,source\nI01,property,0.86,0.15,0.25,0.5,yes,made up\n"},
      {"global_functions.csv", "id,title,half_life_months,weight,source\nnetwork,Network,24,1,made up\n"}};
  const auto names = scenarios::evidence_table_names();
  std::string text;
  for (std::size_t i = 1; i < size; ++i) text += static_cast<char>(data[i]);
  texts[names[data[0] % names.size()]] = text;
  try {
    for (const auto& row : scenarios::read_evidence(texts).interventions)
      for (const auto& cell : row.effect)
        if (!std::isfinite(cell.log_rr) || !std::isfinite(cell.share)) __builtin_trap();
  } catch (const model::InputError& e) {
    for (const auto& finding : e.diagnostics())
      if (finding.what.empty() || finding.fix.empty()) __builtin_trap();
  }
  return 0;
}
