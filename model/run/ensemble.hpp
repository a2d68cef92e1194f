#pragma once
/// The ensemble: country by country, block by block of eight draws, every scenario on the same noise.
#include <memory>

#include "model/core/executor.hpp"
#include "model/core/isa.hpp"
#include "model/parameters/parameters.hpp"
#include "model/programme/evidence.hpp"
#include "model/run/observer.hpp"

namespace salus::model {

struct RunPlan {
  std::vector<Scenario> scenarios;      ///< the first is the baseline; one view and start year for all
  std::vector<CountryInput> countries;  ///< in the order of the results
  Evidence evidence;
  PosteriorDraws posterior;  ///< in place of priors where it has values; empty for none
  std::uint64_t seed = 1;
  std::uint32_t draws = 1000;
  std::array<bool, loop_count> without{};  ///< loops off in every scenario
  Isa isa = Isa::scalar;

  /// this run computes the countries whose position modulo `shards` is `shard`
  std::uint32_t shard = 0;
  std::uint32_t shards = 1;
};

struct SharedDraws;

/// What became of a run.
enum class RunEnd { complete, stopped };

/// A run whose draws failed more often than one in a hundred.
class RunFailure : public std::runtime_error {
 public:
  RunFailure(std::size_t failed_draws, std::uint32_t all_draws, Failure first_failure)
      : std::runtime_error("too many draws failed"),
        failed(failed_draws),
        draws(all_draws),
        first(std::move(first_failure)) {}
  std::size_t failed;
  std::uint32_t draws;  ///< of the run
  Failure first;
};

/// Prepared once, then run country by country.
class Ensemble {
 public:
  /// Draws what all countries share. @throws std::invalid_argument where scenarios differ in view or start year or name
  /// unknown things.
  Ensemble(const RunPlan& plan, const Executor& executor);
  ~Ensemble();

  /// All draws of one country. Deterministic in the plan alone. @return nullopt where the observer asked to stop.
  std::optional<CountryResult> run_country(std::size_t country, const RunObserver& observer) const;

  /// Runs the countries of this shard that the store does not hold yet, in order, and saves each.
  RunEnd run(ShardStore& store, RunObserver& observer) const;

  /// Joins the shards of all countries (in the plan's order) into results. Sums run over countries in that order, in
  /// double.
  /// @throws RunFailure where more than 1 % of the draws failed.
  Results assemble(ShardStore& store) const;

  const SharedDraws& shared() const noexcept { return *shared_; }

 private:
  const RunPlan& plan_;
  const Executor& executor_;
  std::unique_ptr<SharedDraws> shared_;
};

/// The joining itself; `Ensemble::assemble` hands over what its countries share.
Results assemble(const RunPlan& plan, const SharedDraws& shared, ShardStore& store);

}  // namespace salus::model
