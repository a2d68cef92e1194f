#include "model/run/shared.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "model/country/block.hpp"
#include "model/parameters/draw_prior.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

/// Redrawn until every country's loop gain is stable and the shared variances leave some to it.
ParameterDraw pooled_parameters(const RunPlan& plan, const PooledNumbers& numbers, DrawIndex draw) {
  for (std::uint32_t attempt = 0; attempt < 64; ++attempt) {
    ParameterDraw pooled = draw_pooled(numbers, attempt);
    put_in(pooled, plan.posterior, draw);
    bool good = true;
    for (const auto& country : plan.countries) {
      const auto p = draw_country_parameters(pooled, numbers, country, plan.without);
      const auto start = balanced_start(p, country, plan.without);
      // A calibrated draw's shares fit together by construction.
      good = (!plan.posterior.series.empty() || own_variance_share(p) >= least_own_variance) &&
             (!start || loop_gain(p, *start, plan.without) < 1.0);
      if (!good) break;
    }
    if (good) return pooled;
  }
  throw std::runtime_error("64 draws of the pooled parameters in a row were rejected");
}

/// One draw.
void draw_one(const RunPlan& plan, DrawIndex d, CommonDraws& common) {
  const PooledNumbers numbers(plan.seed, d);
  common.numbers[d] = numbers;
  common.keys[d] = numbers.key();
  common.pooled[d] = pooled_parameters(plan, numbers, d);
  common.interventions[d] = draw_interventions(plan.evidence, numbers);
  for (const auto k : every<CrimeType>) {
    const std::uint32_t entity = index(k);
    const auto& value = plan.evidence.values[k];
    common.dalys[d][k] = LifeYearsPerIncident(draw(value.dalys, numbers, {entity, 0, purpose::harm_value, 0}));
    common.costs[d][k] = UsdPerIncident(draw(value.cost, numbers, {entity, 0, purpose::harm_value, 1}));
  }
}

