#pragma once
/// summary.json: the few numbers that a script or a message needs.
#include <string>

#include "model/run/results.hpp"

namespace salus::output {

/// Versioned (`format`: 1): run identity, per scenario budget, incidents averted over the ten budget years with
/// intervals, chances of halving, indicators. Fields may be added within a format.
std::string summary_json(const model::Results& results, const std::string& content_hash);

/// Quantile (linear interpolation) over draws of the sum over the budget years of a headline's difference at an
/// aggregate; draws that failed are left out. `headlines` are added together (for instance all violent types).
double averted_quantile(const model::Results& results, model::AggregateIndex aggregate,
                        const std::vector<model::Headline>& headlines, model::ScenarioIndex scenario, double level);

}  // namespace salus::output
