#pragma once
/// What predictions of trials were worth, with intervals that know that a team's trials go together.
#include <string>
#include <vector>

#include "calibration/synthesis/oracle.hpp"
#include "model/run/backtest_summary.hpp"

namespace salus::calibration {

/// A figure with its 95 % interval, teams drawn with replacement; not a number where there is none.
struct OracleFigure {
  double value = 0.0;
  model::Range range;
};

/// Scores over some of the outcomes, each outcome alike.
struct OracleScores {
  std::string of;  ///< `all`, `known_error`, or a kind
  std::uint32_t outcomes = 0;
  std::uint32_t trials = 0;
  std::uint32_t teams = 0;
  model::EnumArray<OracleFigure, TrialForecaster> crps;
  OracleFigure against_random_effects;  ///< mean CRPS less that of random effects, paired
  OracleFigure against_two_level;
  OracleFigure gap_closed;            ///< (random effects - ours) / (random effects - floor)
  OracleFigure gap_closed_two_level;  ///< the same of two-level pooling
  OracleFigure coverage90;
  OracleFigure coverage90_random_effects;
  OracleFigure slope;  ///< of observed on predicted, weighed by the inverse variance of the prediction
};

inline constexpr std::uint32_t least_teams = 3;  ///< of an interval

/// All outcomes, those with a known error, and each kind. @param resamples of the bootstrap of teams. Source of the
/// bootstrap of clusters: Field, Welsh 2007, doi:10.1111/j.1467-9868.2007.00593.x.
std::vector<OracleScores> oracle_scores(const Evidence& evidence, const std::vector<PredictedTrial>& predicted,
                                        std::uint32_t resamples, std::uint64_t seed);

}  // namespace salus::calibration
