#pragma once
/// Which countries take part in one draw, from when to when, and with how many cities.
#include <array>
#include <vector>

#include "model/parameters/parameters.hpp"
#include "model/programme/portfolio.hpp"

namespace salus::model {

inline constexpr YearIndex never(255u);
/// Reviews report to the Habitat Assembly of the third and the seventh year after the start (2023 and 2027), four years
/// apart.
inline constexpr auto review_years = std::to_array<YearIndex>({YearIndex(3u), YearIndex(7u)});

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
