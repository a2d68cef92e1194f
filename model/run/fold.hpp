#pragma once
/// From the parts of a run to results.
#include "model/run/agent_plan.hpp"
#include "model/run/country_fold.hpp"
#include "model/run/draws_used.hpp"
#include "model/run/observer.hpp"
#include "model/run/outcomes.hpp"
#include "model/run/regional_sums.hpp"

namespace salus::model {

/// Two passes over the parts of a run: block of draws by block of draws over all countries (sums, proofs, indicators),
/// then country by country over all blocks (quantiles). In memory are the results, one block of draws of all countries'
/// sums, and one country's series. Sums run over countries in the plan's order, in double, draw by draw, so that
/// results do not depend on the grain.
class Fold {
 public:
  Fold(const RunPlan& plan, const Programmes& programmes, const AgentPlan& agents, const Executor& executor,
       const Objectives& objectives);

  /// First pass: every country of a block in the plan's order, then what closes it, in the order of blocks.
  void add_to_sums(CountryIndex country, const CountryPart& part);
  void close_sums(const SharedDraws& shared);
  /// @throws RunFailure where more than 1 % of the draws failed
  void finish_sums();

  /// Second pass, where quantiles are asked for: every block of a country in order, in the plan's order of countries.
  void add_to_country(CountryIndex country, DrawBlock block, const CountryPart& part);

  Results finish();

 private:
  void check(CountryIndex country, const CountryPart& part) const;
  void add_country(CountryIndex country);
  void add_location(Location named, const LocationSeries& series, const HalvingBases& bases,
                    const YearlyPersons& people);
  void add_quantiles(LocationIndex location, const LocationSeries& series, const TargetRecord& target);

  const RunPlan& plan_;
  const Programmes& programmes_;
  const Executor& executor_;
  Objectives objectives_;
  Results results_;
  RegionalSums regions_;
  Outcomes outcomes_;
  DrawsUsed draws_used_;
  std::optional<CountryFold> country_;  ///< where quantiles are asked for
};

/// Folds what a store holds. @throws RunFailure where more than 1 % of the draws failed; std::invalid_argument where a
/// part is missing or does not fit the plan.
Results fold(const RunPlan& plan, SharedBlocks& shared, const AgentPlan& agents, PartStore& store,
             const Executor& executor);

}  // namespace salus::model
