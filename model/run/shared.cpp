#include "model/run/shared.hpp"

#include <algorithm>
#include <stdexcept>

#include "model/country/block.hpp"
#include "model/parameters/draw_prior.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

/// Pooled parameters are redrawn until every country's loop gain is stable and the shared variances leave some to it.
std::uint32_t accepted_attempt(const RunPlan& plan, RandomKey key, DrawIndex draw) {
  for (std::uint32_t attempt = 0; attempt < 64; ++attempt) {
    bool good = true;
    for (const auto& country : plan.countries) {
      auto p = draw_country_parameters(key, country, attempt, plan.without);
      put_in(p, plan.posterior, draw);
      const auto start = balanced_start(p, country, plan.without);
      // A calibrated draw's shares fit together by construction.
      good = (!plan.posterior.series.empty() || own_variance_share(p) >= least_own_variance) &&
             (!start || loop_gain(p, *start, plan.without) < 1.0);
      if (!good) break;
    }
    if (good) return attempt;
  }
  throw std::runtime_error("64 draws of the pooled parameters in a row were rejected");
}

/// The programmes of one draw in all scenarios.
void draw_one(const RunPlan& plan, DrawIndex d, SharedDraws& shared) {
  const RandomKey key = random_key(plan.seed, d, 0);
  shared.keys[d] = key;
  shared.attempts[d] = accepted_attempt(plan, key, d);
  shared.pooled[d] = draw_parameters(key, {}, {shared.attempts[d], 0});
  put_in(shared.pooled[d], plan.posterior, d);
  shared.interventions[d] = draw_interventions(plan.evidence, key);
  for (const auto k : every<CrimeType>) {
    const std::uint32_t entity = index(k);
    const auto& value = plan.evidence.values[k];
    shared.dalys[d][k] = LifeYearsPerIncident(draw(value.dalys, key, {entity, 0, purpose::harm_value, 0}));
    shared.costs[d][k] = UsdPerIncident(draw(value.cost, key, {entity, 0, purpose::harm_value, 1}));
  }
  for (const auto s : plan.every_scenario())
    shared.courses(s, d) = run_course(shared.portfolios[s], plan.evidence, plan.countries,
                                      with_overrides(shared.pooled[d], plan.scenarios[s]), key);
}

/// The pick-freeze partners of one draw.
void draw_partners(const RunPlan& plan, DrawIndex d, SharedDraws& shared) {
  const DrawIndex other = partner_of(d, plan.every_draw());
  const auto course = [&](ScenarioIndex s, const ParameterDraw& p, RandomKey key) {
    return run_course(shared.portfolios[s], plan.evidence, plan.countries, p, key);
  };
  for (const auto kept : every<Knowledge>) {
    shared.partner_interventions(kept, d) =
        mixed(plan.evidence, shared.interventions[d], shared.interventions[other], kept);
    // Who joins, and when money comes, is chance that nobody knows: it goes with the assumptions.
    const RandomKey key = shared.keys[kept == Knowledge::assumption ? d : other];
    const ParameterDraw p = mixed(shared.pooled[d], shared.pooled[other], kept);
    for (const auto s : plan.every_scenario())
      shared.partner_courses(kept, s, d) = course(s, with_overrides(p, plan.scenarios[s]), key);
  }
  for (const auto s : plan.every_scenario()) {
    ParameterDraw p = with_overrides(shared.pooled[d], plan.scenarios[s]);
    if (!shared.portfolios[s].global_money() || p[Parameter::joint_effect] == 0.0) continue;
    p[Parameter::joint_effect] = 0.0;
    shared.courses_without_global(s, d) = course(s, p, shared.keys[d]);
  }
}

/// The United States, by UN M49: where the values of harms were found.
constexpr std::uint16_t home_of_values = 840;

/// Weighted by population, of the countries that count.
template <class Counts>
UsdPerPerson mean_income(const RunPlan& plan, const std::vector<CountryIndex>& order, Counts counts) {
  double people = 0.0;
  UsdPerPerson sum;
  for (const CountryIndex c : order) {
    const auto& country = plan.countries[c];
    if (!counts(country)) continue;
    sum += country.market_income * country.population.front();
    people += country.population.front();
  }
  return people > 0.0 ? sum / people : UsdPerPerson();
}

void find_incomes(const RunPlan& plan, SharedDraws& shared) {
  const auto& order = shared.portfolios.front().by_number();
  shared.mean_income = mean_income(plan, order, [](const auto&) { return true; });
  shared.poorer_income = mean_income(plan, order, [](const auto& c) { return c.income != Income::high; });
  if (shared.poorer_income == UsdPerPerson()) shared.poorer_income = shared.mean_income;
  for (const auto& country : plan.countries) {
    if (country.code.m49 == home_of_values) {
      shared.reference_income = country.market_income;
      return;
    }
    // the richest, where the home of the values is not in the run
    shared.reference_income = std::max(shared.reference_income, country.market_income);
  }
}

}  // namespace

ParameterDraw with_overrides(ParameterDraw p, const Scenario& scenario) {
  apply_overrides(p, scenario.overrides);
  return p;
}

ParameterDraw drawn_parameters(const RunPlan& plan, const SharedDraws& shared, const CountryInput& country,
                               DrawIndex d) {
  ParameterDraw p = draw_country_parameters(shared.keys[d], country, shared.attempts[d], plan.without);
  put_in(p, plan.posterior, d);
  put_places(p, country, d);
  return p;
}

std::unique_ptr<SharedDraws> draw_shared(const RunPlan& plan, const Executor& executor) {
  auto shared = std::make_unique<SharedDraws>();
  for (const auto& scenario : plan.scenarios) shared->portfolios.emplace_back(scenario, plan.evidence, plan.countries);
  for (const auto& scenario : plan.scenarios) shared->discounts.emplace_back(scenario.discount);
  for (const auto& portfolio : shared->portfolios) shared->deliveries.emplace_back(portfolio, plan.evidence);
  shared->keys.resize(plan.draws);
  shared->attempts.resize(plan.draws);
  shared->pooled.resize(plan.draws);
  shared->interventions.resize(plan.draws);
  shared->dalys.resize(plan.draws);
  shared->costs.resize(plan.draws);
  shared->courses = {plan.every_scenario(), plan.every_draw()};
  shared->partner_courses = {every<Knowledge>, plan.every_scenario(), plan.probes()};
  shared->partner_interventions = {every<Knowledge>, plan.probes()};
  shared->courses_without_global = {plan.every_scenario(), plan.probes()};
  const auto in_blocks = [&](Positions<DrawIndex> draws, auto draw_it) {
    executor.for_blocks(draws.size(), 32, [&](std::size_t begin, std::size_t end) {
      for (DrawIndex d(static_cast<std::uint32_t>(begin)); d < end; d = d + 1u) draw_it(plan, d, *shared);
    });
  };
  in_blocks(plan.every_draw(), draw_one);
  in_blocks(plan.probes(), draw_partners);
  find_incomes(plan, *shared);
  return shared;
}

}  // namespace salus::model
