#pragma once
/// Medians of drawn levels, such that totals over countries are those of the figures they rest on; the spread of
/// totals, stated. The rule stands in calibration/README.md.
#include <vector>

#include "model/country/country_input.hpp"

namespace salus::calibration {

using TypeLevels = model::EnumArray<model::TypeLevel, model::CrimeType>;

/// Variance of the log of a type's total over countries at the start, by moments: log(1 + variance / mean^2) of a sum
/// of log-normal levels (Fenton 1960, IRE Trans. Commun. Syst. 8:57).
/// @param people by country
double total_log_variance(const std::vector<TypeLevels>& levels, const std::vector<double>& people,
                          model::CrimeType type);

/// Sets `log_median`: each country's mean is its figure times one factor, the same for all countries, which makes the
/// median of the total the sum of the figures.
void set_medians(std::vector<TypeLevels>& levels, const std::vector<double>& people);

}  // namespace salus::calibration
