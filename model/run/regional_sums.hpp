#pragma once
/// Sums over the countries of each region, and over all.
#include "model/run/halving.hpp"

namespace salus::model {

/// Summed block of draws by block of draws, country by country in the plan's order, in double.
class RegionalSums {
 public:
  /// @param results get their aggregate series.
  RegionalSums(const RunPlan& plan, Results& results);
  void add(CountryIndex country, const CountryPart& part);
  /// Closes the block of draws whose countries were added.
  void close(const Executor& executor);

  const std::vector<Region>& regions() const { return regions_; }  ///< that have a country, alphabetical
  Positions<AggregateIndex> aggregates() const { return Positions<AggregateIndex>(regions_.size() + 1); }
  LocationSeries series(AggregateIndex of) const;
  const HalvingBases& halving_bases(AggregateIndex of) const { return bases_[of]; }
  const YearlyPersons& people(AggregateIndex of) const { return people_[of].all; }

 private:
  struct Block {
    DrawGrid<double, Headline, ScenarioIndex, YearIndex> headlines;
    DrawGrid<double, HalvingBase> bases;
  };
  void close(AggregateIndex of);

  const RunPlan& plan_;
  Results& results_;
  std::vector<Region> regions_;
  std::vector<AggregateIndex> region_of_;  ///< [country]
  std::vector<Block> block_;               ///< [aggregate]
  DrawRange draws_;                        ///< of the block
  std::vector<HalvingBases> bases_;        ///< [aggregate]
  std::vector<YearlyPeople> people_;       ///< [aggregate]
};

}  // namespace salus::model
