#pragma once
/// What stands behind each line of each plan, for spreadsheets.
#include <string>

#include "model/run/results.hpp"

namespace salus::output {

/// A row a scenario and line that acts on violence, `item` empty for all lines together:
/// `scenario,item,title,trials,...`, then for each question of the spread its part of the variance alone, that part's
/// standard error, and its part with the others. Cells of the spread are empty where it was not computed, those of the
/// trials in the row of all lines.
std::string line_table(const model::Results& results);

}  // namespace salus::output
