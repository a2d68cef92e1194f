#pragma once
/// What stands behind each row of the register, for those who read results: how many trials, whose, and from where.
#include <map>
#include <string>

#include "calibration/synthesis/evidence_base.hpp"

namespace salus::calibration {

/// By row of the register; a row without a study that is used is not in it. A trial of several implementers counts
/// under the one that its first row names.
/// @param base of the table
std::map<std::string, model::TrialsBehind> trials_behind(const StudyTable& table, const EvidenceBase& base);

}  // namespace salus::calibration
