#include "model/run/block_run.hpp"

#include <algorithm>

#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {
namespace {

/// Years, both included.
struct YearRange {
  int first = 0;
  int last = 0;
};

/// Mean of the published homicide rates of some years that may be used.
std::optional<RatePerPerson> published(const CountryInput& country, YearRange years) {
  RatePerPerson sum;
  double n = 0.0;
  for (const auto& o : country.history)
    if (o.year >= years.first && o.year <= years.last && o.basis == Basis::observed && !o.held_out) {
      sum += per_person(o.rate);
      n += 1.0;
    }
  return n > 0.0 ? std::optional(sum / n) : std::nullopt;
}

/// Bases of the halving target. Without a published base rate the draw's own level is the base, scaled by the ratio of
/// published rates for other years.
EnumArray<double, HalvingBase> halving_base(const CountryInput& country, const EnumArray<double, CrimeType>& level,
                                            const PanelDraw& panel) {
  const RatePerPerson own(exponential(level[CrimeType::homicide]));
  const RatePerPerson base_rate = country.base_homicide_rate.value_or(own);
  const RatePerPerson middle = published(country, {2017, 2019})
                                   .value_or(RatePerPerson(exponential(country.level[CrimeType::homicide].log_rate)));
  const auto early = published(country, {2015, 2015});
  const RatePerPerson rate_2015(early ? base_rate.value() * early->value() / middle.value() : base_rate.value());
  double violence = 0.0;
  for (const auto k : every<CrimeType>)
    if (can_be_asked_about(k)) violence += exponential(level[k]);
  const PersonYears people(country.base_population);
  // In cities: by their shares of the three years before the start.
  const auto in_cities = [&](CrimeType k) {
    double share = 0.0;
    for (std::uint32_t y = 0; y < panel_past_years; ++y)
      share += panel.cities_share(class_of_type[k], PanelYear(y)) / panel_past_years;
    return share;
  };
  const double urban_homicides = base_rate.value() * in_cities(CrimeType::homicide);
  double urban_violence = urban_homicides;
  for (const auto k : every<CrimeType>)
    if (can_be_asked_about(k)) urban_violence += exponential(level[k]) * in_cities(k);
  EnumArray<double, HalvingBase> base;
  base[HalvingBase::homicides] = (base_rate * people).value();
  base[HalvingBase::homicides_2015] = (rate_2015 * people).value();
  base[HalvingBase::violence] = violence * people.value();
  base[HalvingBase::urban_homicides] = urban_homicides * people.value();
  base[HalvingBase::urban_violence] = urban_violence * people.value();
  return base;
}

EnumArray<bool, Loop> loops_off(const RunPlan& plan, const Scenario& scenario) {
  EnumArray<bool, Loop> without = plan.without;
  for (const auto l : every<Loop>) without[l] = without[l] || scenario.without[l];
  return without;
}

}  // namespace

GroupShares draw_group_shares(const CountryInput& country, const PooledNumbers& numbers) {
  GroupShares shares;
  for (const auto g : every<TargetGroup>)
    for (const auto k : every<CrimeType>) {
      const auto& s = country.victim_share[g][k];
      if (s.share <= 0.0 || s.share >= 1.0) {
        shares(g, k) = s.share;
        continue;
      }
      const std::uint32_t n = index(g) * 16 + index(k);
      const double common = numbers.standard_normal({purpose::the_world, 0, purpose::common_victim_share, n});
      const double own = standard_normal(numbers.key(), {country.code.m49, 0, purpose::victim_share, n});
      shares(g, k) = logistic(logit(s.share) + s.common_sd * common + s.own_sd * own);
    }
  return shares;
}

std::size_t bytes_of(const PreparedBlock& block) {
  std::size_t bytes = sizeof block;
  for (const auto& draw : block.draws.draws) bytes += draw.panel.bytes();
  for (const auto& set : block.base.draws)
    for (const auto& city : set.reached) bytes += sizeof city + city.effect.rows.size() * sizeof(CityEffect::Row);
  return bytes;
}

BlockRun::BlockRun(const CountryTask& task, const CountryPathsOwner& paths)
    : task_(task), paths_(paths), kernel_(country_kernel(task.plan.isa)), memory_(std::make_unique<Memory>()) {}

LaneRun BlockRun::last(Lane lane) const {
  if (first_scenario_) return base(lane);
  return {draw(lane), memory_->last.draws[lane], {sums_of_last().sums, lane}};
}

void BlockRun::draw_country(CountryDraw& draw) const {
  const CountryInput& country = task_.country;
  const PooledNumbers& numbers = task_.shared.numbers[draw.draw];
  draw.parameters = drawn_parameters(task_.plan, task_.shared, country, draw.draw);
  draw.groups = draw_group_shares(country, numbers);
  draw.level = draw_levels(country, country_start(country, draw.draw), numbers);
  draw.panel.draw(country, draw.parameters, numbers.key());
  draw.halving_base = halving_base(country, draw.level, draw.panel);
  const int start = task_.plan.start_year();
  const auto before = published(country, {start - 3, start - 1});
  const RatePerPerson own(exponential(draw.level[CrimeType::homicide]));
  draw.before_rate = country.base_homicide_rate && before ? *before : own;
}

