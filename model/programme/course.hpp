#pragma once
/// The course of a programme in one draw: what donors give, which countries join and leave, what global functions
/// build, and what reaches each city, year by year. Everything that needs all countries at once; delivery inside a city
/// follows in delivery.hpp.
#include <array>
#include <vector>

#include "model/parameters/parameters.hpp"
#include "model/programme/dealing.hpp"
#include "model/programme/ledger.hpp"
#include "model/programme/portfolio.hpp"
#include "model/programme/price_path.hpp"

namespace salus::model {

/// What the global functions do in one year. In draws in which their joint factor is 0 all but the stocks are neutral.
struct GlobalEffects {
  FunctionStocks stock{};
  double quality = 1.0;  ///< factor on the scale-up factor
  double economy = 1.0;  ///< unit costs are divided by it
  Usd own;               ///< additional domestic money of all recipients together
  double power = 1.0;    ///< drift and extra noise of records are divided by it
};

/// Direct money of one account.
struct AccountMoney {
  std::array<UsdPerCity, budget_years> to_city{};  ///< to one of mean size; none of a global account
  std::array<Persons, budget_years> mean_city{};   ///< people of a city that shares it, by the means of the countries
  PaidUsd paid;                                    ///< to all cities, or for the global function, over all years
  Usd worth;                                       ///< the same in dollars of the price year
};

/// People of a city that a programme reaches, the mean of those that it reaches in the same country, and which of these
/// it is.
struct CityPeople {
  Persons here;
  Persons mean;
  std::uint32_t number = 0;
  CityPeople(Persons people) : here(people), mean(people) {}
  CityPeople(Persons people, Persons mean_of_reached, std::uint32_t which = 0)
      : here(people), mean(mean_of_reached), number(which) {}
};

struct Course {
  std::vector<CountryCourse> countries;
  std::array<GlobalEffects, horizon_years> global;
  std::vector<AccountMoney> accounts;
  std::vector<Dealt> dealt;  ///< [account] which cities run it
  /// [country][city of those that it brings] the one row that own money goes to, where there is no local line; empty
  /// elsewhere: it goes to the lines that a city runs
  std::vector<std::vector<RowIndex>> own_rows;
  std::array<UsdPerCity, budget_years> own_to_city{};  ///< own money
  MoneyFlow money;
  PricePath prices;                          ///< from the budget's dollars to those of the price year
  std::array<Usd, budget_years> received{};  ///< what donors gave, support cost included
  Usd support;                               ///< part of it, over all years
  double dollar_multiplier = 1.0;  ///< effect of a local dollar over that without the global half, mean weighted by
                                   ///< money; NaN without local money
  JoiningHazard adoption_hazard;   ///< as in `Enrolled`
  LeavingHazard exit_hazard;

  /// Money of a local account for one city; none where it does not run it. By people, a country's part goes by its mean
  /// city and how many it brings, and is split by the people of those: the sum over all is the same to the cent as with
  /// equal parts.
  UsdPerCity to_city(const Portfolio& portfolio, AccountIndex account, CountryIndex country, YearIndex year,
                     const CityPeople& people) const;
};

/// Runs the programme layer of one draw. Deterministic in (portfolio, parameters, numbers); draws are keyed by country,
/// year and account, so that scenarios share them. @throws InvariantError where a cent is lost.
Course run_course(const Portfolio& portfolio, const Evidence& evidence, const std::vector<CountryInput>& countries,
                  const ParameterDraw& parameters, const PooledNumbers& numbers);

}  // namespace salus::model
