#pragma once
/// Change of the structural drivers since the start.
#include <array>
#include <set>
#include <string>
#include <vector>

#include "calibration/tables.hpp"

namespace salus::calibration {

/// Standard deviation of each driver over countries, from the latest value up to 2019 of each: the unit of driver changes, the same in
/// both views. 1 where fewer than two countries have a value.
std::array<double, model::driver_count> driver_units(const std::vector<CountryTables>& countries);

/// Monthly change since January of the start year, in `unit`s. The youth share follows the UN projection of 2019; others carry the
/// slope of their last five years on, damped by 0.8 a year; zero where there are fewer than three values.
/// @return [driver][horizon_months]
std::array<std::vector<double>, model::driver_count> driver_paths(const CountryTables& country,
                                                                  const std::array<double, model::driver_count>& units, int last_year,
                                                                  int start_year, std::set<std::string>& used);

}  // namespace salus::calibration
