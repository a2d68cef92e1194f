#pragma once
/// From the cities of all countries to what a scenario achieved: the four numbers, money, worth, contributions, spread.
#include "model/run/programme_indicators.hpp"

namespace salus::model {

class Outcomes {
 public:
  Outcomes(const RunPlan& plan, const SharedDraws& shared);
  /// Takes in one country; in the order of the plan.
  void add(const CountryResult& country);
  /// Fills indicators, cities, lines and spread of the results. @pre aggregate series are
  /// filled.
  void finish(Results& results);

 private:
  void fill_lines(Results& results) const;
  void fill_cities(const std::vector<bool>& failed, Results& results);

  const RunPlan& plan_;
  const SharedDraws& shared_;
  Grid<Single, Indicator, ScenarioIndex, DrawIndex> indicators_;
  std::vector<std::vector<CityEntry>> entries_;  ///< by country
  Grid<double, HalvingBase, DrawIndex> halving_base_;
  CountrySums sums_;
  Grid<double, LineIndex, LineFigure> lines_;
  Probes probes_;
  std::vector<CityResult> cities_;
  std::vector<CityAgents> agents_;
};

}  // namespace salus::model
