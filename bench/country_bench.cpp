/// Speed of the country layer on the sample world: kernels per instruction set, checks, quantiles, whole ensembles.
/// Figures with their machine stand in bench/README.md; compare ratios within one run, never times of two machines.
#include <benchmark/benchmark.h>

#include <memory>

#include "model/country/kernel.hpp"
#include "model/country/reference/reference.hpp"
#include "model/random/sampler.hpp"
#include "model/run/quantiles.hpp"
#include "tests/model/country/sample_block.hpp"
#include "tests/model/run/run_sample.hpp"

namespace salus::model {
extern const CountryKernel kernel_without_checks;
}

namespace {

using namespace salus;

constexpr double lane_months = 8.0 * 132.0;

void count_lane_months(benchmark::State& state) {
  state.counters["ns_per_country_month"] =
      benchmark::Counter(lane_months * 1e-9 * static_cast<double>(state.iterations()),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

/// Every enabled scenario of one block: RK4, delivery, checks, yearly sums.
void kernel_scenario(benchmark::State& state) {
  const tests::SampleBlock block;
  const auto& kernel = model::country_kernel(static_cast<model::Isa>(state.range(0)));
  auto noise = std::make_unique<model::NoisePaths>();
  auto sums = std::make_unique<model::YearlySums>();
  kernel.draw_noise(block.noise_in, block.paths.view(), *noise);
  for (auto _ : state) {
    kernel.run_scenario(block.stocks, block.programme, block.paths.view(), *noise, *sums);
    benchmark::DoNotOptimize(sums->incidents[0][10][0]);
  }
  count_lane_months(state);
}

/// The AVX2 kernel with and without its monthly invariants; compare the two medians of one run.
void invariants(benchmark::State& state) {
  const tests::SampleBlock block;
  const auto& kernel = state.range(0) ? model::country_kernel(model::Isa::avx2) : model::kernel_without_checks;
  auto noise = std::make_unique<model::NoisePaths>();
  auto sums = std::make_unique<model::YearlySums>();
  kernel.draw_noise(block.noise_in, block.paths.view(), *noise);
  for (auto _ : state) {
    kernel.run_scenario(block.stocks, block.programme, block.paths.view(), *noise, *sums);
    benchmark::DoNotOptimize(sums->incidents[0][10][0]);
  }
  count_lane_months(state);
}

/// Noise of one block, shared by all scenarios.
void kernel_noise(benchmark::State& state) {
  const tests::SampleBlock block;
  const auto& kernel = model::country_kernel(static_cast<model::Isa>(state.range(0)));
  auto noise = std::make_unique<model::NoisePaths>();
  for (auto _ : state) {
    kernel.draw_noise(block.noise_in, block.paths.view(), *noise);
    benchmark::DoNotOptimize(noise->street[131][7]);
  }
  count_lane_months(state);
}

/// The slow, obvious version, for the ratio.
void reference_scenario(benchmark::State& state) {
  const tests::SampleBlock block;
  for (auto _ : state)
    for (int lane = 0; lane < 8; ++lane) {
      const auto noise = model::reference::draw_noise(block.noise_in, block.paths.view(), lane);
      benchmark::DoNotOptimize(
          model::reference::run_scenario(block.stocks, block.programme, block.paths.view(), noise, lane, 1));
    }
  count_lane_months(state);
}

void quantiles_of_1000(benchmark::State& state) {
  std::vector<model::Single> values;
  std::vector<model::Single> out(model::quantile_levels.size());
  for (std::uint32_t i = 0; i < 1000; ++i) values.push_back(model::standard_normal({1, 1}, {i, 0, 0, 0}));
  model::SortScratch scratch;
  for (auto _ : state) {
    model::write_quantiles(values, out, scratch);
    benchmark::DoNotOptimize(out[11]);
  }
}

std::unique_ptr<model::Executor> executor(unsigned threads) {
#ifdef SALUS_HAS_TBB
  return model::make_tbb_executor(threads);
#else
  return model::make_thread_executor(threads);
#endif
}

/// A whole ensemble: `scenarios` x `draws` on `threads`, three countries; everything but storage.
void ensemble(benchmark::State& state) {
  auto plan = tests::sample_plan(static_cast<std::uint32_t>(state.range(1)));
  while (plan.scenarios.size() < static_cast<std::size_t>(state.range(0))) {
    auto copy = plan.scenarios[1];
    copy.id += std::to_string(plan.scenarios.size());
    plan.scenarios.push_back(copy);
  }
  plan.scenarios.resize(static_cast<std::size_t>(state.range(0)));
  plan.isa = model::best_isa();
  const auto pool = executor(static_cast<unsigned>(state.range(2)));
  tests::QuietObserver observer;
  for (auto _ : state) {
    model::Ensemble run(plan, *pool);
    for (const auto block : plan.every_block())
      for (const auto c : plan.every_country()) benchmark::DoNotOptimize(run.run_part(c, block, observer));
  }
  const double months = 3.0 * static_cast<double>(state.range(0) * state.range(1)) * 132.0;
  state.counters["ns_per_country_month"] =
      benchmark::Counter(months * 1e-9 * static_cast<double>(state.iterations()),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void smoke(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(tests::run_sample(tests::sample_plan(8)));
}

void every_isa(benchmark::internal::Benchmark* bench) {
  for (int isa = 0; isa <= static_cast<int>(model::best_isa()); ++isa) bench->Arg(isa);
}

BENCHMARK(kernel_scenario)->Apply(every_isa);
BENCHMARK(kernel_noise)->Apply(every_isa);
BENCHMARK(invariants)->ArgName("checked")->Arg(1)->Arg(0)->Repetitions(7)->ReportAggregatesOnly();
BENCHMARK(reference_scenario);
BENCHMARK(quantiles_of_1000);
BENCHMARK(ensemble)
    ->ArgNames({"scenarios", "draws", "threads"})
    ->Args({1, 1000, 2})
    ->Args({4, 1000, 2})
    ->Args({8, 1000, 2})
    ->Args({8, 4000, 2})
    ->Args({8, 1000, 1})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(smoke);

}  // namespace

BENCHMARK_MAIN();
