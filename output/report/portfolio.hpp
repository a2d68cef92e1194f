#pragma once
/// Scenarios side by side: worth, cost of a life year, proof, and where the spread comes from.
#include <cmath>
#include <vector>

#include "model/run/results.hpp"
#include "output/figures.hpp"

namespace salus::output {

/// Benefit over cost. A draw without cost (or in which more comes back than is spent) has a ratio without bound where
/// benefits exceed cost, minus that where cost exceeds benefits, and none where nothing happens.
struct Ratio {
  Interval value = unknown_interval;
  double chance = unknown;        ///< that benefits exceed cost, of all draws
  double without_cost = unknown;  ///< share of draws without cost
};

struct PortfolioRow {
  Interval dalys = unknown_interval;

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
  Interval cost_unhabitat = unknown_interval;
  Interval cost_society = unknown_interval;

  double none_averted = unknown;  ///< share of draws in which no life year is averted
  Interval reached = unknown_interval;
  Interval attributable = unknown_interval;
  Interval kept = unknown_interval;
  Interval shown = unknown_interval;
  Interval falsely_shown = unknown_interval;
  Interval global_averted = unknown_interval;     ///< life years, by the global half, in full
  Interval dollar_multiplier = unknown_interval;  ///< of a local dollar alone
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
