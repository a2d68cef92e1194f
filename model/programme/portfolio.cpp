#include "model/programme/portfolio.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace salus::model {

Portfolio::Portfolio(const Scenario& scenario, const Evidence& evidence, const std::vector<CountryInput>& countries)
    : scenario_(scenario),
      countries_(countries.size()),
      accounts_(accounts_of(scenario.budget)),
      named_(scenario.enrolment == Enrolment::named) {
  shares_.resize(accounts_.size() * countries_);
  named_places_.resize(countries_);
  recipient_.resize(countries_);
  functions_.resize(accounts_.size());
  for (std::size_t c = 0; c < countries_; ++c) by_number_.push_back(c);
  std::sort(by_number_.begin(), by_number_.end(),
            [&](std::size_t a, std::size_t b) { return countries[a].code.m49 < countries[b].code.m49; });
  std::map<std::string, PortfolioRow> rows;
  double acting = 0.0;
  for (std::size_t a = 0; a < accounts_.size(); ++a) {
    const auto& account = accounts_[a];
    Cents total;
    for (const Cents c : account.gross) total += c;
    const bool empty = total == Cents();
    funded_ = funded_ || !empty;
    if (account.half == Half::global_functions) {
      const auto function = find(function_names, account.item);
      if (!function || std::none_of(evidence.functions.begin(), evidence.functions.end(),
                                    [&](const auto& g) { return g.id == account.item; }))
        throw std::invalid_argument("no global function is named '" + account.item + "'");
      functions_[a] = *function;
      global_ = global_ || !empty;
      continue;
    }
    const auto found = std::find_if(evidence.interventions.begin(), evidence.interventions.end(),
                                    [&](const auto& i) { return i.id == account.item; });
    if (found == evidence.interventions.end())
      throw std::invalid_argument("no intervention is named '" + account.item + "'");
    for (const auto& place : account.places) {
      const auto c = std::find_if(countries.begin(), countries.end(),
                                  [&](const auto& country) { return country.code.name() == place; });
      if (c == countries.end()) throw std::invalid_argument("no country is named '" + place + "'");
      const auto at = static_cast<std::size_t>(c - countries.begin());
      shares_[a * countries_ + at] = true;
      named_places_[at] = named_places_[at] || !empty;
      recipient_[at] = recipient_[at] || !empty;
    }
    if (empty) continue;
    local_ = true;
    if (found->id == survey_item) survey_accounts_.push_back(a);
    if (found->process_only) continue;
    auto& row = rows[found->id];
    row.intervention = static_cast<std::size_t>(found - evidence.interventions.begin());
    row.accounts.push_back(a);
    row.own_weight += total.dollars();
    acting += total.dollars();
  }
  for (auto& [id, row] : rows) row.own_weight /= acting;
  if (rows.empty() && global_) {
    // Rows that are verified and do not hang on one government; those that coordinate others would count their effect
    // twice.
    const auto open = [](const Intervention& i) { return !i.process_only && i.verified && !i.political; };
    const auto n =
        static_cast<double>(std::count_if(evidence.interventions.begin(), evidence.interventions.end(), open));
    for (std::size_t i = 0; i < evidence.interventions.size(); ++i)
      if (open(evidence.interventions[i])) rows[evidence.interventions[i].id] = {i, {}, 1.0 / n};
  }
  for (auto& [id, row] : rows) rows_.push_back(std::move(row));
  // Own money follows the income class where no local line says who is meant.
  if (!local_)
    for (std::size_t c = 0; c < countries_; ++c) recipient_[c] = global_ && countries[c].income != Income::high;
}

}  // namespace salus::model
