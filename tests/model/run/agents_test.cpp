/// Cities that run as agents inside scenarios.
#include "model/run/agents.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cmath>

#include "model/run/shared.hpp"
#include "tests/model/rolled_world.hpp"
#include "tests/model/run/run_sample.hpp"

namespace salus::model {
namespace {

using namespace tests;

/// The sample world with small cities, all of which take part; the second scenario's run as `fidelity` says.
RunPlan small_cities(FidelityPlan fidelity, std::uint32_t draws = 11) {
  RunPlan plan = sample_plan(draws);
  for (auto& country : plan.countries) {
    country.age_share = {0.075, 0.075, 0.08, 0.085, 0.09, 0.09, 0.08,  0.075, 0.065,
                         0.06,  0.055, 0.05, 0.04,  0.03, 0.02, 0.015, 0.015};
    for (std::size_t u = 0; u < country.cities.size(); ++u)
      for (std::size_t y = 0; y < panel_years; ++y)
        country.cities[u].population[y] =
            (9000.0 + 1000.0 * static_cast<double>(u)) * (1.0 + 0.01 * static_cast<double>(y));
  }
  plan.evidence.interventions[0].city_target = MeasureTarget::hot_cells;
  plan.evidence.interventions[0].city_targets_a_unit = 1.0;
  plan.evidence.interventions[1].city_target = MeasureTarget::risky_persons;
  plan.evidence.interventions[1].city_targets_a_unit = 1.0;
  plan.scenarios[1].enrolment = Enrolment::named;
  plan.scenarios[1].fidelity = std::move(fidelity);
  return plan;
}

FidelityPlan all_as(Fidelity fidelity, std::uint32_t draws, double budget = 0.0) {
  return {.all = fidelity, .draws = draws, .person_months = budget};
}

/// Of one country, first two draws alike and later ones.
double violent(const Results& r, std::size_t country, std::size_t s, std::size_t y, std::size_t d) {
  return r.country_draws(CountryIndex(static_cast<std::uint32_t>(country)), CountrySeries::violent,
                         ScenarioIndex(static_cast<std::uint32_t>(s)), YearIndex(static_cast<std::uint32_t>(y)),
                         DrawIndex(static_cast<std::uint32_t>(d)));
}

TEST(Agents, MoveTheirOwnDrawsOfTheirOwnScenarioAndNothingElse) {
  const auto panel = run_sample(small_cities({}));
  const auto agents = run_sample(small_cities(all_as(Fidelity::city, 2)));
  EXPECT_TRUE(panel.agents.empty());
  EXPECT_EQ(agents.scenarios[1].agents.draws, 2u);
  EXPECT_EQ(agents.agents.size(), agents.scenarios[1].agents.reached);
  EXPECT_GT(agents.agents.size(), 3u);
  bool moved = false;
  for (std::size_t c = 0; c < 3; ++c)
    for (std::size_t y = 0; y < horizon_years; ++y)
      for (std::size_t d = 0; d < panel.identity.draws; ++d) {
        ASSERT_EQ(violent(panel, c, 0, y, d), violent(agents, c, 0, y, d));  // one ledger: the baseline is the panel's
        if (d >= 2) ASSERT_EQ(violent(panel, c, 1, y, d), violent(agents, c, 1, y, d));
        else moved = moved || violent(panel, c, 1, y, d) != violent(agents, c, 1, y, d);
      }
  EXPECT_TRUE(moved);
}

TEST(Agents, WhatTheyAvertIsWhatTheCountryAverts) {
  // With the loops off a country averts what its cities avert: the agents' figures are in the totals, once. Violence at
  // home and against children also follows the country's exposure.
  auto plan = small_cities(all_as(Fidelity::city, 4), 4);
  plan.without.fill(true);
  const auto r = run_sample(plan);
  for (std::uint32_t d = 0; d < 4; ++d)
    for (const auto k : {CrimeType::homicide, CrimeType::serious_assault, CrimeType::robbery, CrimeType::property}) {
      double of_cities = 0.0;
      double of_total = 0.0;
      for (const auto& a : r.agents) of_cities += a.run.draw == d ? a.run.agents[k] : Single(0.0);
      for (const auto y : years_of_budget) of_total += averted_in_all(r, k, 1, y, d);
      EXPECT_NEAR(of_cities, of_total, 1e-3 * std::abs(of_total) + 1e-3) << d << ' ' << index(k);
    }
}

TEST(Agents, MeasuresWithoutEffectChangeNoBit) {
  auto plan = small_cities(all_as(Fidelity::city, 2), 3);
  for (auto& row : plan.evidence.interventions)
    for (auto& cell : row.effect) cell.log_rr = cell.cell_sd = 0.0;
  const auto r = run_sample(plan);
  ASSERT_FALSE(r.agents.empty());
  for (const auto& a : r.agents)
    for (const double averted : a.run.agents) EXPECT_EQ(averted, 0.0);
  for (std::size_t c = 0; c < 2; ++c)
    for (std::size_t d = 0; d < 3; ++d) EXPECT_EQ(violent(r, c, 0, 5, d), violent(r, c, 1, 5, d));
}

TEST(Agents, FollowTheLevelOfThePanel) {
  // Incidents of a city of agents over those of the panel, all cities and draws together: the forcing and the pilot
  // work. Counts of some thousand; the drawn city's own ageing leaves a few percent.
  const auto r = run_sample(small_cities(all_as(Fidelity::city, 3), 3));
  for (const auto k : {CrimeType::robbery, CrimeType::partner_violence, CrimeType::property}) {
    double sum = 0.0;
    double n = 0.0;
    for (const auto& a : r.agents)
      if (a.run.person_months > 0.0) {
        sum += std::log(a.run.level[k]);
        n += 1.0;
      }
    EXPECT_NEAR(std::exp(sum / n), 1.0, 0.15) << index(k);
  }
}

/// Cities of agents follow the panel's level after a roll as without one.
TEST(Agents, RunAfterARoll) {
  const auto r = run_sample(two_years_later(small_cities(all_as(Fidelity::city, 2), 2)));
  ASSERT_GT(r.agents.size(), 3u);
  double sum = 0.0;
  for (const auto& a : r.agents) {
    ASSERT_GT(a.run.person_months, 0.0);
    sum += std::log(a.run.level[CrimeType::property]);
  }
  EXPECT_NEAR(std::exp(sum / static_cast<double>(r.agents.size())), 1.0, 0.15);
}

TEST(Agents, OneResultForAnyNumberOfThreadsAndInstructionSet) {
  auto plan = small_cities(all_as(Fidelity::city, 2), 3);
  const auto figures = [](const Results& r) {
    std::vector<Single> all;
    for (const auto& a : r.agents)
      for (const auto* series : {&a.run.panel, &a.run.agents, &a.run.level})
        all.insert(all.end(), series->begin(), series->end());
    return all;
  };
  const auto one = run_sample(plan, 1);
  const auto three = run_sample(plan, 3);
  plan.isa = best_isa();
  const auto wide = run_sample(plan, 2);
  for (const auto* other : {&three, &wide}) {
    EXPECT_TRUE(same_bits(one.quantiles, other->quantiles));
    EXPECT_TRUE(same_bits(figures(one), figures(*other)));
  }
}

TEST(Agents, AutomaticStaysWithinItsBudgetAndShardsAgreeOnIt) {
  const auto executor = make_serial_executor();
  const auto everything = small_cities(all_as(Fidelity::automatic, 11, 1e12));
  const auto some = small_cities(all_as(Fidelity::automatic, 11, 3e7));
  const auto none = small_cities(all_as(Fidelity::automatic, 11, 1000.0));
  const auto runs_of = [&](const RunPlan& plan) {
    const auto agents = plan_agents(plan, std::make_shared<const Programmes>(plan), *executor);
    std::size_t n = 0;
    for (const auto& pairs : agents.by_country) n += pairs.size();
    EXPECT_EQ(agents.cover[1].draws, 11u);
    return n;
  };
  const std::size_t all = runs_of(everything);
  EXPECT_GT(runs_of(some), 2u);
  EXPECT_LT(runs_of(some), all / 2);
  EXPECT_EQ(runs_of(none), 0u);
  const auto r = run_sample(some);
  double person_months = 0.0;
  for (const auto& a : r.agents) person_months += a.run.person_months;
  EXPECT_LT(person_months, 3e7);
  EXPECT_GT(person_months, 0.5e7);
  auto half = some;  // two blocks of draws, the budget spent in both
  half.grain = 8;
  half.shards = 2;
  MemoryStore store;
  QuietObserver observer;
  for (const std::uint32_t shard : {1u, 0u}) {
    half.shard = shard;
    Ensemble(half, *executor).run(store, observer);
  }
  const auto beyond = [&](const CityAgents& a) { return a.run.draw >= half.grain; };
  EXPECT_TRUE(std::ranges::any_of(r.agents, beyond));
  EXPECT_FALSE(std::ranges::all_of(r.agents, beyond));
  expect_same(r, *Ensemble(half, *executor).fold(store, observer));
}

TEST(Agents, AGrowingCityStaysWithinItsBudgetToo) {
  auto plan = small_cities(all_as(Fidelity::automatic, 3, 2.5e7), 3);
  for (auto& country : plan.countries)
    for (auto& city : country.cities)
      for (std::size_t y = 0; y < panel_years; ++y)
        city.population[y] = 20000.0 * std::pow(1.05, static_cast<double>(y));
  const auto r = run_sample(plan);
  double person_months = 0.0;
  for (const auto& a : r.agents) person_months += a.run.person_months;
  EXPECT_LT(person_months, 2.5e7);
  EXPECT_NEAR(person_months, r.scenarios[1].agents.spent, 0.03 * person_months);  // mid-year figures for months
  EXPECT_GT(r.scenarios[1].agents.cheapest, 20000.0 * 144.0);
}

TEST(Agents, PlacesAreNamedFromTheNarrowestToTheWidest) {
  const FidelityPlan plan{.all = Fidelity::panel,
                          .countries = {{"AAA", Fidelity::automatic}},
                          .cities = {{200, Fidelity::city}},
                          .draws = 1,
                          .person_months = 1.0};
  EXPECT_EQ(plan.of("BBB", 200), Fidelity::city);
  EXPECT_EQ(plan.of("AAA", 100), Fidelity::automatic);
  EXPECT_EQ(plan.of("BBB", 201), Fidelity::panel);
  EXPECT_EQ(FidelityPlan{}.of("BBB", 201), Fidelity::panel);
}

TEST(Agents, LinesStillAddUpToWhatReachedCitiesAverted) {
  auto plan = small_cities(all_as(Fidelity::city, 4), 4);
  plan.without.fill(true);
  const auto r = run_sample(plan);
  double lines = 0.0;
  double cities = 0.0;
  for (const auto& line : r.scenarios[1].lines) lines += line.averted[LineFigure::violent];
  for (const auto& a : r.agents)
    for (const auto k : every<CrimeType>) cities += is_violent[k] ? a.run.agents[k] / 4.0 : 0.0;
  EXPECT_NEAR(lines, cities, 2e-3 * std::abs(cities));
}

TEST(Agents, StopAtOnceWhenAsked) {
  class Stopper final : public RunObserver {
   public:
    bool stop_requested() const override { return ++asked > 3; }
    void part_finished(std::size_t, std::size_t) override {}
    mutable std::atomic<int> asked{0};
  } stopper;
  const auto executor = make_serial_executor();
  const auto plan = small_cities(all_as(Fidelity::city, 2), 3);
  EXPECT_FALSE(Ensemble(plan, *executor).run_part(CountryIndex(0u), DrawBlock(0u), stopper).has_value());
  EXPECT_LT(stopper.asked.load(), 8);
}

}  // namespace
}  // namespace salus::model
