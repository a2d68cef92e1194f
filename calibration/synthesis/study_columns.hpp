#pragma once
/// What each column of the tables of studies must hold.
#include "calibration/synthesis/study.hpp"
#include "model/core/csv.hpp"

namespace salus::calibration {

/// Columns of studies.csv, by their headers.
enum class StudyColumn : std::uint8_t {
  id,
  trial,
  team,
  intervention,
  study,
  year_start,
  year_end,
  country,
  city,
  income_then,
  design,
  unit,
  n_treated,
  n_control,
  clusters_treated,
  clusters_control,
  events_treated,
  total_treated,
  events_control,
  total_control,
  horizon_months,
  outcome,
  crime_type,
  source_of_outcome,
  reporter,
  implementer,
  independent_evaluator,
  preregistered,
  measure,
  estimate,
  low,
  high,
  level,
  standard_error,
  error_is,
  control_prevalence,
  prevalence_is,
  use,
  conversion,
  source,
  where_read,
  verified,
  note
};
/// Columns of rows.csv.
enum class RegisterColumn : std::uint8_t { intervention, title, kind };

using StudyRows = model::NamedTable<StudyColumn>;
using RegisterRows = model::NamedTable<RegisterColumn>;

/// @param interventions the ids that may stand there
StudyRows study_rows(std::vector<std::string> interventions);
RegisterRows register_rows();

/// Crime types of the model, `all_crime` and `other`.
std::vector<std::string> outcome_types();

}  // namespace salus::calibration
