#pragma once
/// A study and outcome as it was published, and the rows of the register that studies are about.
#include <optional>
#include <string>
#include <vector>

#include "calibration/synthesis/outcome.hpp"
#include "model/core/enumeration.hpp"

namespace salus::calibration {

/// Who or what was treated.
enum class StudyUnit : std::uint8_t { person, household, place, school, community, city, country };
enum class CountryIncome : std::uint8_t { low, lower_middle, upper_middle, high, unknown };
enum class Answer : std::uint8_t { yes, no, unknown };
enum class PrevalenceIs : std::uint8_t { read, assumed };

/// What was published; how each becomes a log relative risk: calibration/synthesis/log_risk.hpp.
enum class StudyMeasure : std::uint8_t {
  relative_risk,
  rate_ratio,
  hazard_ratio,
  log_relative_risk,
  odds_ratio,
  percent,          ///< change of the treated net of the control, per cent
  risk_difference,  ///< percentage points
  difference,       ///< of a mean, in its unit
  smd,              ///< standardised difference of means
  counts,
  not_significant,  ///< published without a size
  sign_less,
  sign_more
};
inline constexpr model::Names<StudyMeasure> study_measure_names{{"rr", "irr", "hr", "log_rr", "or", "percent",
                                                                 "risk_difference", "difference", "smd", "counts",
                                                                 "null", "sign_less", "sign_more"}};

/// A row of the register of interventions and laws, and of what it is a kind: rows of a kind are pooled in part.
struct RegisterRow {
  std::string id;
  std::string title;
  std::string kind;
};

struct Study {
  std::string id;
  std::string trial;
  std::string team;
  std::string intervention;
  std::string name;
  std::optional<int> year_start;
  std::optional<int> year_end;
  std::string country;  ///< ISO 3166-1 alpha-3; several joined by `;`
  std::string city;
  CountryIncome income_then = CountryIncome::unknown;
  Design design = Design::rct_person;
  StudyUnit unit = StudyUnit::person;
  std::optional<double> n_treated;  ///< units
  std::optional<double> n_control;
  std::optional<double> clusters_treated;
  std::optional<double> clusters_control;
  std::optional<double> events_treated;
  std::optional<double> total_treated;
  std::optional<double> events_control;
  std::optional<double> total_control;
  std::optional<double> horizon_months;
  std::string outcome;
  std::string crime_type;
  OutcomeSource source_of_outcome = OutcomeSource::unknown;
  Reporter reporter = Reporter::unknown;
  Implementer implementer = Implementer::unknown;
  Answer independent_evaluator = Answer::unknown;
  Answer preregistered = Answer::unknown;
  StudyMeasure measure = StudyMeasure::not_significant;
  std::optional<double> estimate;  ///< as published, and so are its limits
  std::optional<double> low;
  std::optional<double> high;
  int level = 0;                         ///< of the interval, per cent; 0: there is none
  std::optional<double> standard_error;  ///< on the scale of the analysis: of the log for ratios, percents
  ErrorIs error_is = ErrorIs::missing;
  std::optional<double> control_prevalence;  ///< share of the control group; of `difference` its mean
  PrevalenceIs prevalence_is = PrevalenceIs::read;
  std::string left_out;  ///< why it is not pooled; empty where it is
  std::string conversion;
  std::string source;
  std::string where_read;
  bool verified = false;
  std::string note;
  bool own = false;           ///< of a researcher's own file
  bool team_guessed = false;  ///< the file does not say which team it is of
};

/// All studies, as read.
struct StudyTable {
  std::vector<RegisterRow> rows;
  std::vector<Study> studies;          ///< in the order of the files
  std::vector<std::string> notices{};  ///< what who handed in a table ought to know of it
};

}  // namespace salus::calibration
