#pragma once
/// What must hold within a row of studies.
#include <functional>

#include "calibration/synthesis/study_columns.hpp"

namespace salus::calibration {

/// Where the fields of a row stand, whatever the layout of its table.
struct RowPlaces {
  std::function<bool(StudyColumn)> empty;  ///< whether nothing stands there
  std::function<model::Diagnostic(StudyColumn, std::string what, std::string expected, std::string fix)> at;
};

/// @param places of a row whose fields each hold what their columns demand. @param this_year no study may have ended
/// after it
void check_study(const Study& study, const RowPlaces& places, int this_year, model::Diagnostics& findings);

/// The codes of a country field.
std::vector<std::string> country_codes(const std::string& text);

}  // namespace salus::calibration
