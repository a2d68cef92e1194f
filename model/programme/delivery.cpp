#include "model/programme/delivery.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "model/core/elementary.hpp"
#include "model/parameters/draw_prior.hpp"
#include "model/programme/ledger.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {
namespace {

/// Stable number of an intervention for its draws: FNV-1a of its id (Fowler, Noll, Vo), 32 bits.
std::uint32_t entity_of(const std::string& id) {
  std::uint32_t hash = 2166136261u;
  for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

/// Share of the gap that a first-order lag with this time constant closes in a month.
double closed_in_a_month(double months) { return 1.0 - exponential(-1.0 / months); }

}  // namespace

std::vector<InterventionDraw> draw_interventions(const Evidence& evidence, RandomKey key) {
  std::vector<InterventionDraw> all;
  for (const auto& row : evidence.interventions) {
    const std::uint32_t entity = entity_of(row.id);
    InterventionDraw one;
    if (!row.process_only) {
      one.unit_cost = draw(row.unit_cost, key, {entity, 0, purpose::unit_cost, 0});
      one.eligible_per_person = draw(row.eligible_per_person, key, {entity, 0, purpose::eligible_units, 0});
      for (std::size_t k = 0; k < crime_type_count; ++k) {
        const auto& cell = row.effect[k];
        const auto n = static_cast<std::uint32_t>(k);
        if (cell.share <= 0.0) continue;  // the target has no part in this crime type
        const double log_rr = cell.log_rr + cell.log_rr_sd * standard_normal(key, {entity, 0, purpose::effect, n});
        const double share = logistic(logit(cell.share) + cell.share_logit_sd * standard_normal(key, {entity, 0, purpose::targeted_share, n}));
        one.reduction[k] = share * (1.0 - exponential(log_rr));
      }
    }
    all.push_back(one);
  }
  return all;
}

ScenarioDelivery::ScenarioDelivery(const Scenario& scenario, const Evidence& evidence, const std::vector<CountryInput>& countries) : money_(accounts_of(scenario.budget)) {
  std::map<std::string, std::size_t> funded;  // intervention id -> catalogue index, in the order of ids
  bool global = false;
  for (const auto& account : money_) {
    const bool empty = std::all_of(account.gross.begin(), account.gross.end(), [](Cents c) { return c == Cents(); });
    if (account.half == Half::global_functions) {
      global = global || !empty;
      continue;
    }
    const auto row = std::find_if(evidence.interventions.begin(), evidence.interventions.end(), [&](const auto& i) { return i.id == account.item; });
    if (row == evidence.interventions.end()) throw std::invalid_argument("no intervention is named '" + account.item + "'");
    if (!empty && !row->process_only) funded[row->id] = static_cast<std::size_t>(row - evidence.interventions.begin());
  }
  std::size_t adoptable = 0;
  for (const auto& row : evidence.interventions) adoptable += row.process_only ? 0 : 1;
  // What countries do with own money on the advice of the global half is not known: the whole catalogue, evenly.
  if (global)
    for (std::size_t i = 0; i < evidence.interventions.size(); ++i)
      if (!evidence.interventions[i].process_only) funded[evidence.interventions[i].id] = i;
  for (const auto& [id, catalogue] : funded) {
    rows_.push_back(catalogue);
    ramp_.push_back(closed_in_a_month(evidence.interventions[catalogue].ramp_months));
    decay_.push_back(closed_in_a_month(evidence.interventions[catalogue].decay_months));
    adoption_weight_.push_back(1.0 / static_cast<double>(adoptable));
  }
  if (rows_.size() > static_cast<std::size_t>(kernel_max_rows)) throw std::invalid_argument("more than " + std::to_string(kernel_max_rows) + " interventions are funded at once");
  for (const auto& country : countries) {
    recipient_.push_back(country.income != Income::high);
    population_.push_back(country.population.front());
    urban_population_.push_back(country.population.front() * country.urban_share);
    if (recipient_.back()) recipients_urban_ += urban_population_.back();
  }
  pay(evidence, countries);
}

void ScenarioDelivery::pay(const Evidence& evidence, const std::vector<CountryInput>& countries) {
  Ledger ledger(money_);
  for (std::size_t month = 0; month < budget_years * months_per_year; ++month) ledger.pay_month(month);
  usd_.assign(countries.size() * rows_.size(), {});
  const auto recipients = static_cast<double>(std::count(recipient_.begin(), recipient_.end(), true));
  for (std::size_t a = 0; a < money_.size(); ++a) {
    if (money_[a].half == Half::global_functions) {
      const auto f = std::find_if(evidence.functions.begin(), evidence.functions.end(), [&](const auto& g) { return g.id == money_[a].item; });
      if (f == evidence.functions.end()) throw std::invalid_argument("no global function is named '" + money_[a].item + "'");
      const double keep = exponential(-logarithm(2.0) / f->half_life_months);
      double stock = 0.0;
      for (std::size_t month = 0; month < horizon_months; ++month) {
        const std::size_t year = month / months_per_year;
        stock = stock * keep + (year < budget_years ? ledger.direct_paid(a, year).dollars() / 12.0 * f->weight : 0.0);
        global_stock_[month] += stock;
      }
      for (std::size_t y = 0; y < budget_years; ++y) global_usd_[y] += ledger.direct_paid(a, y).dollars() / recipients;
      continue;
    }
    for (const auto& name : money_[a].places) {
      const auto place = std::find_if(countries.begin(), countries.end(), [&](const auto& c) { return c.code.name() == name; });
      if (place == countries.end()) throw std::invalid_argument("no country is named '" + name + "'");
      for (std::size_t r = 0; r < rows_.size(); ++r)
        if (evidence.interventions[rows_[r]].id == money_[a].item)
          for (std::size_t y = 0; y < budget_years; ++y)
            usd_[static_cast<std::size_t>(place - countries.begin()) * rows_.size() + r][y] += ledger.direct_paid(a, y).dollars() / static_cast<double>(money_[a].places.size());
    }
  }
}

void ScenarioDelivery::fill_country(std::size_t country, DeliveryParameters& out) const {
  out.rows = static_cast<int>(rows_.size());
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    for (std::size_t y = 0; y < budget_years; ++y) out.usd[r][y] = usd_[country * rows_.size() + r][y];
    out.adoption_weight[r] = adoption_weight_[r];
    out.ramp[r] = ramp_[r];
    out.decay[r] = decay_[r];
  }
  for (std::size_t y = 0; y < budget_years; ++y) out.global_usd[y] = recipient_[country] ? global_usd_[y] : 0.0;
  for (std::size_t m = 0; m < horizon_months; ++m) out.global_stock[m] = global_stock_[m];
}

void ScenarioDelivery::fill_lane(std::size_t country, int lane, const ParameterDraw& p, const std::vector<InterventionDraw>& interventions, DeliveryParameters& out) const {
  using P = Parameter;
  const double reached = std::min(urban_population_[country], p[P::reached_people] * urban_population_[country] / recipients_urban_);
  const double reach = reached / population_[country];
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    const auto& row = interventions[rows_[r]];
    out.saturation[r][lane] = 1.0 / (row.unit_cost * p[P::take_up_ceiling] * row.eligible_per_person * reached);
    for (std::size_t k = 0; k < crime_type_count; ++k) out.strength[r][k][lane] = reach * row.reduction[k];
  }
  out.ceiling[lane] = p[P::take_up_ceiling];
  out.scale_up[lane] = p[P::scale_up];
  out.joint_effect[lane] = p[P::joint_effect];
  out.global_half_stock[lane] = p[P::global_half_stock];
  out.leverage[lane] = p[P::leverage];
}

}  // namespace salus::model
