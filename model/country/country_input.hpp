#pragma once
/// Everything the country layer must be told about one country. Filled by calibration, read by the ensemble.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/core/calendar.hpp"
#include "model/core/ids.hpp"
#include "model/core/quantity.hpp"
#include "model/country/city.hpp"

namespace salus::model {

/// How a figure came about; shown wherever the figure is shown.
enum class Basis : std::uint8_t { observed, modelled_estimate, pooled, assumption };
inline constexpr auto basis_names = enumerator_names<Basis>;

/// Unknowns of a crime type's level that all countries share, at most: independent standard normals, drawn once a draw.
inline constexpr std::uint32_t level_unknowns = 16;

/// Level of one crime type at the start, or where the roll begins: log of true incidents per person-year. A draw is
/// `log_median`, plus each shared unknown times what it moves here, plus what sets the country apart.
struct TypeLevel {
  double log_rate = 0.0;  ///< what the sources say
  double log_median =
      0.0;  ///< of the draws, so that their totals are those of the sources (calibration/level_totals.hpp)
  std::array<double, level_unknowns> common{};  ///< by shared unknown
  double own_sd = 0.0;
  /// The level is the drawn homicide rate times a drawn ratio; `log_median`, `common` and `own_sd` are the ratio's.
  bool per_homicide = false;
  Basis basis = Basis::assumption;
};

/// Share of a crime type's victims who belong to a target group: median, and sds of the logit.
struct VictimShare {
  double share = 0.0;
  double common_sd = 0.0;  ///< of the odds that all countries share, drawn once a draw
  double own_sd = 0.0;     ///< of what sets the country apart
  Basis basis = Basis::assumption;
};

/// A homicide rate as published.
struct Observation {
  int year = 0;
  RatePer100000 rate;
  std::string source_id;
  Basis basis = Basis::observed;
  bool held_out = false;  ///< later than the view's last data year: shown, never used
};

/// One country in one view. Monthly vectors run from January of the start year.
struct CountryInput {
  CountryCode code;
  std::string name;
  Region region{};
  Income income{};

  std::vector<double> population;  ///< [horizon_months + 1] persons at the start of each month
  std::vector<double> births;      ///< [horizon_months] persons a month who survive early childhood
  std::vector<double> deaths;      ///< [horizon_months] persons a month, from age 40
  std::vector<double>
      net_migration;  ///< [horizon_months] persons a month; closes the balance, so deaths from 5 to 39 are in it
  std::vector<double> entering_risk_age;  ///< [horizon_months] persons a month who turn 15
  std::array<double, 17>
      age_share{};  ///< of the population at the start by five-year band from 0, the last 80 and over; sums to 1
  double risk_age_population = 0.0;  ///< persons aged 15-29 at the start
  double prison_population = 0.0;    ///< all prisoners at the start, pre-trial and non-violent included
  double urban_share = 0.0;          ///< share of the population in towns at the start, 0..1
  EnumArray<std::vector<double>, Driver>
      driver_change;  ///< [horizon_months] change since the levels were estimated, in pooled standard deviations

  /// The years from January of the year in which levels were estimated to the start: the country is run through them
  /// without a programme, so that level, drift and spread at the start are those of its law. None where the levels are
  /// those of the start.
  struct RollIn {
    std::uint32_t years = 0;  ///< at most 10
    // [12 years], as the paths of the same names
    std::vector<double> population;
    std::vector<double> births;
    std::vector<double> deaths;
    std::vector<double> net_migration;
    std::vector<double> entering_risk_age;
    EnumArray<std::vector<double>, Driver> driver_change;
    // at its beginning
    double risk_age_population = 0.0;
    double prison_population = 0.0;
    std::uint32_t months() const { return years * months_per_year; }
  };
  RollIn roll;

  EnumArray<TypeLevel, CrimeType> level;  ///< at the start, or where the roll begins
  double annual_log_sd = 0.0;  ///< sd of yearly changes of the log homicide rate, pooled, counting noise removed
  double reversion_gap = 0.0;  ///< log long-run level minus log `level`: where the noise reverts to

  /// A draw from a calibration: homicide at the start, or where the roll begins, its yearly sd (as annual_log_sd), and
  /// the rise of log street violence that the loops still owe to what happened before that (negative: a fall), which
  /// comes at `memory_rate`. How its cities move apart from it: in place of the parameters of the same names.
  struct Calibrated {
    Single log_rate;
    Single annual_log_sd;
    Single memory;
    Single city_effect_sd;
    Single city_persistence;
    Single city_volatility;
  };
  std::vector<Calibrated> calibrated;  ///< empty: level of homicide, annual_log_sd and reversion_gap are used
  double memory_rate = 0.0;            ///< a month
  std::optional<RatePerPerson> base_homicide_rate;  ///< mean published one of 2017-19, where there is one
  double base_population = 0.0;                     ///< mean population 2017-19, persons
  EnumArray<EnumArray<VictimShare, CrimeType>, TargetGroup> victim_share;

  std::vector<City> cities;  ///< sorted by code; with the rest of the country they make up its population, no one twice
  double gdp_per_head = 0.0;   ///< international dollars of 2021 a person and year, PPP: own resources, for who joins
  UsdPerPerson market_income;  ///< product a person and year at market exchange rates; scales values of harm

  std::vector<Observation> history;     ///< for charts and checks, by year
  std::vector<std::string> source_ids;  ///< sources that this input rests on, sorted
};

}  // namespace salus::model
