#include "model/run/ensemble.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/model/run/run_sample.hpp"

namespace salus::model {
namespace {

using namespace tests;

TEST(Ensemble, OneResultForAnyNumberOfThreadsAndInstructionSet) {
  auto plan = sample_plan(37);  // not a multiple of the block
  const auto one = run_sample(plan, 1);
  for (const unsigned threads : {2u, 3u, 8u})
    EXPECT_TRUE(same_bits(one.quantiles, run_sample(plan, threads).quantiles)) << threads;
  for (int isa = 0; isa <= static_cast<int>(best_isa()); ++isa) {
    plan.isa = static_cast<Isa>(isa);
    const auto other = run_sample(plan, 2);
    EXPECT_TRUE(same_bits(one.quantiles, other.quantiles));
    EXPECT_TRUE(same_bits(one.aggregate_draws, other.aggregate_draws));
  }
}

TEST(Ensemble, TheFirstDrawsDoNotDependOnHowManyFollow) {
  const auto few = run_sample(sample_plan(10));
  const auto many = run_sample(sample_plan(40));
  for (const auto c : few.country_draws.along<CountryIndex>())
    for (const auto series : every<CountrySeries>)
      for (const auto s : few.country_draws.along<ScenarioIndex>())
        for (const auto y : every<YearIndex>)
          for (const auto d : few.country_draws.along<DrawIndex>())
            ASSERT_EQ(few.country_draws(c, series, s, y, d), many.country_draws(c, series, s, y, d));
}

TEST(Ensemble, ShardsJoinToTheWhole) {
  auto plan = sample_plan(16);
  const auto whole = run_sample(plan);
  MemoryStore store;
  QuietObserver observer;
  const auto executor = make_serial_executor();
  for (const std::uint32_t shard : {1u, 0u}) {
    auto part = plan;
    part.shard = shard;
    part.shards = 2;
    const Ensemble ensemble(part, *executor);
    EXPECT_EQ(ensemble.run(store, observer), RunEnd::complete);
  }
  const auto joined = Ensemble(plan, *executor).assemble(store);
  EXPECT_TRUE(same_bits(whole.quantiles, joined.quantiles));
  EXPECT_TRUE(same_bits(whole.aggregate_averted, joined.aggregate_averted));
}

TEST(Ensemble, StopsWhenAskedAndKeepsWhatIsFinished) {
  class Stopper final : public RunObserver {
   public:
    bool stop_requested() const override { return done >= 1; }
    void country_finished(std::size_t n, std::size_t) override { done = n; }
    std::size_t done = 0;
  } stopper;
  const auto plan = sample_plan(8);
  const auto executor = make_serial_executor();
  const Ensemble ensemble(plan, *executor);
  MemoryStore store;
  EXPECT_EQ(ensemble.run(store, stopper), RunEnd::stopped);
  EXPECT_EQ(store.kept.size(), 2u);  // the first, and the one that was finished when it was asked
  QuietObserver quiet;
  EXPECT_EQ(ensemble.run(store, quiet), RunEnd::complete);
  EXPECT_TRUE(same_bits(ensemble.assemble(store).quantiles, run_sample(plan).quantiles));
}

TEST(Ensemble, RefusesScenariosThatCannotShareTheirNoise) {
  auto plan = sample_plan(8);
  plan.scenarios[1].start_year = 2021;
  const auto executor = make_serial_executor();
  EXPECT_THROW(Ensemble(plan, *executor), std::invalid_argument);
}

TEST(Ensemble, MoreThanOneFailedDrawInAHundredEndsTheRun) {
  auto plan = sample_plan(16);
  plan.countries[0].population[60] *= 1.001;  // the published path jumps; the flows do not follow
  try {
    run_sample(plan);
    FAIL() << "the run went on";
  } catch (const RunFailure& e) {
    EXPECT_EQ(e.failed, 16u);
    EXPECT_EQ(e.draws, 16u);
    EXPECT_EQ(e.first.fault.kind, DrawFault::Kind::not_conserved);
    EXPECT_EQ(e.first.country, plan.countries[0].code.name());
  }
}

TEST(Ensemble, AggregatesAreTheSumsOfTheirCountries) {
  const auto r = run_sample(sample_plan(16));
  ASSERT_EQ(r.locations.size(), 7u);  // three countries, three regions, the total
  const AggregateIndex all = r.aggregate_draws.along<AggregateIndex>().last();
  for (const auto s : r.country_draws.along<ScenarioIndex>())
    for (const auto y : every<YearIndex>)
      for (const auto d : r.country_draws.along<DrawIndex>()) {
        double sum = 0.0;
        for (const auto c : r.country_draws.along<CountryIndex>())
          sum += r.country_draws(c, CountrySeries::homicide, s, y, d);
        const double total = r.aggregate_draws(all, headline_of(CrimeType::homicide), s, y, d);
        EXPECT_NEAR(sum, total, 1e-6 * total);
      }
}

}  // namespace
}  // namespace salus::model
