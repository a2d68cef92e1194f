#pragma once
/// The patterns of a set of events with few permutations, and their rows by name.
#include <stdexcept>

#include "calibration/patterns/pattern_rows.hpp"
#include "tests/calibration/patterns/scattered.hpp"

namespace salus::calibration {

inline PointPattern pattern_of(const PointEvents& events,
                               const model::Executor& executor = *model::make_serial_executor()) {
  PatternPlan plan;
  plan.permutations = 99;
  plan.null_draws = 20;
  return point_pattern(events, 0, StudyArea(events, plan.cell_m), plan, executor);
}

inline const PatternRow& row(const std::vector<PatternRow>& rows, PatternStatistic statistic) {
  for (const auto& r : rows)
    if (r.statistic == statistic) return r;
  throw std::runtime_error("no row " + std::string(model::enumerator_names<PatternStatistic>[statistic]));
}

}  // namespace salus::calibration
