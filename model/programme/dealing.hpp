#pragma once
/// Few and enough: which of the cities that take part run which line, and how many cities a plan carries.
///
/// A line's mean year carries so many cities as get at least its `enough` each (PortfolioRow): one at least. Where each
/// city runs few lines, a line goes to that many cities, as they join, first to those that run fewest, and keeps them
/// while their country takes part. Which lines a city runs is so a draw with chances in proportion to what the plan has
/// for a line over what it takes; a line keeps its planned amount to the cent.
#include <cstdint>
#include <vector>

#include "model/programme/enrolment.hpp"

namespace salus::model {

/// Cities that a line carries where there is no smallest useful size.
inline constexpr std::uint32_t any_number = ~0u;

/// @param mean_year direct money of each account in the mean of the budget years, dollars of the price year.
/// @return cities that each account carries; `any_number` of processes and of the global half
std::vector<std::uint32_t> cities_carried(const Portfolio& portfolio, const std::vector<Usd>& mean_year);

/// The cities that run a line.
struct Dealt {
  /// [country][city of those that it brings] from when on, or `never`; empty: all that share it, always
  std::vector<std::vector<YearIndex>> from;
  bool everywhere() const { return from.empty(); }
  /// While the country takes part.
  bool runs(CountryIndex country, std::uint32_t city, YearIndex year) const {
    return from.empty() || (city < from[country].size() && from[country][city] <= year);
  }
  /// Cities of a country that run it in a year, as long as the country takes part.
  std::uint32_t count(CountryIndex country, std::uint32_t cities, YearIndex year) const;
};

/// @return by account
std::vector<Dealt> deal_lines(const Portfolio& portfolio, const std::vector<CountryInput>& countries,
                              const std::vector<CountryCourse>& parts, const std::vector<std::uint32_t>& carried,
                              RandomKey key);

/// Leaves no more cities than the lines carry, of the countries that join first: with every line where each city runs
/// all, with some line where it runs few.
void bring_few(const Portfolio& portfolio, const std::vector<CountryInput>& countries,
               std::vector<std::uint32_t> carried, RandomKey key, std::vector<CountryCourse>& parts);

}  // namespace salus::model
