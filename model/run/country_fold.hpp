#pragma once
/// One country's parts joined: its series in every draw.
#include "model/run/halving.hpp"

namespace salus::model {

class CountryFold {
 public:
  explicit CountryFold(const RunPlan& plan);
  /// Begins with a country, in the memory of the last one.
  void begin(CountryIndex country);
  void add(const CountryPart& part);

  /// Once all blocks are added.
  LocationSeries series() const;
  const HalvingBases& halving_bases() const { return bases_; }
  const YearlyPersons& people() const { return people_.all; }
  const Grid<Single, CityIndex, CityWindow, DrawIndex>& city_rates() const { return city_rates_; }

 private:
  const RunPlan& plan_;
  Grid<Single, Headline, ScenarioIndex, YearIndex, DrawIndex> headlines_;
  Grid<Single, OwnSeries, ScenarioIndex, YearIndex, DrawIndex> own_;
  HalvingBases bases_;
  Grid<Single, CityIndex, CityWindow, DrawIndex> city_rates_;
  YearlyPeople people_;
};

}  // namespace salus::model
