#pragma once
/// What predictions of trials were worth, with intervals that know that a team's trials go together.
#include <vector>

#include "calibration/synthesis/oracle.hpp"
#include "model/run/oracle_summary.hpp"

namespace salus::calibration {

inline constexpr std::uint32_t least_teams = 3;  ///< of an interval
inline constexpr double precise_error = 0.3;     ///< a known error below it tells the forecasters apart

/// All outcomes, those of `own` (where there are any), those with a known error, those of these with one below
/// `precise_error` (with that of the conversion), and each kind. Gaps closed are not a number where the 95 % interval
/// of the gap holds none. @param own by outcome of the evidence: of a researcher's own studies; empty for none. @param
/// resamples of the bootstrap of teams. Source of the bootstrap of clusters: Field, Welsh 2007,
/// doi:10.1111/j.1467-9868.2007.00593.x.
std::vector<model::OracleScore> oracle_scores(const Evidence& evidence, const std::vector<PredictedTrial>& predicted,
                                              const std::vector<bool>& own, std::uint32_t resamples,
                                              std::uint64_t seed);

}  // namespace salus::calibration