void BlockRun::prepare(DrawIndex first) {
  own_ = std::make_shared<PreparedBlock>();
  block_ = own_;
  BlockDraws& block = own_->draws;
  block.first = first;
  block.live = Positions<Lane>(std::min<std::size_t>(every<Lane>.size(), task_.plan.draws - first));
  for (const auto lane : every<Lane>) {
    CountryDraw& draw = block.draws[lane];
    draw.draw = DrawIndex(std::min<std::uint32_t>(first + lane, task_.plan.every_draw().last()));
    draw_country(draw);
    fill_noise(draw.parameters, task_.country, country_start(task_.country, draw.draw), draw.level,
               task_.shared.keys[draw.draw], task_.plan.start_year(), lane, memory_->noise);
  }
  kernel_.draw_noise(memory_->noise, paths_.view(), block.noise);
}

void BlockRun::take(std::shared_ptr<const PreparedBlock> prepared) {
  own_.reset();
  block_ = std::move(prepared);
  first_scenario_ = true;
  last_is_base_ = true;
}

std::vector<ReachedCity> BlockRun::reached(const CountryDraw& draw, const ParameterDraw& parameters,
                                           ScenarioIndex scenario, const AgentOutcomes& agents) const {
  const auto& shared = task_.shared;
  auto cities = reached_cities(task_.country, task_.position, draw.panel, parameters,
                               {shared.deliveries[scenario], shared.courses(scenario, draw.draw),
                                shared.interventions[draw.draw], shared.places(draw.draw)},
                               shared.keys[draw.draw]);
  for (auto& city : cities)
    if (const auto found = agents.find({draw.draw, city.city, scenario}); found != agents.end()) {
      city.effect.factor = found->second.factor;
      city.as_agents = true;
    }
  return cities;
}

void BlockRun::set(ScenarioIndex scenario, const AgentOutcomes& agents, BlockScenario& out) const {
  for (const auto lane : every<Lane>) {
    const CountryDraw& drawn = draw(lane);
    ScenarioDraw& set = out.draws[lane];
    set.parameters = with_overrides(drawn.parameters, task_.plan.scenarios[scenario]);
    set.reached = reached(drawn, set.parameters, scenario, agents);
    set.factors = country_factors(drawn.panel, set.reached);
  }
}

bool BlockRun::same_as_base(ScenarioIndex scenario, const BlockScenario& set) const {
  const auto& plan = task_.plan;
  if (loops_off(plan, plan.scenarios[scenario]) != loops_off(plan, plan.scenarios.front())) return false;
  return std::ranges::equal(set.draws, block_->base.draws, [](const ScenarioDraw& a, const ScenarioDraw& b) {
    return a.factors == b.factors && a.parameters == b.parameters;
  });
}

void BlockRun::run(ScenarioIndex scenario, const AgentOutcomes& agents) {
  first_scenario_ = scenario == 0;
  if (first_scenario_) {
    last_is_base_ = true;
    if (!own_) return;  // it is run already
    set(scenario, agents, own_->base);
    run_kernel(scenario, own_->base);
    return;
  }
  set(scenario, agents, memory_->last);
  last_is_base_ = same_as_base(scenario, memory_->last);
  if (!last_is_base_) run_kernel(scenario, memory_->last);
}

void BlockRun::run_without() {
  const ScenarioIndex first(0u);
  first_scenario_ = true;
  last_is_base_ = true;
  for (const auto lane : every<Lane>) {
    ScenarioDraw& set = own_->base.draws[lane];
    set.parameters = with_overrides(draw(lane).parameters, task_.plan.scenarios[first]);
    set.reached.clear();
    set.factors.fill(1.0);
  }
  run_kernel(first, own_->base);
}

void BlockRun::run_kernel(ScenarioIndex scenario, BlockScenario& run) {
  const auto without = loops_off(task_.plan, task_.plan.scenarios[scenario]);
  for (const auto lane : every<Lane>) {
    for (const auto y : every<YearIndex>)
      for (const auto k : every<CrimeType>)
        memory_->programme.factor[y][index(k)][lane] = run.draws[lane].factors(y, k);
    const auto refused =
        fill_stocks(run.draws[lane].parameters, task_.country, draw(lane).level, without, lane, memory_->stocks);
    run.failures[lane].reset();
    if (refused) run.failures[lane] = LaneFailure{0, *refused};
  }
  kernel_.run_scenario(memory_->stocks, memory_->programme, paths_.view(), block_->draws.noise, run.sums);
  // Months of the run; what breaks before the start is told of its first month.
  const auto fail = [&](Lane lane, double month, DrawFault::Kind kind) {
    if (run.failures[lane] || month < 0.0) return;
    const double since_start = std::max(0.0, month - paths_.view().roll_months);
    run.failures[lane] = LaneFailure{static_cast<std::uint32_t>(since_start), {kind, 0.0}};
  };
  for (const auto lane : every<Lane>) {
    fail(lane, run.sums.failed_month[lane], DrawFault::Kind::not_conserved);
    const double year = run.sums.impossible_year[lane];
    if (year >= 0.0) fail(lane, 12.0 * year + 11.0, DrawFault::Kind::impossible_rate);
  }
}

}  // namespace salus::model
