#pragma once
/// Scenarios side by side: worth, cost of a life year, proof, and where the spread comes from.
#include <cmath>
#include <vector>

#include "model/run/results.hpp"
#include "output/monte_carlo.hpp"

namespace salus::output {

/// Benefit over cost. A draw without cost (or in which more comes back than is spent) has a ratio without bound where
/// benefits exceed cost, minus that where cost exceeds benefits, and none where nothing happens.
struct Ratio {
  IntervalEstimate value = not_known;
  Estimate chance{unknown, unknown};        ///< that benefits exceed cost, of all draws
  Estimate without_cost{unknown, unknown};  ///< share of draws without cost
};

struct PortfolioRow {
  IntervalEstimate dalys = not_known;

  double discount = unknown;  ///< the scenario's own rate; not known of results that were not discounted

  /// value of harm averted over what was received, at the scenario's discount rate
  Ratio common;
  Ratio scaled;
  /// over the cost to society
  model::EnumArray<Ratio, model::DiscountCase> common_society;
  model::EnumArray<Ratio, model::DiscountCase> scaled_society;

  // Sensitivities, at the scenario's discount rate.
  Ratio common_public_funds;  ///< over the cost to society with the cost of public funds
  Ratio scaled_public_funds;
  Ratio common_cash;  ///< over what would reach people if the same money were given away
  Ratio scaled_cash;
  Ratio health;  ///< DALYs averted over those that health care would avert with the same money

  /// dollars a life year (DALY) averted; infinite where none is
  IntervalEstimate cost_unhabitat = not_known;
  IntervalEstimate cost_society = not_known;

  Estimate none_averted{unknown, unknown};  ///< share of draws in which no life year is averted
  IntervalEstimate reached = not_known;
  IntervalEstimate attributable = not_known;
  IntervalEstimate kept = not_known;
  IntervalEstimate shown = not_known;
  IntervalEstimate falsely_shown = not_known;
  IntervalEstimate global_averted = not_known;     ///< life years, by the global half, in full
  IntervalEstimate dollar_multiplier = not_known;  ///< of a local dollar alone
  model::SpreadShares spread;
  double probes = unknown;  ///< draws, the first ones, of which that and the global half are taken
  /// Standard error of a correlation of ranks, which a share is, where it is none; of a larger one it is less.
  double spread_error() const { return 1.0 / std::sqrt(probes); }
};

/// What donors gave, by draw, not discounted: in dollars of the price year; as paid where a result is older.
std::vector<double> funds_draws(const model::Results& results, model::ScenarioIndex scenario);

/// A row a scenario, in the order of the results.
std::vector<PortfolioRow> portfolio_rows(const model::Results& results);

}  // namespace salus::output
