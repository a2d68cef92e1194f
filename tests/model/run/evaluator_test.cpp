/// Scenarios evaluated in any order, again, with much kept or nothing: the bits of one comparison of all of them.
#include "model/run/evaluator.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/model/run/run_sample.hpp"

namespace salus::model {
namespace {

using namespace tests;

/// Baseline, two programmes that differ, one that pays for nothing, and one that sets a parameter of the country.
RunPlan several() {
  RunPlan plan = sample_plan(20);
  plan.grain = 8;
  plan.scenarios.push_back(sample_scenario("local", {sample_line(Half::local_delivery, "I09", {"BBB"}, 150000000)}));
  plan.scenarios.push_back(sample_scenario("nothing", {}));
  plan.scenarios.push_back(sample_scenario("violent", {}));
  plan.scenarios.back().overrides = {{Parameter::exposure_memory, 30.0}};
  return plan;
}

RunPlan baseline_of(RunPlan plan) {
  plan.scenarios.resize(1);
  return plan;
}

/// The first eight draws of the first country, the baseline run.
struct FirstBlock {
  explicit FirstBlock(const RunPlan& plan)
      : shared(draw_shared(plan, *make_serial_executor())),
        task(plan, *shared, CountryIndex(0u)),
        paths(task.country),
        run(task, paths) {
    run.prepare(DrawIndex(0u));
    run.run(ScenarioIndex(0u), {});
  }
  std::unique_ptr<SharedDraws> shared;
  CountryTask task;
  CountryPathsOwner paths;
  BlockRun run;
};

bool same_bits(std::span<const Single> a, std::span<const Single> b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

void expect_as_compared(const Evaluation& found, const Results& compared, ScenarioIndex s) {
  ASSERT_EQ(found.refused, "");
  for (const auto& i : indicators())
    EXPECT_TRUE(same_bits(found.indicators.row(i.id), compared.indicators.row(i.id, s))) << i.name;
  for (const auto l : compared.quantiles.along<LocationIndex>())
    for (const auto t : every<Target>)
      for (const auto y : every<YearIndex>)
        ASSERT_TRUE(same_bits(found.quantiles.row(l, t, y), compared.quantiles.row(l, t, s, y)));
}

TEST(Evaluator, GivesTheBitsOfACompareInAnyOrderAndAgain) {
  const RunPlan plan = several();
  const Results compared = run_sample(plan, 2);
  const auto executor = make_thread_executor(2);
  for (const std::size_t bytes : {std::size_t{0}, std::size_t{700000}, std::size_t{1} << 30}) {  // none, some, all
    Evaluator evaluator(baseline_of(plan), *executor, bytes);
    for (const std::uint32_t s : {3u, 1u, 4u, 2u, 1u})
      expect_as_compared(evaluator.evaluate(plan.scenarios[s], {}), compared, ScenarioIndex(s));
  }
}

TEST(Evaluator, MakesSumsAlwaysAndTheRestWhereAsked) {
  const RunPlan plan = several();
  const auto executor = make_serial_executor();
  Evaluator evaluator(baseline_of(plan), *executor, 1u << 30);
  const Evaluation all = evaluator.evaluate(plan.scenarios[1], {});
  const Evaluation sums = evaluator.evaluate(plan.scenarios[1], {.proofs = false, .spread = false, .quantiles = false});
  EXPECT_TRUE(sums.quantiles.empty());
  EXPECT_TRUE(std::isnan(double{sums.indicators(Indicator::cities_shown, DrawIndex(0u))}));
  EXPECT_TRUE(std::isnan(double{sums.indicators(Indicator::global_dalys_averted, DrawIndex(0u))}));
  for (const auto i : {Indicator::violent_averted, Indicator::dalys_averted, Indicator::benefit_scaled_usd,
                       Indicator::social_cost_usd, Indicator::people_reached, Indicator::countries_joined})
    EXPECT_TRUE(same_bits(sums.indicators.row(i), all.indicators.row(i)));
}

/// A programme that pays for nothing changes nothing, to the bit; one that sets another parameter does.
TEST(Evaluator, AProgrammeThatPaysForNothingAvertsNothing) {
  const RunPlan plan = several();
  const auto executor = make_serial_executor();
  Evaluator evaluator(baseline_of(plan), *executor, 1u << 30);
  const auto averted = [&](std::size_t s) {
    return evaluator.evaluate(plan.scenarios[s], {}).indicators.row(Indicator::violent_averted)[0];
  };
  EXPECT_EQ(double{averted(3)}, 0.0);
  EXPECT_GT(std::abs(double{averted(4)}), 0.0);
}

/// Sums of the baseline that no kernel would give are those of a scenario in which nothing acts: it runs none.
TEST(BlockRun, RunsNoKernelWhereNothingActs) {
  const RunPlan plan = several();
  FirstBlock first(plan);
  BlockRun& run = first.run;
  constexpr double planted = 1e9;
  const auto marked = std::make_shared<PreparedBlock>(*run.prepared());
  marked->base.sums.incidents[0][0][0] = planted;
  run.take(marked);
  const auto first_year = [&](std::uint32_t s) {
    run.run(ScenarioIndex(s), {});
    return run.last(Lane(0u)).sums.incidents(CrimeType::homicide, YearIndex(0u));
  };
  EXPECT_EQ(first_year(3), planted);
  EXPECT_LT(first_year(4), 0.01 * planted);
}

TEST(Evaluator, RefusesWhatCannotBeComparedAndGoesOn) {
  const RunPlan plan = several();
  const auto executor = make_serial_executor();
  Evaluator evaluator(baseline_of(plan), *executor, 0);
  Scenario other = plan.scenarios[1];
  other.start_year += 1;
  EXPECT_NE(evaluator.evaluate(other, {}).refused, "");
  other = plan.scenarios[1];
  other.budget.lines.front().item = "no such thing";
  EXPECT_NE(evaluator.evaluate(other, {}).refused, "");
  EXPECT_EQ(evaluator.evaluate(plan.scenarios[1], {}).refused, "");
  EXPECT_THROW(Evaluator(plan, *executor, 0), std::invalid_argument);
}

TEST(BlockCache, NeverHoldsMoreThanItMay) {
  const RunPlan plan = baseline_of(several());
  FirstBlock first(plan);
  BlockRun& run = first.run;
  const std::size_t bytes = bytes_of(*run.prepared());
  EXPECT_GT(bytes, sizeof(PreparedBlock));
  BlockCache cache(plan, bytes + bytes / 2);
  cache.keep(CountryIndex(0u), DrawIndex(0u), run.prepared());
  cache.keep(CountryIndex(0u), DrawIndex(8u), run.prepared());
  EXPECT_EQ(cache.find(CountryIndex(0u), DrawIndex(0u)), run.prepared());
  EXPECT_EQ(cache.find(CountryIndex(0u), DrawIndex(8u)), nullptr);
  EXPECT_EQ(cache.bytes_left(), bytes / 2);
}

}  // namespace
}  // namespace salus::model
