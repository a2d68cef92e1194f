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

/// Trials of a row of the register with an outcome whose error is known, or known to be at least or at most something.
struct WithError {
  std::size_t trials = 0;
  std::size_t bounded = 0;  ///< of these, trials of which no more is known than what the error is at most
  std::size_t teams = 0;    ///< who ran them: later trials of one team are no independent replications

  /// An intervention with fewer independent trials with a standard error has no figure that was measured.
  bool untested() const { return teams < model::TrialsBehind::least; }
};
WithError with_error(const Evidence& evidence, std::uint32_t row);

}  // namespace salus::calibration
