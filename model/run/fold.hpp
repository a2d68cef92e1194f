#pragma once
/// From the parts of a run to results.
#include <stdexcept>

#include "model/run/agent_plan.hpp"
#include "model/run/country_fold.hpp"
#include "model/run/draws_used.hpp"
#include "model/run/observer.hpp"
#include "model/run/outcomes.hpp"
#include "model/run/regional_sums.hpp"

namespace salus::model {

/// Two passes over the parts of a run: block of draws by block of draws over all countries (sums, proofs, indicators),
/// then country by country over all blocks (quantiles). Sums run over countries in the plan's order, in double, draw by
/// draw, so that results do not depend on the grain. In memory are, of all draws, the results (series of regions and
/// total, two series a country, indicators, what lines averted, agents, failures) and the regions' bases of the halving
/// target; of one block, sums in double and the reached cities of all countries; of one country, its series and its
/// cities' rates in all draws. `fold` adds two parts, one of them being read, and the courses of `SharedBlocks`.
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

/// A part that is missing, or does not fit the plan.
class PartRefused : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// Folds what a store holds. @return nullopt where the observer, asked before each part, said to stop.
/// @throws RunFailure where more than 1 % of the draws failed, PartRefused
std::optional<Results> fold(const RunPlan& plan, SharedBlocks& shared, const AgentPlan& agents, PartStore& store,
                            const Executor& executor, const RunObserver& observer);

}  // namespace salus::model
