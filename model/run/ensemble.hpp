#pragma once
/// The ensemble: country by country, block by block of eight draws, every scenario on the same noise.
#include <memory>
#include <optional>

#include "model/run/assemble.hpp"

namespace salus::model {

/// What became of a run.
enum class RunEnd { complete, stopped };

/// Prepared once, then run country by country.
class Ensemble {
 public:
  /// Draws what all countries share. @throws std::invalid_argument where scenarios differ in view or start year or name
  /// unknown things.
  Ensemble(const RunPlan& plan, const Executor& executor);
  ~Ensemble();

  /// All draws of one country. Deterministic in the plan alone. @return nullopt where the observer asked to stop.
  std::optional<CountryResult> run_country(CountryIndex country, const RunObserver& observer) const;

  /// Runs the countries of this shard that the store does not hold yet, in order, and saves each.
  RunEnd run(ShardStore& store, RunObserver& observer) const;

  /// As `model::assemble`.
  Results assemble(ShardStore& store) const;

  const SharedDraws& shared() const noexcept { return *shared_; }

 private:
  const RunPlan& plan_;
  const Executor& executor_;
  std::unique_ptr<SharedDraws> shared_;
  AgentPlan agents_;
};

}  // namespace salus::model
