#pragma once
/// Which scenario pages are about.
#include <optional>
#include <string>
#include <vector>

#include "apps/session/request.hpp"
#include "model/run/plan.hpp"
#include "model/run/results.hpp"

namespace salus::apps {

inline constexpr const char* about_help =
    "scenario that the page is about (default: the first own one, else concept-note, else the second)";

/// The scenario that was asked for by its name; none for an empty name. @param scenarios the first is the baseline
/// @throws UsageError where there is none of that name, or it is the baseline of others
std::optional<model::ScenarioIndex> asked_to_be_about(const std::string& name, const std::vector<std::string>& names);
template <class Scenario>
std::optional<model::ScenarioIndex> asked_to_be_about(const std::string& name, const std::vector<Scenario>& scenarios) {
  std::vector<std::string> names;
  for (const auto& scenario : scenarios) names.push_back(scenario.id);
  return asked_to_be_about(name, names);
}

/// The first scenario after the baseline that a user wrote: its text is none of those bundled.
std::optional<model::ScenarioIndex> first_own(const model::RunPlan& plan, const session::Request& request);

}  // namespace salus::apps
