#pragma once
/// Studies as the model sees them.
#include <vector>

#include "calibration/synthesis/log_risk.hpp"
#include "calibration/synthesis/outcome.hpp"
#include "calibration/synthesis/study.hpp"

namespace salus::calibration {

/// Evidence, and which study each of its outcomes is of.
struct EvidenceBase {
  Evidence evidence;
  std::vector<std::size_t> study;  ///< [outcome] position in StudyTable::studies
  std::vector<Outcome> all;        ///< [study] those that are not used too
};

/// Outcomes of all studies that are used, in the order of the table; names of all studies, in the order of the
/// alphabet. A trial whose rows are of several kinds is one trial a kind.
EvidenceBase evidence_base(const StudyTable& table);

/// An intervention with fewer independent trials with a standard error has no figure that was measured.
inline constexpr std::size_t least_trials = model::TrialsBehind::least;
/// Trials of a row of the register with an outcome whose error is known, or known to be at least or at most something.
std::size_t trials_with_error(const Evidence& evidence, std::uint32_t row);

}  // namespace salus::calibration
