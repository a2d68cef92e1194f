#pragma once
/// From the cities of all countries to what a scenario achieved: the four numbers, money, worth, contributions, spread.
#include "model/run/shared.hpp"

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
  void prove();
  /// Direct effect over that with global functions at none; NaN outside the probes and where the latter is not above
  /// none.
  double total_multiplier(std::size_t scenario, std::size_t draw) const;
  void sum_up(Results& results) const;
  void fill_lines(Results& results) const;
  void fill_spread(Results& results) const;

  const RunPlan& plan_;
  const SharedDraws& shared_;
  std::size_t S_;
  std::size_t D_;
  std::size_t countries_ = 0;
  std::vector<float> values_;         ///< [indicator][S][D]
  std::vector<CityEntries> entries_;  ///< a country each
  std::vector<double> sums_;          ///< [CountrySum][S][D]
  std::vector<double> lines_;
  std::vector<double> probes_;
  std::vector<CityResult> cities_;
  std::vector<CityAgents> agents_;
  std::vector<bool> failed_;  ///< [D] in any country: in no figure
};

/// First-order Sobol index of a pick-freeze pair: covariance of y and its partner over the variance of y (Sobol 2001,
/// Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018), on ranks, because effects are heavy-tailed. Pairs with a NaN
/// are left out; NaN where y does not vary.
double first_order_index(const std::vector<double>& y, const std::vector<double>& partner);

}  // namespace salus::model
