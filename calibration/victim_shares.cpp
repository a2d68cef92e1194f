#include "calibration/victim_shares.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/statistics.hpp"
#include "model/core/elementary.hpp"
#include "model/core/grid.hpp"

namespace salus::calibration {
namespace {

using model::Basis;
using model::logarithm;
using model::logistic;
using model::logit;

constexpr double pseudo_victims = 20.0;  ///< weight of the pooled share, in victims
constexpr double own_logit_sd = 0.1;     ///< drift of a country's own share over a decade, beyond counting
constexpr int victim_years = 5;          ///< years up to the latest that are pooled within a country
/// An assumed odds ratio is carried to every country: most of what is not known of it, all countries share. Together a
/// factor of 1.8 either way in the odds.
constexpr double assumed_common_sd = 0.5;
constexpr double assumed_own_sd = 0.33;
constexpr double median_error = 1.2533;  ///< standard error of a median over that of a mean: sqrt(pi / 2)

constexpr std::size_t last_band_24 = 4;
constexpr std::size_t last_band_29 = 5;
constexpr std::size_t first_band_60 = 12;

/// Persons with disabilities: 16 % of the population (WHO 2022, Global report on health equity for persons with
/// disabilities).
constexpr double disability_share = 0.16;
/// Poor: the poorest fifth by definition (relative poverty).
constexpr double poor_share = 0.2;

/// Odds of a victim belonging to a group, relative to a person of the population, a row a crime type; columns: women,
/// children and youth, older persons, persons with disabilities, the poor. Assumptions but where noted; a 0 marks what
/// data or the definition sets.
using OddsByGroup = model::EnumArray<double, model::TargetGroup>;
constexpr auto odds = model::for_each_of<model::CrimeType, OddsByGroup>({
    // With a disability any violence 1.50: Hughes et al. 2012, Lancet 379:1621.
    {model::CrimeType::homicide, {{0.0, 0.0, 0.0, 1.5, 2.0}}},
    {model::CrimeType::serious_assault, {{0.5, 1.2, 0.25, 1.5, 1.5}}},
    {model::CrimeType::robbery, {{0.7, 1.0, 0.4, 1.5, 1.0}}},
    {model::CrimeType::partner_violence, {{0.0, 1.0, 0.02, 1.5, 1.5}}},  // counted for women of 15 to 49 only
    {model::CrimeType::sexual_violence, {{5.7, 2.0, 0.1, 1.5, 1.3}}},    // 85 % women
    {model::CrimeType::property, {{1.0, 0.7, 0.7, 1.0, 0.8}}},
    {model::CrimeType::child_maltreatment, {{1.0, 0.0, 0.0, 3.68, 1.5}}},  // 3.68: Jones et al. 2012, Lancet 380:899
});
constexpr double all_of_them = 0.99;
constexpr double none_of_them = 0.01;
constexpr double by_definition_sd = 0.3;

/// Homicide victims below 25 among those below 30: 0.60 over 18 countries of unodc_portal_adk_2026 together (0.49 to
/// 0.77). the sd covers that range
constexpr double under_25_of_under_30 = 0.6;
constexpr double youth_logit_sd = 0.3;

struct Own {
  double members = 0.0;
  double victims = 0.0;
};

/// Members and victims over the last years up to `last_year`.
Own own_victims(const CountryTables& country, VictimMeasure measure, int last_year, std::set<std::string>& used) {
  int latest = 0;
  for (const auto& row : country.victims)
    if (row.measure == measure && row.year <= last_year) latest = row.year;
  Own own;
  for (const auto& row : country.victims)
    if (row.measure == measure && row.year <= latest && row.year > latest - victim_years) {
      own.members += row.share * row.victims;
      own.victims += row.victims;
      used.insert(row.source_id);
    }
  return own;
}

/// Shares of one measure for all countries: own counts shrunk towards the population share times the pooled odds ratio.
std::vector<model::VictimShare> pooled_shares(const std::vector<CountryTables>& countries,
                                              const std::vector<double>& population_share, VictimMeasure measure,
                                              int last_year, std::vector<std::set<std::string>>& used) {
  std::vector<Own> own;
  std::vector<double> log_odds;
  for (std::size_t i = 0; i < countries.size(); ++i) {
    own.push_back(own_victims(countries[i], measure, last_year, used[i]));
    if (own[i].victims > 0)
      log_odds.push_back(logit((own[i].members + 0.5) / (own[i].victims + 1.0)) - logit(population_share[i]));
  }
  const double typical = log_odds.empty() ? 0.0 : median(log_odds);
  const bool told = log_odds.size() >= 2;
  const double spread = told ? standard_deviation(log_odds) : assumed_own_sd;
  const double typical_sd =
      told ? median_error * spread / std::sqrt(static_cast<double>(log_odds.size())) : assumed_common_sd;
  std::vector<model::VictimShare> shares;
  for (std::size_t i = 0; i < countries.size(); ++i) {
    const double pooled = logistic(logit(population_share[i]) + typical);
    if (own[i].victims <= 0) {
      shares.push_back({pooled, typical_sd, std::max(spread, own_logit_sd), Basis::pooled});
      continue;
    }
    const double n = own[i].victims + pseudo_victims;
    const double share = (own[i].members + pseudo_victims * pooled) / n;
    shares.push_back({share, typical_sd * pseudo_victims / n,
                      std::sqrt(1.0 / (n * share * (1.0 - share)) + own_logit_sd * own_logit_sd), Basis::observed});
  }
  return shares;
}

/// The part of the table that rests on the group's share of the population.
void fill_assumed(VictimShares& shares, const model::EnumArray<double, model::TargetGroup>& population_share) {
  for (const auto g : model::every<model::TargetGroup>)
    for (const auto k : model::every<model::CrimeType>)
      if (odds[k][g] > 0.0)
        shares[g][k] = {logistic(logit(population_share[g]) + logarithm(odds[k][g])), assumed_common_sd, assumed_own_sd,
                        Basis::assumption};
  using G = model::TargetGroup;
  using K = model::CrimeType;
  shares[G::women][K::partner_violence] = {all_of_them, by_definition_sd, 0.0, Basis::assumption};
  shares[G::children_youth][K::child_maltreatment] = {all_of_them, by_definition_sd, 0.0, Basis::assumption};
  shares[G::older_persons][K::child_maltreatment] = {none_of_them, by_definition_sd, 0.0, Basis::assumption};
}

}  // namespace

std::vector<VictimShares> estimate_victim_shares(const std::vector<CountryTables>& countries,
                                                 const std::vector<Population>& population, const ViewYears& years,
                                                 std::vector<std::set<std::string>>& used) {
  std::vector<double> half;
  std::vector<double> under_30;
  std::vector<double> older;
  for (const auto& people : population) {
    half.push_back(0.5);
    under_30.push_back(age_share(people, years.start, {.first = 0, .last = last_band_29}));
    older.push_back(age_share(people, years.start, {.first = first_band_60, .last = last_age_band}));
  }
  const auto women = pooled_shares(countries, half, VictimMeasure::women, years.last_data, used);
  const auto young = pooled_shares(countries, under_30, VictimMeasure::under_30, years.last_data, used);
  const auto old = pooled_shares(countries, older, VictimMeasure::aged_60_plus, years.last_data, used);
  constexpr auto homicide = model::CrimeType::homicide;
  std::vector<VictimShares> all(countries.size());
  for (std::size_t i = 0; i < countries.size(); ++i) {
    fill_assumed(all[i], {{0.5, age_share(population[i], years.start, {.first = 0, .last = last_band_24}), older[i],
                           disability_share, poor_share}});
    all[i][model::TargetGroup::women][homicide] = women[i];
    auto& youth = all[i][model::TargetGroup::children_youth][homicide];
    youth = young[i];
    youth.share *= under_25_of_under_30;
    youth.own_sd = std::sqrt(youth.own_sd * youth.own_sd + youth_logit_sd * youth_logit_sd);
    all[i][model::TargetGroup::older_persons][homicide] = old[i];
  }
  return all;
}

}  // namespace salus::calibration
