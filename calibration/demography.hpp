#pragma once
/// Population, births, deaths and migration by month.
#include <array>
#include <vector>

#include "calibration/tables.hpp"
#include "model/programme/scenario.hpp"

namespace salus::calibration {

/// Where the start of a month lies between two mid-years: `part` of the way from that of `year` to the next.
struct BetweenMidYears {
  int year = 0;
  double part = 0.0;
};
BetweenMidYears between_mid_years(int start_year, std::uint32_t month);

/// Mid-year persons of one country and view, continued where the published series ends.
///
/// as_of_note: the UN projection of 2019. now: published to the last year before the start, then carried on with the
/// yearly growth of the UN projection of 2019 (no newer projection with yearly values is in the tables). After 2035
/// growth stays that of 2035.
class Population {
 public:
  /// @param last_year last year whose published figures may be used (view `now`).
  Population(const CountryTables& country, model::View view, int last_year);
  double persons(int year) const;                              ///< at mid-year
  double at_month(int start_year, std::uint32_t month) const;  ///< at the start of the month, linear between mid-years
  const AgeYear& ages(int year) const;                         ///< nearest year of the age table
  double ages_total(int year) const;                           ///< sum of the bands of `ages(year)`
  const std::vector<AgeYear>& table() const { return country_->ages; }

 private:
  const CountryTables* country_;
  struct Persons {
    int year = 0;
    double value = 0.0;
  };
  std::vector<Persons> persons_;  ///< at mid-year, without gaps
};

/// Monthly flows from January of the start year; shapes as in model::CountryInput.
struct Demography {
  std::vector<double> population;
  std::vector<double> births;
  std::vector<double> deaths;
  std::vector<double> net_migration;
  std::vector<double> entering_risk_age;
  double risk_age_population = 0.0;
};

/// Births: persons aged 0-4 / 5 a year. Entering risk age: persons aged 15-19 / 5 a year. Deaths: five-year loss of
/// each cohort from age 40 on, centred on the year, / 5. All as shares of the population, times the view's population;
/// constant beyond the age table. Net migration closes the balance: population[m + 1] = population[m] + births - deaths
/// + net migration.
Demography make_demography(const Population& population, int start_year);

/// Five-year bands of age, the last included.
struct AgeBands {
  std::size_t first = 0;
  std::size_t last = last_age_band;
};
constexpr AgeBands one_band(std::size_t band) { return {.first = band, .last = band}; }
/// Share of the population in these bands, from the age table of that year or the nearest that it has.
double age_share(const Population& population, int year, const AgeBands& bands);

}  // namespace salus::calibration
