#pragma once
/// Change of the structural drivers since the start.
#include <set>
#include <string>
#include <vector>

#include "calibration/tables.hpp"
#include "calibration/view_years.hpp"

namespace salus::calibration {

/// Standard deviation of each driver over countries, from the latest value up to 2019 of each: the unit of driver
/// changes, the same in both views. 1 where fewer than two countries have a value. @param last_year no later value is
/// looked at.
model::EnumArray<double, model::Driver> driver_units(const std::vector<CountryTables>& countries, int last_year = 2019);

/// Share of a yearly change that the next year repeats; assumption. The damped trend is that of Gardner and McKenzie
/// 1985, doi 10.1287/mnsc.31.10.1237; 0.8 is a strong damping: all future steps together make four of the last.
inline constexpr double driver_damping = 0.8;

/// Yearly slope over the five years up to the last value, in `unit`s; 0 below three values. @pre known by year, not
/// empty.
double last_slope(const std::vector<YearValue>& known, double unit);

/// Monthly change since January of the start year, in `unit`s. The youth share follows the UN projection of 2019;
/// others carry the slope of their last five years on, damped by 0.8 a year; zero where there are fewer than three
/// values.
/// @return [driver][horizon_months]
model::EnumArray<std::vector<double>, model::Driver> driver_paths(const CountryTables& country,
                                                                  const model::EnumArray<double, model::Driver>& units,
                                                                  const ViewYears& years, std::set<std::string>& used);

}  // namespace salus::calibration
