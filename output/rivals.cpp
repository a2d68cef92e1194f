#include "output/rivals.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/core/number.hpp"
#include "output/monte_carlo.hpp"
#include "output/quantile_table.hpp"

namespace salus::output {

using model::Results;
using model::ScenarioIndex;

std::vector<Harm> harms(const Results& r) {
  std::vector<Harm> all;
  if (!r.indicators.empty()) all.push_back(life_years);
  for (const auto k : model::every<model::CrimeType>) all.push_back(k);
  return all;
}

std::string_view harm_name(Harm harm) { return harm ? model::crime_type_names[*harm] : "dalys"; }

std::vector<double> harm_averted(const Results& r, Harm harm, ScenarioIndex s) {
  if (!harm) return indicator_draws(r, model::Indicator::dalys_averted, s);
  return averted_draws(r, total_aggregate(r), {model::headline_of(*harm)}, s, over_budget);
}

namespace {

model::Cents sum_of(const model::Account& account) {
  model::Cents sum;
  for (const model::Cents c : account.gross) sum += c;
  return sum;
}

/// Its local lines with their parts of the half.
using Shares = std::map<std::pair<std::string, std::vector<std::string>>, double>;
Shares local_shares(const model::ScenarioResult& scenario) {
  const model::PaidUsd all = planned_money(scenario).local.dollars();
  Shares shares;
  for (const auto& account : scenario.money)
    if (account.half == model::Half::local_delivery && all > model::PaidUsd())
      shares[{account.item, account.places}] += sum_of(account).dollars() / all;
  return shares;
}

/// Parts of amounts that were rounded differ a little.
constexpr double same_share = 0.005;

bool same_plan(const Shares& one, const Shares& other) {
  return !one.empty() &&
         std::equal(one.begin(), one.end(), other.begin(), other.end(), [](const auto& a, const auto& b) {
           return a.first == b.first && std::abs(a.second - b.second) < same_share;
         });
}

constexpr double errors_of_a_tie = 2.0;

}  // namespace

PlannedMoney planned_money(const model::ScenarioResult& scenario) {
  PlannedMoney money;
  money.price_year = scenario.price_year;
  for (const auto& account : scenario.money)
    (account.half == model::Half::local_delivery ? money.local : money.global) += sum_of(account);
  return money;
}

Rivalry rivalry(const model::ScenarioResult& one, const model::ScenarioResult& other) {
  if (planned_money(one) == planned_money(other)) return Rivalry::rivals;
  return same_plan(local_shares(one), local_shares(other)) ? Rivalry::same_plan_other_money : Rivalry::other_money;
}

PairChance pair_chance(const std::vector<double>& one, const std::vector<double>& other) {
  const auto wins = paired(one, other, [](double a, double b) { return a == b ? 0.5 : a > b ? 1.0 : 0.0; });
  const Estimate mean = mean_estimate(wins);
  PairChance pair{.chance = mean.value, .error = mean.error};
  pair.tied = std::abs(pair.chance - 0.5) <= errors_of_a_tie * pair.error;
  const auto differ = paired(one, other, [](double a, double b) { return a == b ? 0.0 : 1.0; });
  pair.alike = number_of_known(differ) > 0 && mean_of(differ) == 0.0;
  return pair;
}

namespace {

/// The most that any plan averts, a draw an entry; not a number where one of them is none.
std::vector<double> best_of(const std::vector<std::vector<double>>& averted) {
  std::vector<double> best = averted.front();
  for (const auto& plan : averted) best = paired(best, plan, [](double a, double b) { return std::max(a, b); });
  return best;
}

ExpectedLoss loss_over(const std::vector<double>& draws) {
  const Estimate mean = mean_estimate(draws);
  return {.mean = mean.value, .error = mean.error, .largest_share = largest_draw_share(draws)};
}

}  // namespace

std::vector<ExpectedLoss> expected_losses(const std::vector<std::vector<double>>& averted) {
  if (averted.empty()) return {};
  const auto best = best_of(averted);
  std::vector<std::vector<double>> draws;
  std::vector<ExpectedLoss> losses;
  for (const auto& plan : averted) {
    draws.push_back(paired(best, plan, [](double most, double own) { return most - own; }));
    losses.push_back(loss_over(draws.back()));
  }
  const auto least = std::min_element(losses.begin(), losses.end(),
                                      [](const ExpectedLoss& a, const ExpectedLoss& b) { return a.mean < b.mean; });
  if (std::isnan(least->mean)) return losses;
  least->least = true;
  const auto& least_draws = draws.at(static_cast<std::size_t>(least - losses.begin()));
  auto own = draws.begin();
  for (auto& loss : losses) {
    const Estimate more = mean_estimate(paired(*own++, least_draws, [](double a, double b) { return a - b; }));
    loss.tied = &loss != &*least && more.value <= errors_of_a_tie * more.error;
  }
  return losses;
}

const ExpectedLoss* RivalGroup::loss_of(ScenarioIndex scenario) const {
  auto loss = losses.begin();
  for (const auto s : plans) {
    if (loss == losses.end()) return nullptr;
    if (s == scenario) return &*loss;
    ++loss;
  }
  return nullptr;
}

bool RivalGroup::least_is_tied() const {
  return std::any_of(losses.begin(), losses.end(), [](const ExpectedLoss& loss) { return loss.tied; });
}

std::vector<RivalGroup> rival_groups(const Results& r) {
  std::vector<RivalGroup> groups;
  for (const auto s : model::positions_in<ScenarioIndex>(r.scenarios)) {
    const PlannedMoney money = planned_money(r.scenarios[s]);
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const RivalGroup& g) { return g.money == money; });
    if (same != groups.end()) same->plans.push_back(s);
    else groups.push_back({.money = money, .plans = {s}, .losses = {}});
  }
  for (auto& group : groups) {
    if (group.plans.size() < 2 || r.indicators.empty()) continue;
    std::vector<std::vector<double>> averted;
    for (const auto s : group.plans) averted.push_back(harm_averted(r, life_years, s));
    group.losses = expected_losses(averted);
  }
  return groups;
}

const RivalGroup& group_of(const std::vector<RivalGroup>& groups, ScenarioIndex scenario) {
  return *std::find_if(groups.begin(), groups.end(), [&](const RivalGroup& g) {
    return std::find(g.plans.begin(), g.plans.end(), scenario) != g.plans.end();
  });
}

std::string pair_table(const Results& r) {
  std::string text = "scenario,other,money,harm,probability_averts_more,monte_carlo_error,tied\n";
  const auto scenarios = model::positions_in<ScenarioIndex>(r.scenarios);
  for (const auto one : scenarios)
    for (const auto other : scenarios) {
      if (other <= one) continue;
      const Rivalry how = rivalry(r.scenarios[one], r.scenarios[other]);
      const std::string head = csv_text(r.scenarios[one].id) + ',' + csv_text(r.scenarios[other].id) + ',' +
                               std::string(rivalry_names[how]) + ',';
      if (how != Rivalry::rivals) text += head + ",,,\n";
      else
        for (const Harm harm : harms(r)) {
          const PairChance pair = pair_chance(harm_averted(r, harm, one), harm_averted(r, harm, other));
          text += head + std::string(harm_name(harm)) + ',' + model::format_fixed(pair.chance, 4) + ',' +
                  model::format_fixed(pair.error, 4) + ',' + (pair.tied ? "yes" : "no") + '\n';
        }
    }
  return text;
}

}  // namespace salus::output
