#pragma once
/// The ensemble: block of draws by block of draws, in each country by country, every scenario on the same noise.
#include <memory>

#include "model/run/block_cache.hpp"
#include "model/run/fold.hpp"

namespace salus::model {

/// What became of a run.
enum class RunEnd { complete, stopped };

/// Prepared once, then run part by part.
class Ensemble {
 public:
  /// @throws std::invalid_argument where scenarios differ in view or start year or name unknown things, or the plan has
  /// a grain that is no multiple of eight.
  Ensemble(const RunPlan& plan, const Executor& executor);
  ~Ensemble();

  /// One part. Deterministic in the plan alone. @return nullopt where the observer asked to stop.
  std::optional<CountryPart> run_part(CountryIndex country, DrawBlock block, const RunObserver& observer);

  /// Runs the parts of this shard that the store does not hold yet, in order, and saves each.
  RunEnd run(PartStore& store, RunObserver& observer);

  /// As `model::fold`.
  std::optional<Results> fold(PartStore& store, const RunObserver& observer);

 private:
  const RunPlan& plan_;
  const Executor& executor_;
  SharedBlocks shared_;
  AgentPlan agents_;
  Objectives everything_;
  BlockCache nothing_kept_;  ///< each block is run once
};

}  // namespace salus::model
