#pragma once
/// A scenario's money as the programme layer needs it: accounts, which countries share each, which interventions act.
#include <vector>

#include "model/country/country_input.hpp"
#include "model/programme/evidence.hpp"
#include "model/programme/scenario.hpp"

namespace salus::model {

/// One acting intervention of a scenario.
struct PortfolioRow {
  InterventionIndex intervention;
  std::vector<AccountIndex> accounts;  ///< local accounts that pay for it
  double own_weight = 0.0;             ///< part of a dollar of own money that goes to it
  /// A city and year that a plan of few and enough counts on: the median of the smallest useful size times the factor
  /// of one standard deviation of its log, so that it is enough in five of six draws. None: any money is.
  Usd enough;
};

/// Fixed for a scenario, the same in every draw.
class Portfolio {
 public:
  /// @throws std::invalid_argument for an item or place that is not known.
  Portfolio(const Scenario& scenario, const Evidence& evidence, const std::vector<CountryInput>& countries);

  const Scenario& scenario() const noexcept { return scenario_; }
  const std::vector<Account>& accounts() const noexcept { return accounts_; }
  /// Whether the country shares the account.
  bool shares(AccountIndex account, CountryIndex country) const { return shares_(account, country); }
  /// Acting interventions, by id. With no local line of its own the verified rows of the catalogue that do not hang on
  /// one government stand, evenly: own money that global work brings forth may go to any of them.
  const std::vector<PortfolioRow>& rows() const noexcept { return rows_; }
  /// Local accounts for survey interviews.
  const std::vector<AccountIndex>& survey_accounts() const noexcept { return survey_accounts_; }
  /// Function of a global account.
  Function function(AccountIndex account) const { return functions_[account]; }
  bool funded() const noexcept { return funded_; }  ///< any money at all: without it there is no programme
  bool global_money() const noexcept { return global_; }
  bool named() const noexcept { return named_; }  ///< places of local lines take part from the first year and stay
  bool named_place(CountryIndex country) const { return named_places_[country]; }
  /// Positions of the countries by M49 number: the order of sums that decide something, so that the order of the inputs
  /// does not.
  const std::vector<CountryIndex>& by_number() const noexcept { return by_number_; }
  /// Whether the country's cities may get programme money: it shares a funded local account.
  bool recipient(CountryIndex country) const { return recipient_[country]; }
  /// People of a city of the country at the start, mean over those listed; none where none is.
  Persons mean_city(CountryIndex country) const { return mean_city_[country]; }

 private:
  void take_function(AccountIndex account, const Evidence& evidence);
  /// Says who shares a local account, and whether any of its money is there.
  void take_places(AccountIndex account, bool funded, const std::vector<CountryInput>& countries);
  void take_row(AccountIndex account, InterventionIndex item, PaidUsd gross);
  void share_own_money(const Evidence& evidence);

  const Scenario& scenario_;
  std::vector<Account> accounts_;
  Grid<bool, AccountIndex, CountryIndex> shares_;
  std::vector<bool> named_places_;
  std::vector<bool> recipient_;
  std::vector<Persons> mean_city_;
  std::vector<PortfolioRow> rows_;
  std::vector<AccountIndex> survey_accounts_;
  std::vector<CountryIndex> by_number_;
  std::vector<Function> functions_;
  std::vector<PaidUsd> row_gross_;  ///< of the local accounts that pay for each row
  PaidUsd acting_;                  ///< all of it
  bool funded_ = false;
  bool global_ = false;
  bool local_ = false;
  bool named_ = false;
};

/// Evidence id of the survey of victims; its unit is an interview.
inline constexpr std::string_view survey_item = "P02";

}  // namespace salus::model
