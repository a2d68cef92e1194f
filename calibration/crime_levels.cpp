#include "calibration/crime_levels.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include "calibration/level_rules.hpp"
#include "calibration/statistics.hpp"
#include "model/core/elementary.hpp"
#include "model/core/grid.hpp"

namespace salus::calibration {
namespace {

using model::Basis;
using model::CrimeType;
using model::logarithm;
using model::TypeLevel;

/// Hospital-treated violent injuries per homicide, range 20-40: WHO, 10 facts on violence prevention (fact S76), stated
/// for the young.
constexpr double injuries_per_homicide = 30.0;
/// The range alone gives 0.2; more, since the ratio is carried from the young to all ages and to every country.
constexpr double injuries_log_sd = 0.5;

/// Outside the high-income countries police figures can miss nearly everything (theft in Tanzania: 0.3 per 100,000),
/// whatever victims say they report. So they count with this sd and are drawn towards the median of the countries that
/// are measured better.
constexpr double recorded_elsewhere_sd = 1.5;
constexpr double property_pool_sd = 1.0;  ///< of the high-income median of theft, carried elsewhere; assumption
/// Sd of a regional median; above 1.2 the mean would be more than twice the median.
constexpr double pooled_least_sd = 0.8;
constexpr double pooled_most_sd = 1.2;

/// Share of thefts told to the police; assumption: victim surveys of the 1990s and 2000s found a third to a half; no
/// table has it.
constexpr double theft_reporting_share = 0.4;

/// Children physically abused in a year: 4 to 16 % in surveys of high-income countries (Gilbert et al. 2009, Lancet
/// 373:68, doi 10.1016/S0140-6736(08)61706-7); geometric middle. No table of ours has it, so the sd also covers the
/// other countries.
constexpr double child_prevalence = 0.08;
constexpr double child_log_sd = 0.8;
constexpr double under_18_of_15_19 = 0.6;  ///< three of the five single years

constexpr std::size_t first_adult_band = 3;
constexpr double percent = 0.01;

/// What levels are estimated from, by country, and which sources were used.
struct Sources {
  const std::vector<CountryTables>& countries;
  const std::vector<Population>& population;
  const std::vector<TypeLevel>& homicide;
  ViewYears years;
  std::vector<std::set<std::string>>& used;
};

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
    if (const auto* row = latest(country, type, Measure::reporting_share, last_year))
      shares.push_back(row->value * percent);
  return shares.empty() ? theft_reporting_share : median(shares);
}

/// A level to draw towards: median and sd of the log over countries that are measured better.
struct Anchor {
  double log_rate = 0.0;
  double log_sd = 0.0;
};

/// Police figure over the share reported; outside high-income countries weighed with the anchor by precision.
TypeLevel recorded_level(const CountryTables& country, double log_rate, double sd,
                         const std::optional<Anchor>& anchor) {
  if (country.name.income == model::Income::high) return {log_rate, sd, Basis::modelled_estimate};
  const double own = 1.0 / (recorded_elsewhere_sd * recorded_elsewhere_sd);
  if (!anchor) return {log_rate, recorded_elsewhere_sd, Basis::modelled_estimate};
  const double other = 1.0 / (anchor->log_sd * anchor->log_sd);
  return {(own * log_rate + other * anchor->log_rate) / (own + other), std::sqrt(1.0 / (own + other)),
          Basis::modelled_estimate};
}

using OwnLevel = std::function<std::optional<TypeLevel>(std::size_t)>;

/// Own figures where there are any, else the regional median of those that have, with a wide sd.
void fill_type(const std::vector<CountryTables>& countries, CrimeType type, const OwnLevel& own,
               std::vector<TypeLevels>& levels) {
  model::EnumArray<std::vector<double>, model::Region> regional;
  std::vector<double> all;
  std::vector<std::optional<TypeLevel>> found;
  for (std::size_t i = 0; i < countries.size(); ++i) {
    found.push_back(own(i));
    if (found.back()) {
      regional[countries[i].name.region].push_back(found.back()->log_rate);
      all.push_back(found.back()->log_rate);
    }
  }
  for (std::size_t i = 0; i < countries.size(); ++i) {
    const auto& region = regional[countries[i].name.region];
    const auto& pool = region.size() >= least_regional ? region : all;
    // Without any country there is nothing to pool: one incident per hundred persons, within a factor of ten either
    // way.
    const TypeLevel pooled =
        pool.empty() ? TypeLevel{logarithm(percent), 1.2, Basis::assumption}
                     : TypeLevel{median(pool), std::clamp(standard_deviation(pool), pooled_least_sd, pooled_most_sd),
                                 Basis::pooled};
    levels[i][type] = found[i].value_or(pooled);
  }
}

double survey_log_rate(const CrimeLevel& survey, const Population& population, int start_year) {
  return logarithm(survey.value * percent *
                   age_share(population, start_year, {.first = first_adult_band, .last = last_age_band}));
}

/// What victim surveys of all countries say together about a type.
struct PooledSurveys {
  double reporting = 0.0;  ///< share of victims who told the police
  std::optional<Anchor> anchor{};
};

PooledSurveys pool_surveys(CrimeType type, const Sources& from) {
  PooledSurveys pooled{pooled_reporting(from.countries, type, from.years.last_data)};
  std::vector<double> levels;
  for (std::size_t i = 0; i < from.countries.size(); ++i)
    if (const auto* survey = latest(from.countries[i], type, Measure::survey_prevalence, from.years.last_data))
      levels.push_back(survey_log_rate(*survey, from.population[i], from.years.start));
  if (levels.size() >= least_regional)
    pooled.anchor = Anchor{median(levels), std::max(pooled_least_sd, standard_deviation(levels))};
  return pooled;
}

/// Survey prevalence among adults, else police figure over the share that victims report.
std::optional<TypeLevel> survey_or_recorded(CrimeType type, const PooledSurveys& pooled, const Sources& from,
                                            std::size_t i) {
  const CountryTables& country = from.countries[i];
  if (const auto* survey = latest(country, type, Measure::survey_prevalence, from.years.last_data)) {
    from.used[i].insert(survey->source_id);
    return TypeLevel{survey_log_rate(*survey, from.population[i], from.years.start), level_rules[type].survey_sd,
                     Basis::observed};
  }
  const auto* police = latest(country, type, Measure::recorded_rate, from.years.last_data);
  if (police == nullptr) return std::nullopt;
  from.used[i].insert(police->source_id);
  const auto* reported = latest(country, type, Measure::reporting_share, from.years.last_data);
  if (reported != nullptr) from.used[i].insert(reported->source_id);
  const double share = reported != nullptr ? reported->value * percent : pooled.reporting;
  return recorded_level(country, logarithm(police->value * per_100k / share), level_rules[type].recorded_sd,
                        pooled.anchor);
}

/// Percent of women aged 15-49 in the last 12 months; one woman's year of it counts as one incident.
std::optional<TypeLevel> asked_of_women(CrimeType type, const Sources& from, std::size_t i) {
  const auto* survey = latest(from.countries[i], type, Measure::survey_prevalence, from.years.last_data);
  if (survey == nullptr) return std::nullopt;
  from.used[i].insert(survey->source_id);
  const Population& population = from.population[i];
  const double women = population.ages(from.years.start).women_15_49 / population.ages_total(from.years.start);
  return TypeLevel{logarithm(survey->value * percent * women), level_rules[type].survey_sd, Basis::observed};
}

double theft_log_rate(const CrimeLevel& police) { return logarithm(police.value * per_100k / theft_reporting_share); }

/// Median of the high-income countries.
std::optional<Anchor> theft_anchor(CrimeType type, const Sources& from) {
  std::vector<double> levels;
  for (const auto& country : from.countries)
    if (const auto* police = latest(country, type, Measure::recorded_rate, from.years.last_data);
        police != nullptr && country.name.income == model::Income::high)
      levels.push_back(theft_log_rate(*police));
  return levels.size() >= least_regional ? std::optional(Anchor{median(levels), property_pool_sd}) : std::nullopt;
}

std::optional<TypeLevel> theft(CrimeType type, const std::optional<Anchor>& anchor, const Sources& from,
                               std::size_t i) {
  const auto* police = latest(from.countries[i], type, Measure::recorded_rate, from.years.last_data);
  if (police == nullptr) return std::nullopt;
  from.used[i].insert(police->source_id);
  return recorded_level(from.countries[i], theft_log_rate(*police), level_rules[type].recorded_sd, anchor);
}

TypeLevel injuries(const TypeLevel& homicide) {
  return {homicide.log_rate + logarithm(injuries_per_homicide),
          std::sqrt(homicide.log_sd * homicide.log_sd + injuries_log_sd * injuries_log_sd), Basis::pooled};
}

TypeLevel children_abused(const Population& population, int start_year) {
  const double children = age_share(population, start_year, {.first = 0, .last = first_adult_band - 1}) +
                          under_18_of_15_19 * age_share(population, start_year, one_band(first_adult_band));
  return {logarithm(child_prevalence * children), child_log_sd, Basis::assumption};
}

/// The level of one type in every country.
void estimate_type(CrimeType type, const Sources& from, std::vector<TypeLevels>& levels) {
  const auto every_country = [&](const auto& level) {
    for (std::size_t i = 0; i < levels.size(); ++i) levels[i][type] = level(i);
  };
  switch (level_rules[type].from) {
    case LevelSource::homicide:
      return every_country([&](std::size_t i) { return from.homicide[i]; });
    case LevelSource::injuries:
      return every_country([&](std::size_t i) { return injuries(from.homicide[i]); });
    case LevelSource::victim_surveys:
      return fill_type(
          from.countries, type,
          [&, pooled = pool_surveys(type, from)](std::size_t i) { return survey_or_recorded(type, pooled, from, i); },
          levels);
    case LevelSource::women:
      return fill_type(
          from.countries, type, [&](std::size_t i) { return asked_of_women(type, from, i); }, levels);
    case LevelSource::thefts:
      return fill_type(
          from.countries, type,
          [&, anchor = theft_anchor(type, from)](std::size_t i) { return theft(type, anchor, from, i); }, levels);
    case LevelSource::children:
      return every_country([&](std::size_t i) { return children_abused(from.population[i], from.years.start); });
  }
}

}  // namespace

std::vector<TypeLevels> estimate_levels(const std::vector<CountryTables>& countries,
                                        const std::vector<Population>& population,
                                        const std::vector<TypeLevel>& homicide, const ViewYears& years,
                                        std::vector<std::set<std::string>>& used) {
  const Sources from{countries, population, homicide, years, used};
  std::vector<TypeLevels> levels(countries.size());
  for (const CrimeType type : model::every<CrimeType>) estimate_type(type, from, levels);
  return levels;
}

}  // namespace salus::calibration
