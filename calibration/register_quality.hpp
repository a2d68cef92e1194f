#pragma once
/// How far a country's register of homicides is believed.
#include <optional>
#include <vector>

#include "calibration/tables.hpp"

namespace salus::calibration {

/// Police figures up to that year, of rates that are not next to nothing.
std::vector<HomicideYear> usable_homicide(const CountryTables& country, int last_year);
/// Median over shared years of log(model estimate / police); nothing where there are none.
std::optional<double> modelled_ratio(const CountryTables& country, const std::vector<ModelledHomicide>& modelled,
                                     int last_year);
/// Log gap between the police series and the model estimate (WHO or IHME) that is further off; 0 where within a factor
/// of two, or where there is no estimate.
double disagreement(const CountryTables& country, int last_year);

/// Below this a register is not told from a worse one; assumption.
inline constexpr double least_quality = 0.25;

/// 0.25 to 1, from figures up to `last_year`: the least of
/// - the completeness of death registration, mean of the years published (where all are later: the first of them);
///   where only "at least 75 %" is answered, the middle of what that leaves (0.875 or 0.375); where nothing is
///   published, 0.375, since the countries that publish nothing are not those with complete registers;
/// - 2 / ratio, where the police and the model of WHO or IHME differ by more than a factor of two.
/// A register that catches the share q of all cases moves by 1 / q of itself when that share moves.
double register_quality(const CountryTables& country, int last_year);

}  // namespace salus::calibration
