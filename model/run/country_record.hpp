#pragma once
/// What is kept of one country while its blocks run, filled draw by draw.
#include <vector>

#include "model/country/block.hpp"
#include "model/run/country_result.hpp"
#include "model/run/shared.hpp"

namespace salus::model {

/// What one block adds. Blocks run at the same time, so entries and sums are kept apart and joined in order.
struct BlockRecord {
  std::vector<CityEntry> entries;
  Grid<double, Lane, LineIndex, LineFigure> lines;
  std::vector<Failure> failures;
  double live = 0.0;  ///< draws that did not fail
};

struct CountryRecord {
  CountryRecord(const RunPlan& plan, const SharedDraws& shared, const CountryInput& country);

  std::vector<LineIndex> first_line;  ///< [scenario]
  Grid<Single, Target, ScenarioIndex, YearIndex, DrawIndex> values;
  /// Differences that only the headlines need.
  Grid<Single, TargetGroup, ScenarioIndex, YearIndex, DrawIndex> groups_averted;
  Grid<Single, UrbanSeries, ScenarioIndex, YearIndex, DrawIndex> urban_averted;
  Grid<Single, HalvingBase, DrawIndex> halving_base;
  Grid<Single, CountrySum, ScenarioIndex, DrawIndex> sums;
  Grid<Single, ScenarioIndex, Variant, DrawIndex> probes;
  Grid<Single, CityIndex, CityWindow, DrawIndex> city_rates;  ///< homicides per 100,000 in the first scenario
  std::vector<double> person_years;                           ///< [year]
  std::vector<BlockRecord> blocks;

  /// Sets a failed draw to NaN everywhere but in the bases of the halving target.
  void mark_failed(DrawIndex draw);
};

}  // namespace salus::model
