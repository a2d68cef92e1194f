#pragma once
/// Levels of one crime type in all countries, from figures that came of different questionnaires.
///
/// Log level of a country = mean of all + its region's part + its own; a figure = log level + what the family of its
/// questionnaire adds + an error of its own. All are normal, their sds stated (calibration/README.md), so what the
/// figures say together is exact. The reference family is the one whose meaning the crime type has.
#include <vector>

#include "calibration/tables.hpp"
#include "model/country/country_input.hpp"

namespace salus::calibration {

/// What one source says of one country.
struct LevelFigure {
  std::size_t country = 0;  ///< position
  QuestionnaireFamily family{};
  double log_rate = 0.0;  ///< incidents a person and year
  double sd = 0.0;        ///< of the log, beyond what the family adds
};

/// The family whose meaning the type has, and what is not known of how its victims come to incidents.
struct ReferenceFamily {
  QuestionnaireFamily family{};
  double sd = 0.0;  ///< of the log
};

/// What a family of questionnaires adds, of the log. No waves of two families were found but for breaks of a few
/// national series, which moved sexual violence by factors of 3 to 14 (NLD 2012, KOR 2016, SWE 2015-18).
inline constexpr double family_sd = 1.0;
inline constexpr double region_sd = 0.7;   ///< between regions, of the log; assumption
inline constexpr double country_sd = 0.7;  ///< between countries of a region; assumption

/// Levels by country: estimates, what the shared unknowns (families, mean and regions, made independent in that order)
/// move them, and what is left as their own. `log_median` and `basis` are the caller's.
/// @param regions by country
std::vector<model::TypeLevel> pool_levels(const std::vector<model::Region>& regions,
                                          const std::vector<LevelFigure>& figures, const ReferenceFamily& reference);

}  // namespace salus::calibration
