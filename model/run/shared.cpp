#include "model/run/shared.hpp"

#include <algorithm>
#include <stdexcept>

#include "model/country/block.hpp"
#include "model/parameters/draw_prior.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

/// Pooled parameters are redrawn until no country's loops run away and the noise has variance left for the country.
std::uint32_t accepted_attempt(const RunPlan& plan, RandomKey key, std::size_t draw) {
  for (std::uint32_t attempt = 0; attempt < 64; ++attempt) {
    bool good = true;
    for (std::size_t c = 0; c < plan.countries.size() && good; ++c) {
      auto p = draw_country_parameters(key, plan.countries[c], attempt, plan.without);
      put_in(p, plan.posterior, draw);
      const auto start = balanced_start(p, plan.countries[c], plan.without);
      // A calibrated draw's shares fit together by construction.
      good = (!plan.posterior.series.empty() || own_variance_share(p) >= least_own_variance) &&
             (!start || loop_gain(p, *start, plan.without) < 1.0);
    }
    if (good) return attempt;
  }
  throw std::runtime_error("64 draws of the pooled parameters in a row were rejected");
}

ParameterDraw with_overrides(ParameterDraw p, const Scenario& scenario) {
  apply_overrides(p, scenario.overrides);
  return p;
}

}  // namespace

ParameterDraw drawn_parameters(const RunPlan& plan, const SharedDraws& shared, const CountryInput& country,
                               std::size_t d) {
  ParameterDraw p = draw_country_parameters(shared.keys[d], country, shared.attempts[d], plan.without);
  put_in(p, plan.posterior, d);
  put_places(p, country, d);
  return p;
}

std::unique_ptr<SharedDraws> draw_shared(const RunPlan& plan, const Executor& executor) {
  auto shared = std::make_unique<SharedDraws>();
  const std::size_t D = plan.draws;
  const std::size_t S = plan.scenarios.size();
  const std::size_t W = shared->probes = std::min<std::size_t>(D, probe_draws);
  for (const auto& scenario : plan.scenarios) shared->portfolios.emplace_back(scenario, plan.evidence, plan.countries);
  for (const auto& portfolio : shared->portfolios) shared->deliveries.emplace_back(portfolio, plan.evidence);
  shared->keys.resize(D);
  shared->attempts.resize(D);
  shared->pooled.resize(D);
  shared->interventions.resize(D);
  shared->dalys.resize(D);
  shared->costs.resize(D);
  shared->courses.assign(S, std::vector<Course>(D));
  executor.for_blocks(D, 32, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d) {
      const RandomKey key = shared->keys[d] = random_key(plan.seed, d, 0);
      shared->attempts[d] = accepted_attempt(plan, key, d);
      shared->pooled[d] = draw_parameters(key, {}, {shared->attempts[d], 0});
      put_in(shared->pooled[d], plan.posterior, d);
      shared->interventions[d] = draw_interventions(plan.evidence, key);
      for (std::size_t k = 0; k < crime_type_count; ++k) {
        const auto& value = plan.evidence.values[k];
        const auto entity = static_cast<std::uint32_t>(k);
        shared->dalys[d][k] = draw(value.dalys, key, {entity, 0, purpose::harm_value, 0});
        shared->costs[d][k] = draw(value.cost, key, {entity, 0, purpose::harm_value, 1});
      }
      for (std::size_t s = 0; s < S; ++s)
        shared->courses[s][d] = run_course(shared->portfolios[s], plan.evidence, plan.countries,
                                           with_overrides(shared->pooled[d], plan.scenarios[s]), key);
    }
  });
  for (std::size_t g = 0; g < knowledge_count; ++g) {
    shared->probe_courses[g].assign(S, std::vector<Course>(W));
    shared->probe_interventions[g].resize(W);
  }
  shared->courses_without_global.assign(S, std::vector<Course>(W));
  executor.for_blocks(W, 32, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d) {
      const std::size_t other = SharedDraws::partner(d, D);
      for (std::size_t g = 0; g < knowledge_count; ++g) {
        const auto kept = static_cast<Knowledge>(g);
        shared->probe_interventions[g][d] =
            mixed(plan.evidence, shared->interventions[d], shared->interventions[other], kept);
        // Who joins, and when money comes, is chance that nobody knows: it goes with the assumptions.
        const RandomKey key = shared->keys[kept == Knowledge::assumption ? d : other];
        for (std::size_t s = 0; s < S; ++s)
          shared->probe_courses[g][s][d] =
              run_course(shared->portfolios[s], plan.evidence, plan.countries,
                         with_overrides(mixed(shared->pooled[d], shared->pooled[other], kept), plan.scenarios[s]), key);
      }
      for (std::size_t s = 0; s < S; ++s) {
        ParameterDraw p = with_overrides(shared->pooled[d], plan.scenarios[s]);
        if (!shared->portfolios[s].global_money() || p[Parameter::joint_effect] == 0.0) continue;
        p[Parameter::joint_effect] = 0.0;
        shared->courses_without_global[s][d] =
            run_course(shared->portfolios[s], plan.evidence, plan.countries, p, shared->keys[d]);
      }
    }
  });
  double people = 0.0;
  for (const std::size_t c : shared->portfolios.front().by_number()) {
    const auto& country = plan.countries[c];
    shared->mean_income += country.gdp_per_head * country.population.front();
    people += country.population.front();
    if (country.code.name() == "USA") shared->reference_income = country.gdp_per_head;
  }
  shared->mean_income /= people;
  if (shared->reference_income <= 0.0)  // the home of the values is not in the run
    for (const auto& country : plan.countries)
      shared->reference_income = std::max(shared->reference_income, country.gdp_per_head);
  shared->agents = plan_agents(plan, *shared, executor);
  return shared;
}

}  // namespace salus::model
