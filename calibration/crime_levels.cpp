#include "calibration/crime_levels.hpp"

#include <cmath>
#include <map>
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
/// The range alone gives 0.2; more, since the ratio is carried from the young to all ages.
constexpr double injuries_common_sd = 0.5;
constexpr double injuries_own_sd = 0.3;  ///< weapons and care differ between countries; assumption

/// Outside the high-income countries police figures can miss nearly everything (theft in Tanzania: 0.3 per 100,000),
/// whatever victims say they report. So each counts with this sd.
constexpr double recorded_elsewhere_sd = 1.5;

/// Share of thefts told to the police; assumption: victim surveys of the 1990s and 2000s found a third to a half; no
/// table has it. How far it is off, is part of what the police's figures of theft add (level_rules.hpp).
constexpr double theft_reporting_share = 0.4;

/// Children physically abused in a year: 4 to 16 % in surveys of high-income countries (Gilbert et al. 2009, Lancet
/// 373:68, doi 10.1016/S0140-6736(08)61706-7); geometric middle. No table of ours has it. What the middle is, is one
/// unknown; the other countries' own part is an assumption.
constexpr double child_prevalence = 0.08;
constexpr double child_common_sd = 0.8;
constexpr double child_own_sd = 0.4;
constexpr double under_18_of_15_19 = 0.6;  ///< three of the five single years

constexpr std::size_t first_adult_band = 3;
constexpr double percent = 0.01;

/// What levels are estimated from, by country, and which sources were used.
struct Sources {
  const std::vector<CountryTables>& countries;
  const std::vector<Population>& population;
  const std::vector<HomicideLevel>& homicide;
  ViewYears years;
  std::vector<std::set<std::string>>& used;
};

/// Latest positive value of a measure up to a year, of each family of questionnaires.
std::map<QuestionnaireFamily, const CrimeLevel*> latest_by_family(const CountryTables& country, CrimeType type,
                                                                  Measure measure, int last_year) {
  std::map<QuestionnaireFamily, const CrimeLevel*> found;
  for (const auto& row : country.levels)
    if (row.type == type && row.measure == measure && row.year <= last_year && row.value > 0) found[row.family] = &row;
  return found;
}

/// Latest share of victims who told the police.
std::optional<double> share_reported(const CountryTables& country, CrimeType type, int last_year,
                                     std::set<std::string>* used) {
  const CrimeLevel* last = nullptr;
  for (const auto& [family, row] : latest_by_family(country, type, Measure::reporting_share, last_year))
    if (last == nullptr || row->year > last->year) last = row;
  if (last == nullptr) return std::nullopt;
  if (used != nullptr) used->insert(last->source_id);
  return last->value * percent;
}

/// Median over countries of the latest share of victims who told the police; that of theft where no country has one.
double pooled_reporting(const Sources& from, CrimeType type) {
  std::vector<double> shares;
  for (const auto& country : from.countries)
    if (const auto share = share_reported(country, type, from.years.last_data, nullptr)) shares.push_back(*share);
  return shares.empty() ? theft_reporting_share : median(shares);
}

/// Share of the population that a survey asks.
double share_asked(LevelSource source, const Population& population, int start_year) {
  if (source == LevelSource::women) return population.ages(start_year).women_15_49 / population.ages_total(start_year);
  return age_share(population, start_year, {.first = first_adult_band, .last = last_age_band});
}

/// What surveys say: the percentage of those asked who were victims, as incidents a person; one victim of a year (one
/// woman's year with a violent partner) counts as one incident.
void read_surveys(CrimeType type, const Sources& from, std::size_t i, std::vector<LevelFigure>& figures) {
  const LevelRule& rule = level_rules[type];
  const double asked = share_asked(rule.from, from.population[i], from.years.start);
  for (const auto& [family, row] :
       latest_by_family(from.countries[i], type, Measure::survey_prevalence, from.years.last_data)) {
    figures.push_back({i, family, logarithm(row->value * percent * asked), rule.survey_sd});
    from.used[i].insert(row->source_id);
  }
}

