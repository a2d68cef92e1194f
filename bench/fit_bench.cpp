/// Speed of the country fit on the bundled panel: particle steps a second, likelihoods, whole sweeps.
#include <benchmark/benchmark.h>

#include "../tests/calibration/bundled_tables.hpp"
#include "calibration/fit/chain.hpp"
#include "calibration/fit/cities.hpp"
#include "calibration/fit/event_filter.hpp"

namespace {

using namespace salus;
using calibration::Events;

const calibration::Tables& tables() {
  static const auto all = calibration::read_tables(calibration::bundled_texts());
  return all;
}

const calibration::FitPanel& panel() {
  static const auto whole = calibration::fit_panel(tables(), calibration::known_to(2025));
  return whole;
}

calibration::CountryLaw law_of(const calibration::PanelCountry& country) {
  calibration::CountryLaw law;
  law.feedback = {0.25, 24.0};
  law.variance = 0.0036;
  law.jump_variance = 0.05;
  law.jump_probability = 0.05;
  law.outlier_probability = 0.03;
  law.reading_variance = 0.0004;
  law.modelled_variance = 0.02;
  law.offset_variance = 0.1;
  law.offset_step = 0.002;
  law.level_mean = 1.5;
  law.level_variance = 1.0;
  law.first = country.readings.empty() ? 0 : country.readings.front().year;
  law.expected.assign(panel().years(), -0.01);
  law.shift.assign(panel().years(), 0.0);
  return law;
}

/// Years that the filters pass through.
std::int64_t steps() {
  std::int64_t n = 0;
  for (const auto& c : panel().countries)
    if (!c.readings.empty()) n += static_cast<std::int64_t>(c.readings.back().year - c.readings.front().year) + 1;
  return n;
}

void particles(benchmark::State& state) {
  std::vector<calibration::CountryLaw> laws;
  for (const auto& c : panel().countries) laws.push_back(law_of(c));
  std::vector<Events> kept(laws.size());
  std::uint32_t sweep = 0;
  for (auto _ : state) {
    calibration::Stream random(model::random_key(1, 0, 0), sweep++, 0);
    for (std::size_t c = 0; c < laws.size(); ++c)
      kept[c] = calibration::filter_events(laws[c], panel().countries[c].readings,
                                           static_cast<std::uint32_t>(state.range(0)), &kept[c], random)
                    .events;
  }
  state.SetItemsProcessed(state.iterations() * steps() * state.range(0));
}
BENCHMARK(particles)->Arg(8)->Arg(24)->Arg(96)->Unit(benchmark::kMicrosecond);

void likelihoods(benchmark::State& state) {
  std::vector<calibration::CountryLaw> laws;
  for (const auto& c : panel().countries) laws.push_back(law_of(c));
  for (auto _ : state) {
    double sum = 0.0;
    for (std::size_t c = 0; c < laws.size(); ++c)
      sum += calibration::log_likelihood(laws[c], panel().countries[c].readings, {});
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * steps());
}
BENCHMARK(likelihoods)->Unit(benchmark::kMicrosecond);

void sweeps(benchmark::State& state) {
  calibration::Chain chain(panel(), {{0.25, 24.0}, 24}, model::random_key(1, 0, 0));
  std::uint32_t number = 0;
  for (; number < 50;) chain.sweep(++number, true);
  for (auto _ : state) chain.sweep(++number, false);
  // Two runs of the particle filter a sweep: of the events, and of what shapes them.
  state.SetItemsProcessed(state.iterations() * steps() * 2 * 24);
}
BENCHMARK(sweeps)->Unit(benchmark::kMicrosecond);

void places(benchmark::State& state) {
  const auto countries = calibration::places_of_countries(tables().city_series, 2025);
  for (auto _ : state) {
    double sum = 0.0;
    for (const auto& c : countries) sum += calibration::log_likelihood(c, {});
    benchmark::DoNotOptimize(sum);
  }
}
BENCHMARK(places)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
