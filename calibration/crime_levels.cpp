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

/// Hospital-treated violent injuries per homicide, range 20-40: WHO, 10 facts on violence prevention (fact S76), stated
/// for the young.
constexpr double injuries_per_homicide = 30.0;
/// The range alone gives 0.2; more, since the ratio is carried from the young to all ages and to every country.
constexpr double injuries_log_sd = 0.5;

/// Surveys ask for victims; one victim of a year counts as one incident. The sds hold that and differences between
/// questionnaires: robbery surveys and police figures over reporting shares of one country agree within about 30 %;
/// sexual violence differs eighty-fold between surveys of rich countries (0.08 to 6.4 %), far more than violence does.
constexpr double robbery_survey_sd = 0.4;
constexpr double robbery_recorded_sd = 0.6;
constexpr double sexual_survey_sd = 0.8;
constexpr double sexual_recorded_sd = 1.0;
constexpr double partner_survey_sd = 0.3;
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
constexpr double theft_recorded_sd = 0.6;

/// Children physically abused in a year: 4 to 16 % in surveys of high-income countries (Gilbert et al. 2009, Lancet
/// 373:68, doi 10.1016/S0140-6736(08)61706-7); geometric middle. No table of ours has it, so the sd also covers the
/// other countries.
constexpr double child_prevalence = 0.08;
constexpr double child_log_sd = 0.8;
constexpr double under_18_of_15_19 = 0.6;  ///< three of the five single years

constexpr std::size_t least_regional = 3;
constexpr std::size_t first_adult_band = 3;
constexpr std::size_t last_band = age_band_count - 1;
constexpr double per_100k = 1e-5;
constexpr double percent = 0.01;

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
  std::array<std::vector<double>, model::region_count> regional;
  std::vector<double> all;
  std::vector<std::optional<TypeLevel>> found;
  for (std::size_t i = 0; i < countries.size(); ++i) {
    found.push_back(own(i));
    if (found.back()) {
      regional[model::index(countries[i].name.region)].push_back(found.back()->log_rate);
      all.push_back(found.back()->log_rate);
    }
  }
  for (std::size_t i = 0; i < countries.size(); ++i) {
    const auto& region = regional[model::index(countries[i].name.region)];
    const auto& pool = region.size() >= least_regional ? region : all;
    // Without any country there is nothing to pool: one incident per hundred persons, within a factor of ten either
    // way.
    const TypeLevel pooled =
        pool.empty() ? TypeLevel{logarithm(percent), 1.2, Basis::assumption}
                     : TypeLevel{median(pool), std::clamp(standard_deviation(pool), pooled_least_sd, pooled_most_sd),
                                 Basis::pooled};
    levels[i][model::index(type)] = found[i].value_or(pooled);
  }
}

double survey_log_rate(const CrimeLevel& survey, const Population& population, int start_year) {
  return logarithm(survey.value * percent * age_share(population, start_year, first_adult_band, last_band));
}

/// What differs between the two types that victim surveys ask about.
struct SurveyRule {
  CrimeType type;
  double survey_sd;
  double police_sd;
  double reporting = 0.0;  ///< pooled share of victims who told the police
  std::optional<Anchor> anchor{};
};

/// Fills in what is pooled over countries: the reporting share and the survey median.
SurveyRule pool_surveys(SurveyRule rule, const std::vector<CountryTables>& countries,
                        const std::vector<Population>& population, int last_year, int start_year) {
  rule.reporting = pooled_reporting(countries, rule.type, last_year);
  std::vector<double> levels;
  for (std::size_t i = 0; i < countries.size(); ++i)
    if (const auto* survey = latest(countries[i], rule.type, Measure::survey_prevalence, last_year))
      levels.push_back(survey_log_rate(*survey, population[i], start_year));
  if (levels.size() >= least_regional)
    rule.anchor = Anchor{median(levels), std::max(pooled_least_sd, standard_deviation(levels))};
  return rule;
}

