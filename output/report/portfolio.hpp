#pragma once
/// Scenarios side by side: worth, cost of a life year, proof, and where the spread comes from.
#include <vector>

#include "model/run/results.hpp"
#include "output/figures.hpp"

namespace salus::output {

/// Benefit over cost, and the chance that it exceeds one.
struct Ratio {
  Interval value = unknown_interval;
  double chance = unknown;
};

struct PortfolioRow {
  Interval dalys = unknown_interval;

  /// value of harm averted over what was received; over the cost to society
  Ratio common;
  Ratio common_society;
  Ratio scaled;
  Ratio scaled_society;

  /// dollars a life year (DALY) averted; infinite where none is
  Interval cost_unhabitat = unknown_interval;
  Interval cost_society = unknown_interval;

  double none_averted = unknown;  ///< share of draws in which no life year is averted
  Interval reached = unknown_interval;
  Interval attributable = unknown_interval;
  Interval kept = unknown_interval;
  Interval shown = unknown_interval;
  Interval falsely_shown = unknown_interval;
  Interval global_averted = unknown_interval;     ///< violent incidents, by the global half, in full
  Interval dollar_multiplier = unknown_interval;  ///< of a local dollar alone
  model::SpreadShares spread;
};

/// A row a scenario, in the order of the results.
std::vector<PortfolioRow> portfolio_rows(const model::Results& results);

}  // namespace salus::output
