#pragma once
/// What must hold within a row of studies.
#include "calibration/synthesis/study_columns.hpp"

namespace salus::calibration {

/// @param r row of the table, whose fields each hold what their columns demand. @param this_year no study may have
/// ended after it
void check_study(const Study& study, const StudyRows& table, std::size_t r, int this_year,
                 model::Diagnostics& findings);

/// The codes of a country field.
std::vector<std::string> country_codes(const std::string& text);

}  // namespace salus::calibration
