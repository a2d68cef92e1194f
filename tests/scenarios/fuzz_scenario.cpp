/// Scenario files: any bytes give a scenario or findings with a fix, never a crash; what is accepted survives its
/// canonical text.
#include <cstddef>
#include <cstdint>

#include "scenarios/scenarios.hpp"

namespace {

salus::scenarios::Vocabulary vocabulary() {
  using namespace salus;
  static model::Evidence evidence = [] {
    model::Evidence e;
    e.interventions.resize(2);
    e.interventions[0].id = "I01";
    e.interventions[1].id = "I19";
    e.functions = {{"network", "Network", 24.0, "made up"}};
    return e;
  }();
  scenarios::Vocabulary v;
  v.countries = {{"KEN", "Kenya", model::Region::sub_saharan_africa, model::Income::lower_middle},
                 {"MEX", "Mexico", model::Region::latin_america_caribbean, model::Income::upper_middle}};
  v.cities = {{"KEN", "Nairobi", 21711}, {"MEX", "Mérida", 21855}};
  v.evidence = &evidence;
  return v;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace salus;
  static const auto names = vocabulary();
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += static_cast<char>(data[i]);
  model::Diagnostics findings;
  const auto scenario = scenarios::read_scenario(text, "fuzz.yaml", names, findings);
  if (scenario.has_value() != findings.empty()) __builtin_trap();
  for (const auto& finding : findings)
    if (finding.what.empty() || finding.fix.empty()) __builtin_trap();
  if (!scenario) return 0;
  const std::string canonical = scenarios::canonical_text(*scenario);
  const auto again = scenarios::read_scenario(canonical, "canonical.yaml", names, findings);
  if (!again || scenarios::canonical_text(*again) != canonical) __builtin_trap();
  return 0;
}
