#pragma once
/// Whether violence of 2030 is at most half of what it was (SDG 16.1).
#include "model/run/location_series.hpp"
#include "model/run/results.hpp"

namespace salus::model {

/// What 2030 is held against at one location.
struct HalvingBases {
  Grid<double, HalvingBase, DrawIndex> incidents;  ///< a year
  double people = 0.0;                             ///< mean of 2017-19
  double adults = 0.0;                             ///< of them
};

/// P(value in 2030 <= half the base) over draws that did not fail.
Halving halving_of(const LocationSeries& series, const HalvingBases& bases, const RunPlan& plan);

}  // namespace salus::model
