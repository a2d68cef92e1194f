#pragma once
/// What is kept of one country in one block of draws, under every scenario: the part of a run, from which all parts
/// together are folded to results.
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "model/core/draw_grid.hpp"
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
/// so it is made when parts are folded. Not a number: not known.
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
  too_small_usd,
  for_measures_usd,
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

/// What is kept of an acting intervention of a scenario: what it averted. `violent` adds unlike things.
enum class LineFigure : std::uint8_t { dalys, homicides, partner, violent };
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

/// Series of a country that do not add up over countries, kept in each draw; targets of the same names.
enum class OwnSeries : std::uint8_t {
  active_persons,
  imprisoned_persons,
  exposure,
  trust,
  capacity,
  perceived_safety,
  reported_violent,
  recorded_violent
};
inline constexpr EnumArray<Target, OwnSeries> own_target{
    {Target::active_persons, Target::imprisoned_persons, Target::exposure, Target::trust, Target::capacity,
     Target::perceived_safety, Target::reported_violent, Target::recorded_violent}};

/// One country in one block of draws: the unit of checkpoints, shards and merging. Every number is one draw's, none a
/// sum over draws, so that nothing depends on how draws are cut into blocks. A failed draw is NaN throughout, but for
/// the bases of the halving target.
struct CountryPart {
  CountryCode code;
  std::uint32_t scenarios = 0;
  DrawRange draws;
  /// a year. First scenario: values. Others: first minus this one, so that no difference loses digits.
  DrawGrid<Single, Headline, ScenarioIndex, YearIndex> headlines;
  DrawGrid<Single, OwnSeries, ScenarioIndex, YearIndex> own;
  DrawGrid<Single, HalvingBase> halving_base;          ///< a year
  DrawGrid<Single, CityIndex, CityWindow> city_rates;  ///< homicides per 100,000 in the first scenario
  DrawGrid<Single, CountrySum, ScenarioIndex> sums;
  DrawGrid<Single, LineIndex, LineFigure> lines;    ///< what each line averted
  DrawGrid<Single, ScenarioIndex, Variant> probes;  ///< life years averted, in the first draws of the run
  std::vector<CityEntry> entries;                   ///< by eight draws, then scenario, draw, city
  std::vector<AgentRun> agents;                     ///< by draw, then city, then scenario
  std::vector<Failure> failures;                    ///< by draw
};

}  // namespace salus::model