/// What police figures say, over the share that victims report.
void read_records(CrimeType type, double reporting, const Sources& from, std::size_t i,
                  std::vector<LevelFigure>& figures) {
  const CountryTables& country = from.countries[i];
  const auto recorded = latest_by_family(country, type, Measure::recorded_rate, from.years.last_data);
  if (recorded.empty()) return;
  const double share = share_reported(country, type, from.years.last_data, &from.used[i]).value_or(reporting);
  for (const auto& [family, row] : recorded) {
    const bool high = family == QuestionnaireFamily::police_high_income;
    figures.push_back({i, family, logarithm(row->value * per_100k / share),
                       high ? level_rules[type].recorded_sd : recorded_elsewhere_sd});
    from.used[i].insert(row->source_id);
  }
}

/// Survey before police figure before what other countries say.
Basis basis_of(std::size_t country, const std::vector<LevelFigure>& figures) {
  Basis basis = figures.empty() ? Basis::assumption : Basis::pooled;
  for (const auto& figure : figures) {
    if (figure.country != country) continue;
    if (!of_police(figure.family)) return Basis::observed;
    basis = Basis::modelled_estimate;
  }
  return basis;
}

/// Surveys and police figures of all countries together.
std::vector<TypeLevel> from_figures(CrimeType type, const Sources& from) {
  std::vector<LevelFigure> figures;
  std::vector<model::Region> regions;
  const double reporting = pooled_reporting(from, type);
  for (std::size_t i = 0; i < from.countries.size(); ++i) {
    regions.push_back(from.countries[i].name.region);
    read_surveys(type, from, i, figures);
    read_records(type, reporting, from, i, figures);
  }
  auto levels = pool_levels(regions, figures, level_rules[type].reference);
  for (std::size_t i = 0; i < levels.size(); ++i) levels[i].basis = basis_of(i, figures);
  return levels;
}

TypeLevel injuries(const HomicideLevel& homicide) {
  return {.log_rate = homicide.log_rate + logarithm(injuries_per_homicide),
          .common = {injuries_common_sd},
          .own_sd = injuries_own_sd,
          .per_homicide = true,
          .basis = Basis::pooled};
}

TypeLevel children_abused(const Population& population, int start_year) {
  const double children = age_share(population, start_year, {.first = 0, .last = first_adult_band - 1}) +
                          under_18_of_15_19 * age_share(population, start_year, one_band(first_adult_band));
  return {.log_rate = logarithm(child_prevalence * children),
          .common = {child_common_sd},
          .own_sd = child_own_sd,
          .basis = Basis::assumption};
}

/// The level of one type in every country.
std::vector<TypeLevel> estimate_type(CrimeType type, const Sources& from) {
  const auto each = [&](const auto& level) {
    std::vector<TypeLevel> levels;
    for (std::size_t i = 0; i < from.countries.size(); ++i) levels.push_back(level(i));
    return levels;
  };
  switch (level_rules[type].from) {
    case LevelSource::homicide:
      return each([&](std::size_t i) {
        const HomicideLevel& level = from.homicide[i];
        return TypeLevel{.log_rate = level.log_rate, .own_sd = level.log_sd, .basis = level.basis};
      });
    case LevelSource::injuries:
      return each([&](std::size_t i) { return injuries(from.homicide[i]); });
    case LevelSource::victim_surveys:
    case LevelSource::women:
    case LevelSource::thefts:
      return from_figures(type, from);
    case LevelSource::children:
      return each([&](std::size_t i) { return children_abused(from.population[i], from.years.start); });
  }
  return {};
}

}  // namespace

std::vector<TypeLevels> estimate_levels(const std::vector<CountryTables>& countries,
                                        const std::vector<Population>& population,
                                        const std::vector<HomicideLevel>& homicide, const ViewYears& years,
                                        std::vector<std::set<std::string>>& used) {
  const Sources from{countries, population, homicide, years, used};
  std::vector<TypeLevels> levels(countries.size());
  for (const CrimeType type : model::every<CrimeType>) {
    const auto by_country = estimate_type(type, from);
    for (std::size_t i = 0; i < levels.size(); ++i) levels[i][type] = by_country[i];
  }
  std::vector<double> people;
  for (const auto& country : population) people.push_back(country.persons(years.start));
  set_medians(levels, people);
  return levels;
}

}  // namespace salus::calibration
