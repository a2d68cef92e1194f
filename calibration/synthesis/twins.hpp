#pragma once
/// Trials of a researcher's own that may be bundled already, under another spelling.
#include "calibration/synthesis/study.hpp"

namespace salus::calibration {

/// Looks, for each trial of one's own, for bundled ones of the same row of the register, in a country of its own, in
/// years that overlap (to within one) and not in another city, or under a name that begins alike; of several the one
/// whose name begins alike, else in the same city, else with the same result. Where its team was not told, the trial
/// becomes one of the team of its twin, so that neither foretells the other. Each is a notice that names both; where
/// several are alike near, they are named and nothing is done.
void join_twins(StudyTable& table);

}  // namespace salus::calibration
