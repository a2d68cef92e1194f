#include "model/run/shared.hpp"

#include <algorithm>
#include <numeric>
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
UsdPerPerson income_of(const RunPlan& plan, const std::vector<CountryIndex>& order, Counts counts) {
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

double adult_share(const CountryInput& country) {
  constexpr auto first_adult_band = 3;  // 15-19
  return std::accumulate(country.age_share.begin() + first_adult_band, country.age_share.end(), 0.0);
}

YearlyPersons person_years(const CountryInput& country) {
  YearlyPersons years;
  for (std::uint32_t m = 0; m < horizon_months; ++m)
    years(YearIndex(m / months_per_year)) += 0.5 * (country.population[m] + country.population[m + 1]) / 12.0;
  return years;
}

Programmes::Programmes(const RunPlan& plan) {
  for (const auto& scenario : plan.scenarios) portfolios.emplace_back(scenario, plan.evidence, plan.countries);
  LineIndex next;
  for (const auto& portfolio : portfolios) {
    deliveries.emplace_back(portfolio, plan.evidence);
    first_line.push_back(next);
    next = next + positions_in<RowIndex>(portfolio.rows()).count();
  }
  lines = Positions<LineIndex>(next);
  for (const auto& scenario : plan.scenarios) discounts.emplace_back(scenario.discount);
  const auto& order = portfolios.front().by_number();
  mean_income = income_of(plan, order, [](const auto&) { return true; });
  poorer_income = income_of(plan, order, [](const auto& c) { return c.income != Income::high; });
  if (poorer_income == UsdPerPerson()) poorer_income = mean_income;
  for (const auto& country : plan.countries) {
    if (country.code.m49 == home_of_values) {
      reference_income = country.market_income;
      return;
    }
    // the richest, where the home of the values is not in the run
    reference_income = std::max(reference_income, country.market_income);
  }
}

SharedDraws::SharedDraws(std::shared_ptr<const Programmes> of, const RunPlan& plan, DrawRange range)
    : programmes(std::move(of)),
      portfolios(programmes->portfolios),
      deliveries(programmes->deliveries),
      discounts(programmes->discounts),
      draws(range),
      keys(range),
      attempts(range),
      pooled(range),
      interventions(range),
      dalys(range),
      costs(range),
      courses(plan.every_scenario(), range),
      partner_courses(every<Knowledge>, plan.every_scenario(), range.among_first(plan.probes().count())),
      partner_interventions(every<Knowledge>, range.among_first(plan.probes().count())),
      courses_without_global(plan.every_scenario(), range.among_first(plan.probes().count())) {}

std::unique_ptr<SharedDraws> draw_shared(const RunPlan& plan, std::shared_ptr<const Programmes> programmes,
                                         DrawRange draws, const Executor& executor) {
  auto shared = std::make_unique<SharedDraws>(std::move(programmes), plan, draws);
  const auto in_blocks = [&](DrawRange range, auto draw_it) {
    for_each(executor, range.count(), 32, [&](std::uint32_t i) { draw_it(plan, range.first() + i, *shared); });
  };
  in_blocks(draws, draw_one);
  in_blocks(shared->partner_interventions.draws(), draw_partners);
  return shared;
}

std::unique_ptr<SharedDraws> draw_shared(const RunPlan& plan, const Executor& executor) {
  return draw_shared(plan, std::make_shared<const Programmes>(plan), DrawRange(plan.every_draw()), executor);
}

namespace {

/// Courses of so many draws and scenarios stay in memory: some 300 MB.
constexpr std::size_t kept_courses = 65536;

}  // namespace

SharedBlocks::SharedBlocks(const RunPlan& plan, const Executor& executor)
    : plan_(plan),
      executor_(executor),
      programmes_(std::make_shared<const Programmes>(plan)),
      keep_all_(plan.every_draw().size() * plan.every_scenario().size() <= kept_courses),
      blocks_(plan.every_block().size()) {}

const SharedDraws& SharedBlocks::of(DrawBlock block) {
  auto& kept = blocks_[block];
  if (kept) return *kept;
  if (!keep_all_)
    for (auto& other : blocks_) other.reset();
  kept = draw_shared(plan_, programmes_, plan_.draws_of(block), executor_);
  return *kept;
}

}  // namespace salus::model
