#pragma once
/// Levels of the crime types other than homicide: log of true incidents per person-year at the start.
#include <array>
#include <set>
#include <string>
#include <vector>

#include "calibration/demography.hpp"
#include "calibration/homicide_level.hpp"
#include "calibration/level_totals.hpp"
#include "calibration/tables.hpp"
#include "calibration/view_years.hpp"

namespace salus::calibration {

/// Levels of all countries; homicide comes in through `homicide`, by country. The rules stand in calibration/README.md.
/// @param population by country; @param used takes the source ids, by country.
std::vector<TypeLevels> estimate_levels(const std::vector<CountryTables>& countries,
                                        const std::vector<Population>& population,
                                        const std::vector<HomicideLevel>& homicide, const ViewYears& years,
                                        std::vector<std::set<std::string>>& used);

}  // namespace salus::calibration
