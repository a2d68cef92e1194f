#pragma once
/// Scenarios from texts, against the bundled evidence and names.
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "tests/scenarios/bundled_inputs.hpp"

namespace salus::tests {

/// Every finding is a failure.
inline std::optional<model::Scenario> read(const std::string& text) {
  model::Diagnostics findings;
  auto scenario = scenarios::read_scenario(text, "test.yaml", bundled_vocabulary(), findings);
  for (const auto& d : findings) ADD_FAILURE() << to_string(d);
  return scenario;
}

inline std::string with_budget(const std::string& budget) {
  return "format: 1\nname: trial\ntitle: T\nstory: S\nsources: [own assumption]\nview: as-of-note\nstart_year: "
         "2020\nbudget:" +
         budget;
}

}  // namespace salus::tests
