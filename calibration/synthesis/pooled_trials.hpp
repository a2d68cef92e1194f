#pragma once
/// Trials with one figure each, and two-level pooling of them: what simple predictions rest on.
#include <map>
#include <vector>

#include "calibration/synthesis/outcome.hpp"

namespace salus::calibration {

/// Mean of a trial's outcomes within one row of the register; its error is theirs on average, as if they were one.
struct PooledTrial {
  std::uint32_t row = 0;
  std::uint32_t kind = 0;
  double log_rr = 0.0;
  double error = 0.0;  ///< of the study and of the conversion
};
/// Of all outcomes with a size and an error, by row and trial.
std::vector<PooledTrial> pooled_trials(const Evidence& evidence);

/// Trials around the mean of their row, rows around the mean of all; normal. The two spreads are those of the largest
/// likelihood among 0, 0.05 ... 1.
struct TwoLevels {
  double mean = 0.0;
  double variance = 0.0;  ///< of the mean
  double between_rows = 0.0;
  double between_trials = 0.0;
  struct Row {
    double mean;      ///< drawn in to the mean of all
    double variance;  ///< of it
  };
  std::map<std::uint32_t, Row> rows;  ///< that have trials
};
/// @pre not empty
TwoLevels two_levels(const std::vector<PooledTrial>& trials);

}  // namespace salus::calibration
