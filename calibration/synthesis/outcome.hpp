#pragma once
/// What the synthesis sees of a study: outcomes of trials as log relative risks, in numbers and indices alone. The
/// reader of studies makes them.
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "model/programme/trials_behind.hpp"

namespace salus::calibration {

/// What the standard error of an outcome is. Where it is not `known` it is a parameter.
enum class ErrorIs : std::uint8_t {
  known,
  at_most,    ///< only a bound was published (from p < 0.05): no more than `standard_error`
  too_small,  ///< clustering was ignored: no less than `standard_error`
  missing,    ///< foretold from the size of the study
};
enum class Design : std::uint8_t { rct_person, rct_cluster, quasi, did, its, before_after };
using model::Implementer;
enum class OutcomeSource : std::uint8_t { administrative, survey, self_report, hospital, unknown };
/// Errors of what people tell and of what is on record follow a line each: records count rare events of whole areas.
enum class Origin : std::uint8_t { told, recorded };
constexpr Origin origin_of(OutcomeSource source) {
  return source == OutcomeSource::survey || source == OutcomeSource::self_report ? Origin::told : Origin::recorded;
}
enum class Reporter : std::uint8_t { target, victim, third, record, unknown };

/// One outcome of one trial.
struct Outcome {
  // Positions in the lists of names of `Evidence`.
  std::uint32_t row = 0;
  std::uint32_t kind = 0;
  std::uint32_t trial = 0;
  std::uint32_t team = 0;
  std::uint32_t country = 0;
  std::uint32_t crime_type = 0;

  Design design = Design::rct_person;
  Implementer implementer = Implementer::unknown;
  OutcomeSource source = OutcomeSource::unknown;
  Reporter reporter = Reporter::unknown;

  bool treated = true;           ///< read of what is foretold: false once the treatment has ended
  std::optional<double> log_rr;  ///< natural log of treated over control; below 0: fewer crimes
  int sign = 0;                  ///< read where `log_rr` is none. -1, 1: the direction published; 0: not significant
  double standard_error = std::numeric_limits<double>::quiet_NaN();  ///< of `log_rr`; not a number: missing
  ErrorIs error_is = ErrorIs::missing;
  double conversion_sd = 0.0;  ///< of the log relative risk, from what had to be assumed to convert it
  double log_size = std::numeric_limits<double>::quiet_NaN();  ///< natural log of the effective sample (persons, or
                                                               ///< places and cities); not a number: unknown
};

/// All that the model is told. Every outcome of a trial is of one row's kind; teams hold trials.
struct Evidence {
  std::vector<std::string> rows;  ///< I01 ... of the register
  std::vector<std::string> kinds;
  std::vector<std::string> trials;
  std::vector<std::string> teams;
  std::vector<std::string> countries;
  std::vector<std::string> crime_types;
  std::vector<Outcome> outcomes;
};

}  // namespace salus::calibration
