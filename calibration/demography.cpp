#include "calibration/demography.hpp"

#include <algorithm>

#include "model/core/calendar.hpp"

namespace salus::calibration {
namespace {

constexpr std::size_t band_40 = 8;
constexpr std::size_t band_80_plus = 16;
constexpr std::size_t band_15 = 3;
constexpr std::size_t band_29 = 5;
constexpr int cohort_years = 5;

/// Value of a yearly path at a time given in months since the mid-year of its first entry.
double between(const std::vector<double>& yearly, double months) {
  const auto year = static_cast<std::uint32_t>(months / 12.0);
  const double part = months / 12.0 - year;
  return yearly[year] + (yearly[year + 1] - yearly[year]) * part;
}

/// Deaths a year from age 40 as a share of the population: the loss of each cohort over five years centred on the year.
double death_share(const Population& population, const std::vector<AgeYear>& ages, int year) {
  const int centre = std::clamp(year, ages.front().year + 2, ages.back().year - 3);
  const auto& then = population.ages(centre - 2).band;
  const auto& later = population.ages(centre + 3).band;
  double lost = 0.0;
  for (std::size_t band = band_40; band + 1 < band_80_plus; ++band) lost += std::max(0.0, then[band] - later[band + 1]);
  lost += std::max(0.0, then[band_80_plus - 1] + then[band_80_plus] - later[band_80_plus]);
  return lost / cohort_years / population.ages_total(centre);
}

}  // namespace

Population::Population(const CountryTables& country, model::View view, int last_year) : country_(&country) {
  const auto& note = country.population_note;
  const auto& now = country.population_now;
  if (view == model::View::now)
    for (const auto& row : now)
      if (row.year <= last_year) persons_.push_back({row.year, row.value});
  const auto growth = [&](int year) {  // from the year before
    const int to = std::clamp(year, note.front().year + 1, note.back().year);
    return in_year(note, to).value / in_year(note, to - 1).value;
  };
  if (persons_.empty()) persons_.push_back({note.front().year, note.front().value});
  constexpr int last = 2060;
  for (int year = persons_.back().year + 1; year <= last; ++year)
    persons_.push_back({year, persons_.back().value * growth(year)});
}

double Population::persons(int year) const { return in_year(persons_, year).value; }

BetweenMidYears between_mid_years(int start_year, std::uint32_t month) {
  const std::uint32_t since = month + 6;  // the middle of the year before the start
  return {start_year - 1 + static_cast<int>(since / 12), since % 12 / 12.0};
}

double Population::at_month(int start_year, std::uint32_t month) const {
  const auto [year, part] = between_mid_years(start_year, month);
  return persons(year) + (persons(year + 1) - persons(year)) * part;
}

const AgeYear& Population::ages(int year) const { return in_year(country_->ages, year); }

double Population::ages_total(int year) const {
  double sum = 0.0;
  for (const double persons : ages(year).band) sum += persons;
  return sum;
}

double age_share(const Population& population, int year, const AgeBands& bands) {
  double sum = 0.0;
  for (std::size_t band = bands.first; band <= bands.last; ++band) sum += population.ages(year).band[band];
  return sum / population.ages_total(year);
}

Demography make_demography(const Population& population, int start_year) {
  Demography d;
  // persons a year, from the year before the start
  std::vector<double> births;
  std::vector<double> deaths;
  std::vector<double> entering;
  constexpr int years = model::horizon_years;
  for (int year = start_year - 1; year <= start_year + years + 1; ++year) {
    const double persons = population.persons(year);
    births.push_back(persons * age_share(population, year, one_band(0)) / cohort_years);
    entering.push_back(persons * age_share(population, year, one_band(band_15)) / cohort_years);
    deaths.push_back(persons * death_share(population, population.table(), year));
  }
  for (std::uint32_t m = 0; m <= model::horizon_months; ++m) d.population.push_back(population.at_month(start_year, m));
  for (std::uint32_t m = 0; m < model::horizon_months; ++m) {
    const double middle = m + 6.5;
    d.births.push_back(between(births, middle) / 12.0);
    d.deaths.push_back(between(deaths, middle) / 12.0);
    d.entering_risk_age.push_back(between(entering, middle) / 12.0);
    d.net_migration.push_back(d.population[m + 1] - d.population[m] - d.births[m] + d.deaths[m]);
  }
  constexpr AgeBands at_risk{.first = band_15, .last = band_29};
  d.risk_age_population = d.population.front() * 0.5 *
                          (age_share(population, start_year - 1, at_risk) + age_share(population, start_year, at_risk));
  return d;
}

}  // namespace salus::calibration
