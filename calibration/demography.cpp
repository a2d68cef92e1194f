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
  const auto year = static_cast<std::size_t>(months / 12.0);
  const double part = months / 12.0 - static_cast<double>(year);
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
  first_year_ = view == model::View::now ? now.front().year : note.front().year;
  if (view == model::View::now)
    for (const auto& row : now)
      if (row.year <= last_year) persons_.push_back(row.value);
  const auto growth = [&](int year) {  // from year - 1 to year
    const auto at =
        static_cast<std::size_t>(std::clamp(year - note.front().year, 1, static_cast<int>(note.size()) - 1));
    return note[at].value / note[at - 1].value;
  };
  if (persons_.empty()) {
    persons_.push_back(note.front().value);
    first_year_ = note.front().year;
  }
  constexpr int last = 2060;
  for (int year = first_year_ + static_cast<int>(persons_.size()); year <= last; ++year)
    persons_.push_back(persons_.back() * growth(year));
}

double Population::persons(int year) const {
  const int at = std::clamp(year - first_year_, 0, static_cast<int>(persons_.size()) - 1);
  return persons_[static_cast<std::size_t>(at)];
}

double Population::at_month(int start_year, std::size_t month) const {
  const int year = start_year - 1 + static_cast<int>((month + 6) / 12);
  const double part = static_cast<double>((month + 6) % 12) / 12.0;
  return persons(year) + (persons(year + 1) - persons(year)) * part;
}

const AgeYear& Population::ages(int year) const {
  const auto& table = country_->ages;
  const int at = std::clamp(year - table.front().year, 0, static_cast<int>(table.size()) - 1);
  return table[static_cast<std::size_t>(at)];
}

double Population::ages_total(int year) const {
  double sum = 0.0;
  for (const double persons : ages(year).band) sum += persons;
  return sum;
}

double age_share(const Population& population, int year, std::size_t first, std::size_t last) {
  double sum = 0.0;
  for (std::size_t band = first; band <= last; ++band) sum += population.ages(year).band[band];
  return sum / population.ages_total(year);
}

Demography make_demography(const Population& population, int start_year) {
  Demography d;
  // persons a year, from the year before the start
  std::vector<double> births;
  std::vector<double> deaths;
  std::vector<double> entering;
  for (int year = start_year - 1; year <= start_year + static_cast<int>(model::horizon_years) + 1; ++year) {
    const double persons = population.persons(year);
    births.push_back(persons * age_share(population, year, 0, 0) / cohort_years);
    entering.push_back(persons * age_share(population, year, band_15, band_15) / cohort_years);
    deaths.push_back(persons * death_share(population, population.table(), year));
  }
  for (std::size_t m = 0; m <= model::horizon_months; ++m) d.population.push_back(population.at_month(start_year, m));
  for (std::size_t m = 0; m < model::horizon_months; ++m) {
    const double middle = static_cast<double>(m) + 6.5;
    d.births.push_back(between(births, middle) / 12.0);
    d.deaths.push_back(between(deaths, middle) / 12.0);
    d.entering_risk_age.push_back(between(entering, middle) / 12.0);
    d.net_migration.push_back(d.population[m + 1] - d.population[m] - d.births[m] + d.deaths[m]);
  }
  d.risk_age_population =
      d.population.front() * 0.5 *
      (age_share(population, start_year - 1, band_15, band_29) + age_share(population, start_year, band_15, band_29));
  return d;
}

}  // namespace salus::calibration
