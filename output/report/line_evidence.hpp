#pragma once
/// What stands behind each line of the plans: how many trials, whose, and from where; and what its spread comes from.
#include <string>
#include <vector>

#include "model/run/results.hpp"

namespace salus::output {

/// A measure that acts on violence and that some scenario buys.
struct LineEvidence {
  std::string id;
  std::string label;
  model::TrialsBehind behind;
  std::vector<std::string> countries;          ///< names, in the order of the alphabet
  std::vector<std::string> ours;               ///< those of them that the run is about
  std::vector<model::ScenarioIndex> in_plans;  ///< scenarios that buy it
};

/// The lines of one scenario together.
struct PlanEvidence {
  std::size_t lines = 0;              ///< that act on violence
  std::vector<std::string> untested;  ///< ids of those that are untested in numbers
  double untested_paid = 0.0;         ///< part of the money paid for these lines that goes to them; mean over mean
  std::vector<std::string> ours;      ///< countries of the run in which any of the lines was tried, by name
};

/// What the spread of a line comes from.
struct LineShares {
  std::string item;  ///< empty: all lines of the plan together
  std::string label;
  model::EnumArray<model::SobolIndex, model::SpreadQuestion> parts;
  double together = 0.0;  ///< what no question has alone
};
struct PlanShares {
  model::ScenarioIndex scenario;
  std::uint32_t draws = 0;
  std::vector<LineShares> lines;  ///< all together first
};
/// Of the plans of which it was computed.
std::vector<PlanShares> plan_shares(const model::Results& results);

/// In the order of ids; none where the results keep no trials.
std::vector<LineEvidence> line_evidence(const model::Results& results);
/// @param lines of these results
PlanEvidence plan_evidence(const model::Results& results, const std::vector<LineEvidence>& lines,
                           model::ScenarioIndex scenario);

}  // namespace salus::output
