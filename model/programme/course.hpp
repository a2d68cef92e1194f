#pragma once
/// The course of a programme in one draw: what donors give, which countries join and leave, what global functions
/// build, and what reaches each city, year by year. Everything that needs all countries at once; delivery inside a city
/// follows in delivery.hpp.
#include <array>
#include <vector>

#include "model/core/calendar.hpp"
#include "model/parameters/parameters.hpp"
#include "model/programme/ledger.hpp"
#include "model/programme/portfolio.hpp"

namespace salus::model {

inline constexpr std::uint8_t never = 255;
/// Reviews report to the Habitat Assembly of the third and the seventh year after the start (2023 and 2027), four years
/// apart.
inline constexpr auto review_years = std::to_array<std::size_t>({3, 7});

/// One country's part in one draw. Years count from the start year.
struct CountryCourse {
  std::uint8_t joined = never;  ///< first year of taking part
  std::uint8_t left = never;    ///< first year of no longer taking part; `never` while it stays
  std::uint16_t cities = 0;     ///< cities it brings with it
  bool first_review = false;
  bool acted = false;  ///< acted on a recommendation of a review; there are none without global money
  bool takes_part(std::size_t year) const { return joined <= year && year < left; }
};

/// What the global functions do in one year; all neutral where their effects are at the spike.
struct GlobalEffects {
  std::array<double, function_count> stock{};  ///< completeness, 0..1
  double quality = 1.0;                        ///< factor on the scale-up factor
  double economy = 1.0;                        ///< unit costs are divided by it
  double own_usd = 0.0;                        ///< additional domestic money of all recipients together
  double power = 1.0;                          ///< drift and extra noise of records are divided by it
};

struct Course {
  std::vector<CountryCourse> countries;
  std::array<GlobalEffects, horizon_years> global;
  std::vector<std::array<double, budget_years>>
      city_usd;  ///< [account] direct dollars for each city that shares it; of a global account, all of it
  std::vector<double> paid_usd;                     ///< [account] direct dollars of all cities and years together
  std::array<double, budget_years> own_city_usd{};  ///< own money for each recipient city
  MoneyFlow money;
  double dollar_multiplier = 1.0;  ///< effect of a local dollar over that without the global half, mean weighted by
                                   ///< money; NaN without local money
  double adoption_hazard = 0.0;    ///< a year, mean over years and countries that could join; NaN where none could
  double exit_hazard = 0.0;        ///< a year, mean over years; NaN without a programme
};

/// Runs the programme layer of one draw. Deterministic in (portfolio, parameters, key); draws are keyed by country,
/// year and account, so that scenarios share them. @throws InvariantError where a cent is lost.
Course run_course(const Portfolio& portfolio, const Evidence& evidence, const std::vector<CountryInput>& countries,
                  const ParameterDraw& parameters, RandomKey key);

}  // namespace salus::model
