#pragma once
/// A city of the panel as the city layer needs it: its country's stocks, levels and people, its own numbers.
#include "model/city/city_input.hpp"
#include "model/country/country_input.hpp"
#include "model/country/start.hpp"
#include "model/parameters/parameters.hpp"

namespace salus::model {

/// Months that a city runs before the start year, so that events have had time to lead to others.
inline constexpr std::uint32_t city_warm_up = 12;

/// @param position of the city in `country.cities`. @param log_rate log incidents per person-year of the country at the
/// start, by type.
/// @param relative the city's rate over its country's, by type (1: as the country). @param warm_up months that are run
/// before January of the start year, at most 24;
/// @param months that are run after it, at most `horizon_months`.
/// @throws std::invalid_argument where the parameters admit no balanced start.
CityInput city_of_country(const CountryInput& country, std::size_t position, const ParameterDraw& parameters,
                          const EnumArray<double, CrimeType>& log_rate, const EnumArray<double, CrimeType>& relative,
                          int start_year, std::uint32_t warm_up, std::size_t months,
                          const EnumArray<bool, Loop>& without);

}  // namespace salus::model
