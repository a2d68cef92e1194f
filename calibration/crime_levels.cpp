#include "calibration/crime_levels.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include "calibration/statistics.hpp"
#include "model/core/elementary.hpp"

namespace salus::calibration {
namespace {

using model::Basis;
using model::CrimeType;
using model::logarithm;
using model::TypeLevel;

/// Hospital-treated violent injuries per homicide, range 20-40: WHO, 10 facts on violence prevention (fact S76), stated for the young.
constexpr double injuries_per_homicide = 30.0;
constexpr double injuries_log_sd = 0.5;  ///< the range alone gives 0.2; more, since it is carried from the young to all ages and to every country

/// Surveys ask for victims; one victim of a year counts as one incident. The sds hold that and differences between questionnaires:
/// robbery surveys and police figures over reporting shares of one country agree within about 30 %; sexual violence differs eighty-fold
/// between surveys of rich countries (0.08 to 6.4 %), far more than violence does.
constexpr double robbery_survey_sd = 0.4, robbery_recorded_sd = 0.6, sexual_survey_sd = 0.8, sexual_recorded_sd = 1.0, partner_survey_sd = 0.3;
/// Police figures where few crimes come to the police at all: lower-income countries.
constexpr double recorded_elsewhere_sd = 1.0;
constexpr double pooled_least_sd = 0.8;  ///< of a regional median

/// Share of thefts told to the police; assumption: victim surveys of the 1990s and 2000s found a third to a half; no table has it.
constexpr double theft_reporting_share = 0.4;
constexpr double theft_recorded_sd = 0.6;

/// Children physically abused in a year: 4 to 16 % in surveys of high-income countries (Gilbert et al. 2009, Lancet 373:68,
/// doi 10.1016/S0140-6736(08)61706-7); geometric middle. No table of ours has it, so the sd also covers the other countries.
constexpr double child_prevalence = 0.08;
constexpr double child_log_sd = 0.8;
constexpr double under_18_of_15_19 = 0.6;  ///< three of the five single years

constexpr std::size_t least_regional = 3;
constexpr std::size_t first_adult_band = 3, last_band = age_band_count - 1;
constexpr double per_100k = 1e-5, percent = 0.01;

/// Latest positive value of a measure up to a year.
const CrimeLevel* latest(const CountryTables& country, CrimeType type, Measure measure, int last_year) {
  const CrimeLevel* found = nullptr;
  for (const auto& row : country.levels)
    if (row.type == type && row.measure == measure && row.year <= last_year && row.value > 0) found = &row;
  return found;
}

/// Median over countries of the latest share of victims who told the police; 0.4 where no country has one.
double pooled_reporting(const std::vector<CountryTables>& countries, CrimeType type, int last_year) {
  std::vector<double> shares;
  for (const auto& country : countries)
    if (const auto* row = latest(country, type, Measure::reporting_share, last_year)) shares.push_back(row->value * percent);
  return shares.empty() ? theft_reporting_share : median(shares);
}

double recorded_sd(const CountryTables& country, double sd) { return country.name.income == model::Income::high ? sd : std::max(sd, recorded_elsewhere_sd); }

using OwnLevel = std::function<std::optional<TypeLevel>(std::size_t)>;

/// Own figures where there are any, else the regional median of those that have, with a wide sd.
void fill_type(const std::vector<CountryTables>& countries, CrimeType type, const OwnLevel& own, std::vector<TypeLevels>& levels) {
  std::array<std::vector<double>, model::region_count> regional;
  std::vector<double> all;
  std::vector<std::optional<TypeLevel>> found;
  for (std::size_t i = 0; i < countries.size(); ++i) {
    found.push_back(own(i));
    if (found.back()) regional[model::index(countries[i].name.region)].push_back(found.back()->log_rate), all.push_back(found.back()->log_rate);
  }
  for (std::size_t i = 0; i < countries.size(); ++i) {
    const auto& region = regional[model::index(countries[i].name.region)];
    const auto& pool = region.size() >= least_regional ? region : all;
    // Without any country there is nothing to pool: one incident per hundred persons, within a factor of ten either way.
    const TypeLevel pooled = pool.empty() ? TypeLevel{logarithm(percent), 1.2, Basis::assumption} : TypeLevel{median(pool), std::max(pooled_least_sd, standard_deviation(pool)), Basis::pooled};
    levels[i][model::index(type)] = found[i].value_or(pooled);
  }
}

/// Survey prevalence among adults, else police figure over the share that victims report.
std::optional<TypeLevel> survey_or_recorded(const CountryTables& country, const Population& population, CrimeType type, double pooled_share, double survey_sd, double police_sd, int last_year, int start_year,
                                            std::set<std::string>& used) {
  if (const auto* survey = latest(country, type, Measure::survey_prevalence, last_year)) {
    used.insert(survey->source_id);
    return TypeLevel{logarithm(survey->value * percent * age_share(population, start_year, first_adult_band, last_band)), survey_sd, Basis::observed};
  }
  const auto* police = latest(country, type, Measure::recorded_rate, last_year);
  if (police == nullptr) return std::nullopt;
  used.insert(police->source_id);
  const auto* reported = latest(country, type, Measure::reporting_share, last_year);
  if (reported != nullptr) used.insert(reported->source_id);
  const double share = reported != nullptr ? reported->value * percent : pooled_share;
  return TypeLevel{logarithm(police->value * per_100k / share), recorded_sd(country, police_sd), Basis::modelled_estimate};
}

/// Percent of women aged 15-49 in the last 12 months; one woman's year of it counts as one incident.
std::optional<TypeLevel> partner_violence(const CountryTables& country, const Population& population, int last_year, int start_year, std::set<std::string>& used) {
  const auto* survey = latest(country, CrimeType::partner_violence, Measure::survey_prevalence, last_year);
  if (survey == nullptr) return std::nullopt;
  used.insert(survey->source_id);
  const double women = population.ages(start_year).women_15_49 / population.ages_total(start_year);
  return TypeLevel{logarithm(survey->value * percent * women), partner_survey_sd, Basis::observed};
}

std::optional<TypeLevel> theft(const CountryTables& country, int last_year, std::set<std::string>& used) {
  const auto* police = latest(country, CrimeType::property, Measure::recorded_rate, last_year);
  if (police == nullptr) return std::nullopt;
  used.insert(police->source_id);
  return TypeLevel{logarithm(police->value * per_100k / theft_reporting_share), recorded_sd(country, theft_recorded_sd), Basis::modelled_estimate};
}

TypeLevel child_maltreatment(const Population& population, int start_year) {
  const double children = age_share(population, start_year, 0, first_adult_band - 1) + under_18_of_15_19 * age_share(population, start_year, first_adult_band, first_adult_band);
  return {logarithm(child_prevalence * children), child_log_sd, Basis::assumption};
}

}  // namespace

std::vector<TypeLevels> estimate_levels(const std::vector<CountryTables>& countries, const std::vector<Population>& population, const std::vector<TypeLevel>& homicide, int last_year, int start_year,
                                        std::vector<std::set<std::string>>& used) {
  std::vector<TypeLevels> levels(countries.size());
  for (std::size_t i = 0; i < countries.size(); ++i) {
    const auto& h = homicide[i];
    levels[i][model::index(CrimeType::homicide)] = h;
    levels[i][model::index(CrimeType::serious_assault)] = {h.log_rate + logarithm(injuries_per_homicide), std::sqrt(h.log_sd * h.log_sd + injuries_log_sd * injuries_log_sd), Basis::pooled};
    levels[i][model::index(CrimeType::child_maltreatment)] = child_maltreatment(population[i], start_year);
  }
  const double robbery_share = pooled_reporting(countries, CrimeType::robbery, last_year), sexual_share = pooled_reporting(countries, CrimeType::sexual_violence, last_year);
  fill_type(countries, CrimeType::robbery,
            [&](std::size_t i) { return survey_or_recorded(countries[i], population[i], CrimeType::robbery, robbery_share, robbery_survey_sd, robbery_recorded_sd, last_year, start_year, used[i]); }, levels);
  fill_type(countries, CrimeType::sexual_violence,
            [&](std::size_t i) { return survey_or_recorded(countries[i], population[i], CrimeType::sexual_violence, sexual_share, sexual_survey_sd, sexual_recorded_sd, last_year, start_year, used[i]); }, levels);
  fill_type(countries, CrimeType::partner_violence, [&](std::size_t i) { return partner_violence(countries[i], population[i], last_year, start_year, used[i]); }, levels);
  fill_type(countries, CrimeType::property, [&](std::size_t i) { return theft(countries[i], last_year, used[i]); }, levels);
  return levels;
}

}  // namespace salus::calibration
