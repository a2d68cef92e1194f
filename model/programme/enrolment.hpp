#pragma once
/// Which countries take part in one draw, from when to when, and with how many cities.
#include <array>
#include <vector>

#include "model/parameters/parameters.hpp"
#include "model/programme/portfolio.hpp"

namespace salus::model {

inline constexpr YearIndex never(255u);
/// Reviews report to the Habitat Assembly, which meets every four years: 2023, 2027, 2031, 2035, 2039 (concept note,
/// paras 6-7, 28-33), whenever a programme starts. To the two that fall into the budget years from the third on: the
/// first countries join in the second, and a review takes a year.
constexpr std::array<YearIndex, 2> review_years(int start_year) {
  constexpr int assembly = 2023;
  constexpr int cycle = 4;
  YearIndex first(2u);
  for (int year = start_year + 2; (year - assembly) % cycle != 0; ++year) first = first + 1u;
  return {first, first + 4u};
}

/// One country's part in one draw.
struct CountryCourse {
  YearIndex joined = never;  ///< first year of taking part
  YearIndex left = never;    ///< first year of no longer taking part; `never` while it stays
  std::uint32_t cities = 0;  ///< cities it brings with it
  bool first_review = false;
  bool acted = false;  ///< acted on a recommendation of a review; there are none without global money
  bool takes_part(YearIndex year) const { return joined <= year && year < left; }
};

/// Completeness of what the global functions have built, 0..1.
using FunctionStocks = EnumArray<double, Function>;

struct Enrolled {
  std::vector<CountryCourse> countries;
  JoiningHazard adoption_hazard;  ///< mean over years and the countries still outside; NaN where none was
  LeavingHazard exit_hazard;      ///< of a country inside, mean over years; NaN without a programme
};

/// @param stocks by year.
Enrolled enrol(const Portfolio& portfolio, const std::vector<CountryInput>& countries,
               const std::array<FunctionStocks, horizon_years>& stocks, const ParameterDraw& parameters, RandomKey key);

}  // namespace salus::model
