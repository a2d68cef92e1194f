#pragma once
/// Districts and disadvantage of a city's neighbourhoods.
#include <cstdint>
#include <vector>

#include "model/city/city_grid.hpp"
#include "model/city/city_input.hpp"
#include "model/city/city_parameters.hpp"
#include "model/random/philox.hpp"

namespace salus::model {

/// What is drawn of a place: the step of its draws.
namespace place_draw {
inline constexpr std::uint32_t disadvantage = 0;
inline constexpr std::uint32_t shared = 1;
inline constexpr std::uint32_t own = 2;
inline constexpr std::uint32_t dark = 3;
inline constexpr std::uint32_t residents = 4;
inline constexpr std::uint32_t bar = 5;
}  // namespace place_draw

/// [neighbourhood] position among the districts; 0 where there are none. Neighbourhoods lie in a band that winds
/// through the city, strip by strip, cut into districts by their people.
std::vector<std::uint32_t> lay_out_districts(const CityGrid& grid, const std::vector<CityDistrict>& districts);

/// [neighbourhood] a smooth field of mean 0 and sd 1 over the city: normal noise, averaged with a Gaussian window.
std::vector<double> disadvantage_field(const CityGrid& grid, const CityParameters& parameters, RandomKey key);

/// Moves a field so that districts differ by what is recorded in them, and neighbourhoods within them by what is left
/// of the spread. @param district_of as `lay_out_districts` has it.
void fit_to_districts(std::vector<double>& field, const std::vector<std::uint32_t>& district_of,
                      const std::vector<CityDistrict>& districts);

}  // namespace salus::model
