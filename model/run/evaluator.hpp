#pragma once
/// One scenario after another against a baseline, on the same random numbers: what no scenario moves is drawn once and
/// kept, a scenario runs its course, its cities and the kernel. `compare` runs the same way, part by part, keeping
/// nothing: the numbers of a scenario are the same bits either way, whatever was evaluated before it.
#include <string>

#include "model/run/agent_plan.hpp"
#include "model/run/block_cache.hpp"
#include "model/run/fold.hpp"

namespace salus::model {

/// What became of one scenario.
struct Evaluation {
  std::string refused;  ///< why there are no numbers; empty where there are
  /// one number a draw; not a number in a failed draw, and where it was not asked for
  Grid<Single, Indicator, DrawIndex> indicators;
  /// where they were asked for; locations as in the results
  Grid<Single, LocationIndex, Target, YearIndex, QuantileIndex> quantiles;
};

/// Holds no file and starts no thread: work goes to the executor. A scenario that cannot be run is refused, not thrown;
/// thrown are lack of memory, what the executor throws, and InvariantError or another std::logic_error but
/// std::invalid_argument where the engine itself is at fault (a cent is lost): that is no property of a scenario.
class Evaluator {
 public:
  /// @param plan its only scenario is the baseline. @param kept_bytes of blocks of draws, at most.
  /// @throws std::invalid_argument as `Ensemble`, std::runtime_error as `draw_common`.
  Evaluator(RunPlan plan, const Executor& executor, std::size_t kept_bytes);

  Evaluation evaluate(const Scenario& scenario, const Objectives& objectives);

 private:
  Results run(const Objectives& objectives);

  RunPlan plan_;  ///< baseline, and the scenario that is evaluated
  const Executor& executor_;
  BlockCache cache_;
  std::vector<std::shared_ptr<const CommonDraws>> common_;      ///< [block]
  std::vector<std::shared_ptr<ScenarioCourses>> base_courses_;  ///< [block] of the baseline
};

}  // namespace salus::model
