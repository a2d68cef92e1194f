#pragma once
/// Shares of the victims of each crime type who belong to each target group.
#include <array>
#include <set>
#include <string>
#include <vector>

#include "calibration/demography.hpp"
#include "calibration/tables.hpp"
#include "calibration/view_years.hpp"
#include "model/country/country_input.hpp"

namespace salus::calibration {

using VictimShares = model::EnumArray<model::EnumArray<model::VictimShare, model::CrimeType>, model::TargetGroup>;

/// Women, young (0-24) and older (60 and over) victims of homicide from published counts, pooled; everything else is
/// the group's share of the population and an assumed odds ratio, with a wide sd. The groups overlap.
/// @param population by country; @param used takes the source ids, by country.
std::vector<VictimShares> estimate_victim_shares(const std::vector<CountryTables>& countries,
                                                 const std::vector<Population>& population, const ViewYears& years,
                                                 std::vector<std::set<std::string>>& used);

}  // namespace salus::calibration
