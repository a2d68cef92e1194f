#include "model/run/ensemble.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/model/rolled_world.hpp"
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
    EXPECT_TRUE(same_bits(one.aggregate_first, other.aggregate_first));
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

/// The second country has more incidents than people in one draw.
RunPlan with_a_failing_draw(RunPlan plan, std::uint32_t draw) {
  auto& starts = plan.countries[1].calibrated;
  starts.assign(plan.draws, {.log_rate = plan.countries[1].level[CrimeType::homicide].log_rate,
                             .annual_log_sd = 0.1,
                             .memory = 0.0f,
                             .city_effect_sd = 0.9f,
                             .city_persistence = 0.8f,
                             .city_volatility = 0.1f});
  starts[draw].log_rate = 3.0;
  return plan;
}

/// Parts of any size, cut by draws, by countries or both, in any order: the results of one run.
TEST(Ensemble, ShardsJoinToTheWhole) {
  constexpr std::uint32_t broken = 17;
  auto plan = with_a_failing_draw(sample_plan(108), broken);  // the last part is shorter, and its last block of eight
  const auto whole = run_sample(plan);
  ASSERT_EQ(whole.failures.size(), 1u);
  EXPECT_EQ(whole.failures.front().draw, broken);
  const auto executor = make_serial_executor();
  struct Cut {
    std::uint32_t grain;
    std::uint32_t shards;
  };
  for (const Cut cut : {Cut{200, 1}, Cut{200, 3}, Cut{8, 5}, Cut{8, 50}, Cut{16, 3}, Cut{24, 2}}) {
    plan.grain = cut.grain;
    plan.shards = cut.shards;
    MemoryStore store;
    QuietObserver observer;
    for (plan.shard = cut.shards; plan.shard-- > 0;)
      EXPECT_EQ(Ensemble(plan, *executor).run(store, observer), RunEnd::complete);
    EXPECT_EQ(store.kept.size(), 3 * plan.every_block().size());
    expect_same(whole, *Ensemble(plan, *executor).fold(store, observer));
  }
}

TEST(Ensemble, APartThatIsMissingOrOfAnotherRunIsRefused) {
  auto plan = sample_plan(24);
  plan.grain = 8;
  const auto executor = make_serial_executor();
  MemoryStore store;
  QuietObserver observer;
  Ensemble(plan, *executor).run(store, observer);
  auto lacking = store;
  lacking.kept.erase(lacking.kept.begin() + 4);
  EXPECT_THROW(Ensemble(plan, *executor).fold(lacking, observer), PartRefused);
  auto moved = store;
  std::swap(moved.kept[1].second, moved.kept[4].second);  // two blocks of one country
  EXPECT_THROW(Ensemble(plan, *executor).fold(moved, observer), PartRefused);
  plan.grain = 12;
  EXPECT_THROW(Ensemble(plan, *executor), std::invalid_argument);
}

TEST(Ensemble, StopsWhenAskedAndKeepsWhatIsFinished) {
  class Stopper final : public RunObserver {
   public:
    bool stop_requested() const override { return done >= 1; }
    void part_finished(std::size_t n, std::size_t) override { done = n; }
    std::size_t done = 0;
  } stopper;
  auto plan = sample_plan(32);
  plan.grain = 8;
  const auto executor = make_serial_executor();
  Ensemble ensemble(plan, *executor);
  MemoryStore store;
  EXPECT_EQ(ensemble.run(store, stopper), RunEnd::stopped);
  EXPECT_EQ(store.kept.size(), 6u);  // the first countries, and those that were finished when it was asked
  QuietObserver quiet;
  EXPECT_EQ(ensemble.run(store, quiet), RunEnd::complete);
  EXPECT_TRUE(same_bits(ensemble.fold(store, quiet)->quantiles, run_sample(plan).quantiles));
}

TEST(Ensemble, IsStoppedAtAnyPartThatItLooksAtOrFolds) {
  class After final : public RunObserver {
   public:
    explicit After(int parts) : left_(parts) {}
    bool stop_requested() const override { return left_-- <= 0; }
    void part_finished(std::size_t, std::size_t) override {}

   private:
    mutable int left_;
  };
  class Counting final : public PartStore {
   public:
    explicit Counting(MemoryStore& of) : of_(of) {}
    std::optional<CountryPart> load(const PartName& name) override {
      ++loaded;
      return of_.load(name);
    }
    void save(const PartName&, const CountryPart&) override { FAIL() << "all parts are kept"; }
    int loaded = 0;

   private:
    MemoryStore& of_;
  };
  auto plan = sample_plan(32);
  plan.grain = 8;  // twelve parts
  const auto executor = make_serial_executor();
  Ensemble ensemble(plan, *executor);
  MemoryStore store;
  QuietObserver quiet;
  ensemble.run(store, quiet);
  for (const int parts : {0, 5, 11}) {
    Counting looked_at(store);
    After stopper(parts);
    EXPECT_EQ(ensemble.run(looked_at, stopper), RunEnd::stopped);
    EXPECT_EQ(looked_at.loaded, parts);
  }
  for (const int parts : {0, 5, 12, 23}) {  // in the first pass, between both, in the second
    Counting folded(store);
    EXPECT_FALSE(ensemble.fold(folded, After(parts)).has_value());
    EXPECT_LE(folded.loaded, parts + 1);  // one is read ahead
  }
  EXPECT_TRUE(ensemble.fold(store, After(24)).has_value());
}

/// Noise is of the calendar, not of the run; a scenario's own law holds from where the run begins.
TEST(Ensemble, ALaterStartGoesOnFromTheEarlierOneToTheBit) {
  auto plan = sample_plan(8);
  plan.scenarios.resize(1);
  plan.scenarios.push_back(plan.scenarios.front());
  plan.scenarios.back().id = "other-law";
  plan.scenarios.back().without[Loop::trust] = true;
  plan.scenarios.back().overrides = {{Parameter::guardianship, 0.1}};
  const Results early = run_sample(plan);
  const Results late = run_sample(two_years_later(plan));
  for (const auto c : early.country_draws.along<CountryIndex>())
    for (const auto series : every<CountrySeries>)
      for (std::uint32_t y = 0; y + 2 < horizon_years; ++y)
        for (const auto s : plan.every_scenario())
          for (const auto d : early.country_draws.along<DrawIndex>())
            ASSERT_EQ(late.country_draws(c, series, s, YearIndex(y), d),
                      early.country_draws(c, series, s, YearIndex(y + 2), d));
  const auto first_of = [&](ScenarioIndex s) {
    return late.country_draws(CountryIndex(0u), CountrySeries::homicide, s, YearIndex(0u), DrawIndex(0u));
  };
  EXPECT_NE(first_of(ScenarioIndex(0u)), first_of(ScenarioIndex(1u)));
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
  const AggregateIndex all = r.aggregate_first.along<AggregateIndex>().last();
  for (const auto s : r.country_draws.along<ScenarioIndex>())
    for (const auto y : every<YearIndex>)
      for (const auto d : r.country_draws.along<DrawIndex>()) {
        double sum = 0.0;
        for (const auto c : r.country_draws.along<CountryIndex>())
          sum += r.country_draws(c, CountrySeries::homicide, s, y, d);
        const Headline killed = headline_of(CrimeType::homicide);
        const double total = r.aggregate_first(all, killed, y, d) - r.aggregate_averted(all, killed, s, y, d);
        EXPECT_NEAR(sum, total, 1e-6 * total);
      }
}

}  // namespace
}  // namespace salus::model
