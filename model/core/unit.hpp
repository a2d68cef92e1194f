#pragma once
/// Units of the quantities that registries, targets and indicators hold. Files have them as texts; code tells them
/// apart by their enumerators.
#include <cstdint>
#include <string_view>

#include "model/core/enumeration.hpp"

namespace salus::model {

enum class Unit : std::uint8_t {
  one,  ///< a number without a unit: shares, ratios, counts, logs
  usd,
  usd_2019,  ///< of `price_year`, at market exchange rates
  usd_per_year,
  day,
  month,
  year,
  per_year,
  per_root_year,             ///< the standard deviation of what a random walk adds in a year
  per_year_to_three_halves,  ///< the same where it is a rate a year that walks
  per_100000_a_year,         ///< published rates, of 100,000 people
  metre,
  neighbourhood,
  per_neighbourhood,
  per_cell,
  draw,
  person_month
};

/// As result files and tables have them: UDUNITS, but for money and for what is counted.
inline constexpr auto unit_symbols = for_each_of<Unit, std::string_view>({
    {Unit::one, "1"},
    {Unit::usd, "USD"},
    {Unit::usd_2019, "USD2019"},
    {Unit::usd_per_year, "USD year-1"},
    {Unit::day, "day"},
    {Unit::month, "month"},
    {Unit::year, "year"},
    {Unit::per_year, "year-1"},
    {Unit::per_root_year, "year-1/2"},
    {Unit::per_year_to_three_halves, "year-3/2"},
    {Unit::per_100000_a_year, "1e-5 year-1"},
    {Unit::metre, "m"},
    {Unit::neighbourhood, "neighbourhood"},
    {Unit::per_neighbourhood, "a neighbourhood"},
    {Unit::per_cell, "a cell"},
    {Unit::draw, "draw"},
    {Unit::person_month, "person-month"},
});
static_assert(
    [] {
      for (const auto& symbol : unit_symbols)
        for (const auto& other : unit_symbols)
          if (symbol.empty() || (&symbol != &other && symbol == other)) return false;
      return true;
    }(),
    "every unit has a symbol of its own, by which files are read");

}  // namespace salus::model
