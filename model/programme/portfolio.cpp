#include "model/programme/portfolio.hpp"

#include <algorithm>
#include <stdexcept>

#include "model/core/elementary.hpp"

namespace salus::model {
namespace {

Cents gross_of(const Account& account) {
  Cents total;
  for (const Cents c : account.gross) total += c;
  return total;
}

InterventionIndex intervention_named(const Evidence& evidence, const std::string& id) {
  for (const auto i : positions_in<InterventionIndex>(evidence.interventions))
    if (evidence.interventions[i].id == id) return i;
  throw std::invalid_argument("no intervention is named '" + id + "'");
}

CountryIndex country_named(const std::vector<CountryInput>& countries, const std::string& iso3) {
  for (const auto c : positions_in<CountryIndex>(countries))
    if (countries[c].code.name() == iso3) return c;
  throw std::invalid_argument("no country is named '" + iso3 + "'");
}

Usd enough_of(const Intervention& row) {
  const Prior& least = row.least_a_year;
  return least.upper > 0.0 ? Usd(least.a * exponential(least.b)) : Usd();
}

Persons mean_city_of(const CountryInput& country) {
  double people = 0.0;
  double cities = 0.0;
  for (const auto& city : country.cities) {
    people += city.population[in_panel(YearIndex(0u))];
    cities += 1.0;
  }
  return Persons(cities > 0.0 ? people / cities : 0.0);
}

}  // namespace

Portfolio::Portfolio(const Scenario& scenario, const Evidence& evidence, const std::vector<CountryInput>& countries)
    : scenario_(scenario),
      accounts_(accounts_of(scenario.budget)),
      shares_(positions_in<AccountIndex>(accounts_), positions_in<CountryIndex>(countries)),
      named_places_(countries.size()),
      recipient_(countries.size()),
      functions_(accounts_.size()),
      named_(scenario.enrolment == Enrolment::named) {
  for (const auto c : positions_in<CountryIndex>(countries)) by_number_.push_back(c);
  for (const auto& country : countries) mean_city_.push_back(mean_city_of(country));
  std::sort(by_number_.begin(), by_number_.end(),
            [&](CountryIndex a, CountryIndex b) { return countries[a].code.m49 < countries[b].code.m49; });
  for (const auto a : positions_in<AccountIndex>(accounts_)) {
    const Cents total = gross_of(accounts_[a]);
    const bool funded = total != Cents();
    funded_ = funded_ || funded;
    if (accounts_[a].half == Half::global_functions) {
      take_function(a, evidence);
      global_ = global_ || funded;
      continue;
    }
    const InterventionIndex item = intervention_named(evidence, accounts_[a].item);
    take_places(a, funded, countries);
    if (!funded) continue;
    local_ = true;
    if (accounts_[a].item == survey_item) survey_accounts_.push_back(a);
    if (!evidence.interventions[item].process_only) {
      take_row(a, item, total.dollars());
      rows_.back().enough = enough_of(evidence.interventions[item]);
    }
  }
  share_own_money(evidence);
  // Own money follows the income class where no local line says who is meant.
  if (!local_)
    for (const auto c : positions_in<CountryIndex>(countries))
      recipient_[c] = global_ && countries[c].income != Income::high;
}

void Portfolio::take_function(AccountIndex account, const Evidence& evidence) {
  const std::string& item = accounts_[account].item;
  const auto function = find(function_names, item);
  if (!function ||
      std::none_of(evidence.functions.begin(), evidence.functions.end(), [&](const auto& g) { return g.id == item; }))
    throw std::invalid_argument("no global function is named '" + item + "'");
  functions_[account] = *function;
}

void Portfolio::take_places(AccountIndex account, bool funded, const std::vector<CountryInput>& countries) {
  for (const auto& place : accounts_[account].places) {
    const CountryIndex c = country_named(countries, place);
    shares_(account, c) = true;
    named_places_[c] = named_places_[c] || funded;
    recipient_[c] = recipient_[c] || funded;
  }
}

/// Accounts are sorted by item, so those of one intervention follow each other, and rows come sorted by id.
void Portfolio::take_row(AccountIndex account, InterventionIndex item, PaidUsd gross) {
  if (rows_.empty() || rows_.back().intervention != item) {
    rows_.push_back({item, {}, 0.0, {}});
    row_gross_.emplace_back();
  }
  rows_.back().accounts.push_back(account);
  row_gross_.back() += gross;
  acting_ += gross;
}

void Portfolio::share_own_money(const Evidence& evidence) {
  for (const auto r : positions_in<RowIndex>(rows_)) rows_[r].own_weight = row_gross_[r] / acting_;
  if (!rows_.empty() || !global_) return;
  // Rows that are verified and do not hang on one government; those that coordinate others would count their effect
  // twice.
  for (const auto i : positions_in<InterventionIndex>(evidence.interventions)) {
    const auto& row = evidence.interventions[i];
    if (!row.process_only && row.verified && !row.political) rows_.push_back({i, {}, 0.0, {}});
  }
  std::sort(rows_.begin(), rows_.end(), [&](const auto& a, const auto& b) {
    return evidence.interventions[a.intervention].id < evidence.interventions[b.intervention].id;
  });
  for (auto& row : rows_) row.own_weight = 1.0 / positions_in<RowIndex>(rows_).count();
}

}  // namespace salus::model
