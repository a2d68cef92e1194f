#include "apps/common/about.hpp"

#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"

namespace salus::apps {

std::optional<model::ScenarioIndex> asked_to_be_about(const std::string& name, const std::vector<std::string>& names) {
  if (name.empty()) return std::nullopt;
  std::string others;
  bool is_baseline = false;
  for (const auto s : model::positions_in<model::ScenarioIndex>(names)) {
    if (s == 0 && names.size() > 1) {
      is_baseline = names[s] == name;
      continue;
    }
    if (names[s] == name) return s;
    others += (others.empty() ? "" : ", ") + names[s];
  }
  throw UsageError((is_baseline ? "--about: '" + name + "' is the first scenario, with which the others are compared"
                                : "--about: no scenario is called '" + name + "'") +
                   "; there are: " + others);
}

std::optional<model::ScenarioIndex> first_own(const model::RunPlan& plan, const session::Request& request) {
  const auto bundled = data_root() / "scenarios" / "bundled";
  for (const auto s : plan.every_scenario()) {
    if (s == 0) continue;
    const auto ours = bundled / (plan.scenarios[s].id + ".yaml");
    if (!std::filesystem::exists(ours) || read_text(ours) != request.scenarios[s].text) return s;
  }
  return std::nullopt;
}

}  // namespace salus::apps
