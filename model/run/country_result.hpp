#pragma once
/// What is kept of one country: all draws of every scenario, from which all countries together are assembled.
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "model/core/axes.hpp"
#include "model/country/draw_fault.hpp"
#include "model/programme/discount.hpp"
#include "model/run/targets.hpp"

namespace salus::model {

/// A draw that broke an invariant; left out of every figure.
struct Failure {
  std::uint32_t draw = 0;
  std::string country;   ///< iso3
  std::string scenario;  ///< id
  std::uint32_t month = 0;
  DrawFault fault;
};

/// One reached city of one draw and scenario. The proof of falls needs the cities of all countries of a draw at once,
/// so it is made when results are assembled. Not a number: not known.
struct CityEntry {
  DrawIndex draw;
  ScenarioIndex scenario;
  CityIndex city;

  /// test of "the homicide rate fell by 10 % more than that of the control cities", from records; NaN where there is no
  /// base of its own, or too few control cities
  Single z = not_a_number;
  Single z_without = not_a_number;

  /// the same beyond how cities part by themselves: the programme did it
  Single credit_z = not_a_number;
  Single credit_z_without = not_a_number;

  /// log of true homicide rate at the end over that of the three years before joining; NaN where these overlap
  Single log_ratio = not_a_number;
  Single log_ratio_without = not_a_number;

  /// the same of the control cities together; NaN where there are too few
  Single log_ratio_controls = not_a_number;
  Single log_ratio_controls_without = not_a_number;

  /// the same from surveys of violence; NaN where none was held
  Single survey_z = not_a_number;
  Single survey_log_ratio = not_a_number;
};

/// Sums over reached cities and years of one country in one draw and scenario. Money of cities in the budget's dollars;
/// `transfers`, `dalys` and benefits discounted, in dollars of the price year, by `DiscountCase`.
enum class CountrySum : std::uint8_t {
  people_reached,
  unabsorbed_usd,
  fixed_usd,
  transfers_usd,
  transfers,
  transfers_0,
  transfers_3,
  transfers_5,
  dalys,
  dalys_0,
  dalys_3,
  dalys_5,
  benefit_common,
  benefit_common_0,
  benefit_common_3,
  benefit_common_5,
  benefit_scaled,
  benefit_scaled_0,
  benefit_scaled_3,
  benefit_scaled_5
};
constexpr CountrySum at_rate(CountrySum stated, DiscountCase of) { return enumerator_after(stated, of); }

/// What is kept of an acting intervention of a scenario: what it averted.
enum class LineFigure : std::uint8_t { violent, homicides, partner, dalys };
/// Acting interventions of all scenarios, one scenario after the other.
using LineIndex = Position<struct LineAxis>;

/// Bases of the target of halving violence by 2030, a year.
enum class HalvingBase : std::uint8_t {
  homicides,        ///< in 2017-19: published rate, or the draw's own level
  homicides_2015,   ///< in 2015
  violence,         ///< violent incidents but homicide, at the draw's own level
  urban_homicides,  ///< of `homicides`, in the cities of the panel, by their shares of the three years before the start
  urban_violence    ///< violent incidents, homicide included, in these cities
};

/// The three-year means between which a city's fall is measured: before the start, and at the end.
enum class CityWindow : std::uint8_t { base, end };

/// Variants of a draw: as it is; its partner's values everywhere but in one kind of knowledge; and global functions
/// without effect.
enum class Variant : std::uint8_t { as_it_is, data, analogy, assumption, without_global };

/// Draws in which the spread is split by pick-freeze, at most; the first ones.
inline constexpr std::uint32_t probe_draws = 400;

/// One reached city of one draw and scenario that ran as agents, beside what the panel makes of it. Violent incidents
/// and others by crime type.
struct AgentRun {
  DrawIndex draw;
  ScenarioIndex scenario;
  CityIndex city;
  /// simulated for this draw and city, in the entry of the first scenario; 0 throughout: the city could not run,
  /// figures are NaN
  Single person_months;

  /// incidents averted in the city over the budget years: by the panel, by the agents' factors on the same incidents
  EnumArray<Single, CrimeType> panel{};
  EnumArray<Single, CrimeType> agents{};

  /// incidents without a programme over the horizon: agents over panel; NaN where the panel has none
  EnumArray<Single, CrimeType> level{};
};

/// All draws of one country: the unit of work, of checkpoints and of shards. A failed draw is NaN throughout.
struct CountryResult {
  CountryCode code;
  std::uint32_t scenarios = 0;
  std::uint32_t draws = 0;
  /// a year. First scenario: values. Others: first minus this one, so that no difference loses digits.
  Grid<Single, Headline, ScenarioIndex, YearIndex, DrawIndex> headlines;
  Grid<Single, Target, ScenarioIndex, YearIndex, QuantileIndex> quantiles;
  std::vector<Single> population;                                 ///< person-years
  Grid<Single, HalvingBase, DrawIndex> halving_base;              ///< a year
  std::vector<CityEntry> entries;                                 ///< by draw, then scenario, then city
  Grid<Single, CityIndex, CityWindow, IntervalLevel> city_rates;  ///< homicides per 100,000 in the first scenario
  Grid<Single, CountrySum, ScenarioIndex, DrawIndex> sums;
  Grid<Single, LineIndex, LineFigure> lines;               ///< mean over draws
  std::vector<AgentRun> agents;                            ///< by draw, then city, then scenario
  Grid<Single, ScenarioIndex, Variant, DrawIndex> probes;  ///< violent incidents averted, in the first draws
  std::vector<Failure> failures;
};

}  // namespace salus::model