/// Survey prevalence among adults, else police figure over the share that victims report.
std::optional<TypeLevel> survey_or_recorded(const CountryTables& country, const Population& population,
                                            const SurveyRule& rule, int last_year, int start_year,
                                            std::set<std::string>& used) {
  if (const auto* survey = latest(country, rule.type, Measure::survey_prevalence, last_year)) {
    used.insert(survey->source_id);
    return TypeLevel{survey_log_rate(*survey, population, start_year), rule.survey_sd, Basis::observed};
  }
  const auto* police = latest(country, rule.type, Measure::recorded_rate, last_year);
  if (police == nullptr) return std::nullopt;
  used.insert(police->source_id);
  const auto* reported = latest(country, rule.type, Measure::reporting_share, last_year);
  if (reported != nullptr) used.insert(reported->source_id);
  const double share = reported != nullptr ? reported->value * percent : rule.reporting;
  return recorded_level(country, logarithm(police->value * per_100k / share), rule.police_sd, rule.anchor);
}

/// Percent of women aged 15-49 in the last 12 months; one woman's year of it counts as one incident.
std::optional<TypeLevel> partner_violence(const CountryTables& country, const Population& population, int last_year,
                                          int start_year, std::set<std::string>& used) {
  const auto* survey = latest(country, CrimeType::partner_violence, Measure::survey_prevalence, last_year);
  if (survey == nullptr) return std::nullopt;
  used.insert(survey->source_id);
  const double women = population.ages(start_year).women_15_49 / population.ages_total(start_year);
  return TypeLevel{logarithm(survey->value * percent * women), partner_survey_sd, Basis::observed};
}

double theft_log_rate(const CrimeLevel& police) { return logarithm(police.value * per_100k / theft_reporting_share); }

/// Median of the high-income countries.
std::optional<Anchor> theft_anchor(const std::vector<CountryTables>& countries, int last_year) {
  std::vector<double> levels;
  for (const auto& country : countries)
    if (const auto* police = latest(country, CrimeType::property, Measure::recorded_rate, last_year);
        police != nullptr && country.name.income == model::Income::high)
      levels.push_back(theft_log_rate(*police));
  return levels.size() >= least_regional ? std::optional(Anchor{median(levels), property_pool_sd}) : std::nullopt;
}

std::optional<TypeLevel> theft(const CountryTables& country, const std::optional<Anchor>& anchor, int last_year,
                               std::set<std::string>& used) {
  const auto* police = latest(country, CrimeType::property, Measure::recorded_rate, last_year);
  if (police == nullptr) return std::nullopt;
  used.insert(police->source_id);
  return recorded_level(country, theft_log_rate(*police), theft_recorded_sd, anchor);
}

TypeLevel child_maltreatment(const Population& population, int start_year) {
  const double children = age_share(population, start_year, 0, first_adult_band - 1) +
                          under_18_of_15_19 * age_share(population, start_year, first_adult_band, first_adult_band);
  return {logarithm(child_prevalence * children), child_log_sd, Basis::assumption};
}

}  // namespace

std::vector<TypeLevels> estimate_levels(const std::vector<CountryTables>& countries,
                                        const std::vector<Population>& population,
                                        const std::vector<TypeLevel>& homicide, int last_year, int start_year,
                                        std::vector<std::set<std::string>>& used) {
  std::vector<TypeLevels> levels(countries.size());
  for (std::size_t i = 0; i < countries.size(); ++i) {
    const auto& h = homicide[i];
    levels[i][model::index(CrimeType::homicide)] = h;
    levels[i][model::index(CrimeType::serious_assault)] = {
        h.log_rate + logarithm(injuries_per_homicide),
        std::sqrt(h.log_sd * h.log_sd + injuries_log_sd * injuries_log_sd), Basis::pooled};
    levels[i][model::index(CrimeType::child_maltreatment)] = child_maltreatment(population[i], start_year);
  }
  for (const SurveyRule& asked : {SurveyRule{CrimeType::robbery, robbery_survey_sd, robbery_recorded_sd},
                                  SurveyRule{CrimeType::sexual_violence, sexual_survey_sd, sexual_recorded_sd}}) {
    const auto rule = pool_surveys(asked, countries, population, last_year, start_year);
    fill_type(
        countries, rule.type,
        [&](std::size_t i) {
          return survey_or_recorded(countries[i], population[i], rule, last_year, start_year, used[i]);
        },
        levels);
  }
  fill_type(
      countries, CrimeType::partner_violence,
      [&](std::size_t i) { return partner_violence(countries[i], population[i], last_year, start_year, used[i]); },
      levels);
  fill_type(
      countries, CrimeType::property,
      [&, anchor = theft_anchor(countries, last_year)](std::size_t i) {
        return theft(countries[i], anchor, last_year, used[i]);
      },
      levels);
  return levels;
}

}  // namespace salus::calibration