/// The programme of a scenario in one draw, and in its pick-freeze partners.
void run_one(const RunPlan& plan, const Portfolio& portfolio, const CommonDraws& common, DrawIndex d,
             ScenarioCourses& courses) {
  const Scenario& scenario = portfolio.scenario();
  const auto course = [&](const ParameterDraw& p, DrawIndex chance) {
    return run_course(portfolio, plan.evidence, plan.countries, p, common.numbers[chance]);
  };
  ParameterDraw p = with_overrides(common.pooled[d], scenario);
  courses.all[d] = course(p, d);
  if (!courses.partners.draws().holds(d)) return;
  const DrawIndex other = partner_of(d, plan.every_draw());
  for (const auto kept : every<Knowledge>) {
    // Who joins, and when money comes, is chance that nobody knows: it goes with the assumptions.
    const DrawIndex chance = kept == Knowledge::assumption ? d : other;
    courses.partners(kept, d) =
        course(with_overrides(mixed(common.pooled[d], common.pooled[other], kept), scenario), chance);
  }
  if (!portfolio.global_money() || p[Parameter::joint_effect] == 0.0) return;
  p[Parameter::joint_effect] = 0.0;
  courses.without_global[d] = course(p, d);
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

void check(const RunPlan& plan) {
  if (plan.scenarios.empty() || plan.countries.empty() || plan.draws == 0)
    throw std::invalid_argument("a run needs at least one scenario, one country and one draw");
  if (plan.grain == 0 || plan.grain % block_lanes != 0)
    throw std::invalid_argument("the draws of a part are a multiple of " + std::to_string(block_lanes));
  for (const auto& scenario : plan.scenarios)
    if (scenario.view != plan.scenarios.front().view || scenario.start_year != plan.scenarios.front().start_year)
      throw std::invalid_argument("scenario '" + scenario.id + "' has another view or start year than '" +
                                  plan.scenarios.front().id + "': they cannot share their noise");
}

ParameterDraw with_overrides(ParameterDraw p, const Scenario& scenario) {
  apply_overrides(p, scenario.overrides);
  return p;
}

ParameterDraw drawn_parameters(const RunPlan& plan, const SharedDraws& shared, const CountryInput& country,
                               DrawIndex d) {
  ParameterDraw p = draw_country_parameters(shared.pooled[d], shared.numbers[d], country, plan.without);
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

CommonDraws::CommonDraws(const RunPlan& plan, DrawRange range)
    : draws(range),
      keys(range),
      numbers(range),
      pooled(range),
      interventions(range),
      dalys(range),
      costs(range),
      partner_interventions(every<Knowledge>, range.among_first(plan.probes().count())) {}

std::shared_ptr<const CommonDraws> draw_common(const RunPlan& plan, DrawRange draws, const Executor& executor) {
  auto common = std::make_shared<CommonDraws>(plan, draws);
  for_each(executor, draws.count(), 32, [&](std::uint32_t i) { draw_one(plan, draws.first() + i, *common); });
  for (const auto d : common->partner_interventions.draws())
    for (const auto kept : every<Knowledge>)
      common->partner_interventions(kept, d) =
          mixed(plan.evidence, common->interventions[d], common->interventions[partner_of(d, plan.every_draw())], kept);
  return common;
}

std::shared_ptr<ScenarioCourses> run_courses(const RunPlan& plan, const Programmes& programmes,
                                             const CommonDraws& common, ScenarioIndex scenario,
                                             const Executor& executor) {
  const DrawRange probes = common.partner_interventions.draws();
  auto courses = std::make_shared<ScenarioCourses>();
  courses->all = DrawGrid<Course>(common.draws);
  courses->partners = {every<Knowledge>, probes};
  courses->without_global = DrawGrid<Course>(probes);
  for_each(executor, common.draws.count(), 32, [&](std::uint32_t i) {
    run_one(plan, programmes.portfolios[scenario], common, common.draws.first() + i, *courses);
  });
  return courses;
}

SharedDraws::SharedDraws(std::shared_ptr<const Programmes> of, std::shared_ptr<const CommonDraws> common,
                         std::vector<std::shared_ptr<ScenarioCourses>> courses)
    : common_(std::move(common)),
      courses_(std::move(courses)),
      programmes(std::move(of)),
      portfolios(programmes->portfolios),
      deliveries(programmes->deliveries),
      discounts(programmes->discounts),
      draws(common_->draws),
      keys(common_->keys),
      numbers(common_->numbers),
      pooled(common_->pooled),
      interventions(common_->interventions),
      dalys(common_->dalys),
      costs(common_->costs),
      partner_interventions(common_->partner_interventions) {}

std::unique_ptr<SharedDraws> draw_shared(const RunPlan& plan, std::shared_ptr<const Programmes> programmes,
                                         DrawRange draws, const Executor& executor) {
  auto common = draw_common(plan, draws, executor);
  std::vector<std::shared_ptr<ScenarioCourses>> courses;
  for (const auto s : plan.every_scenario()) courses.push_back(run_courses(plan, *programmes, *common, s, executor));
  return std::make_unique<SharedDraws>(std::move(programmes), std::move(common), std::move(courses));
}

std::unique_ptr<SharedDraws> draw_shared(const RunPlan& plan, const Executor& executor) {
  return draw_shared(plan, std::make_shared<const Programmes>(plan), DrawRange(plan.every_draw()), executor);
}

namespace {

/// Courses of so many draws and scenarios stay in memory: some 400 MB.
constexpr std::size_t kept_courses = 65536;

}  // namespace

bool keeps_all_courses(const RunPlan& plan) {
  return plan.every_draw().size() * plan.every_scenario().size() <= kept_courses;
}

SharedBlocks::SharedBlocks(const RunPlan& plan, const Executor& executor)
    : plan_(plan),
      executor_(executor),
      programmes_(std::make_shared<const Programmes>(plan)),
      keep_all_(keeps_all_courses(plan)),
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
