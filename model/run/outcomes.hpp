#pragma once
/// From the cities of all countries to what a scenario achieved: the four numbers, money, worth, contributions, spread.
#include <stdexcept>

#include "model/run/city_proof.hpp"
#include "model/run/objectives.hpp"
#include "model/run/programme_indicators.hpp"

namespace salus::model {

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

class Outcomes {
 public:
  /// @param results get their indicators, cities, lines, spread and failures.
  Outcomes(const RunPlan& plan, const Programmes& programmes, const Objectives& objectives, Results& results);
  /// Takes in one country of a block of draws; in the order of the plan.
  void add(CountryIndex country, const CountryPart& part);
  /// Closes a block of draws; in order. @pre the results' aggregate series are filled in it.
  void close(const SharedDraws& shared);
  /// Once all blocks are closed. @throws RunFailure where more than 1 % of the draws failed
  void finish();
  /// City rates of one country, in every draw.
  void add_city_rates(CountryIndex country, const Grid<Single, CityIndex, CityWindow, DrawIndex>& rates);

 private:
  void open(DrawRange draws);
  void leave_out(Indicator which);
  void leave_out_cities();
  void refuse_too_many_failures();
  void add_paid(const SharedDraws& shared, DrawIndex draw);
  void fill_lines();
  void fill_cities();

  const RunPlan& plan_;
  const Programmes& programmes_;
  Objectives objectives_;
  Results& results_;
  std::vector<bool> failed_;  ///< [draw] in any country
  double live_ = 0.0;         ///< draws that did not fail
  Probes probes_;
  std::vector<std::size_t> first_city_;                   ///< [country] among those of all
  Grid<Single, LineIndex, LineFigure, DrawIndex> lines_;  ///< summed over countries; not a number in a failed draw
  std::vector<std::vector<PaidUsd>> paid_;                ///< [scenario][account] summed over draws

  // of the block that is open
  DrawRange draws_;
  SummedFigures sums_;
  DrawGrid<double, LineIndex, LineFigure> block_lines_;
  DrawGrid<double, ScenarioIndex, Variant> block_probes_;
  DrawGrid<double, HalvingBase> bases_;
  EntriesByCountry entries_;
};

}  // namespace salus::model
