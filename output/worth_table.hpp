#pragma once
/// What programmes are worth beside what they cost, for spreadsheets.
#include <string>

#include "model/run/results.hpp"

namespace salus::output {

/// Of one draw. Without cost it has no bound, or minus that where cost exceeds the benefit; not a number where nothing
/// happens.
double benefit_over_cost(double benefit, double cost);

/// `scenario,benefit,cost,discount,own_rate,figure,unit,q05,...,probability,probability_error`: benefit over cost and
/// net benefit of each scenario but the first, at its own discount rate and at those that stand side by side on the
/// page. Probability: of a benefit above the cost. No rows where the first scenario is a programme, since costs are
/// whole and benefits are differences then, nor of results from before there was discounting.
std::string worth_table(const model::Results& results);

}  // namespace salus::output
