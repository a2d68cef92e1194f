#pragma once
/// Three trials of two rows, by hand.
#include "calibration/synthesis/outcome.hpp"

namespace salus::calibration {

inline Outcome known_outcome(std::uint32_t trial, std::uint32_t row, std::uint32_t type, double log_rr, double error) {
  Outcome o;
  o.trial = trial;
  o.row = row;
  o.crime_type = type;
  o.log_rr = log_rr;
  o.standard_error = error;
  o.error_is = ErrorIs::known;
  o.implementer = Implementer::demonstration;
  o.source = OutcomeSource::administrative;
  o.reporter = Reporter::record;
  return o;
}

inline Evidence small_evidence() {
  Evidence evidence{{"I01", "I02"}, {"places"}, {"a", "b", "c"}, {"team"}, {"USA"}, {"robbery", "property"}, {}};
  evidence.outcomes = {known_outcome(0, 0, 0, -0.5, 0.3), known_outcome(1, 0, 0, -0.3, 0.25),
                       known_outcome(0, 0, 1, -0.1, 0.2), known_outcome(2, 1, 0, 0.1, 0.1)};
  evidence.outcomes[1].design = Design::quasi;
  return evidence;
}

}  // namespace salus::calibration
