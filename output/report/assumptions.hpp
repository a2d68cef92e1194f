#pragma once
/// The table of assumptions: every number that results rest on, in words.
#include <vector>

#include "model/run/results.hpp"
#include "output/words/message.hpp"

namespace salus::output {

struct AssumptionRow {
  words::Text name;
  words::Text value;
  words::Text knowledge;
  words::Text source;
};
struct AssumptionGroup {
  words::Text name;
  std::vector<AssumptionRow> rows;
};

/// Parameters, interventions, their effects, global functions, values of harm, in this order; as an older file says
/// them where results were read from one. A parameter says what the run drew from: its posterior, else its prior.
std::vector<AssumptionGroup> assumption_groups(const model::Results& results);

}  // namespace salus::output
