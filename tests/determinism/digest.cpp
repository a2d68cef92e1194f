/// Prints a hash of everything that has to have the same bits everywhere: random numbers, samplers, elementary
/// functions, an ensemble of the sample world for several numbers of threads and every usable instruction set. Equal
/// output is the test; see compare_digests.
#include <cstdio>
#include <cstring>

#include "model/core/elementary.hpp"
#include "model/random/sampler.hpp"
#include "tests/model/run/run_sample.hpp"

namespace {

using namespace salus;

/// FNV-1a over bytes (Fowler, Noll, Vo), 64 bits.
class Digest {
 public:
  template <class T>
  void add(const T& value) {
    unsigned char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    for (const unsigned char b : bytes) hash_ = (hash_ ^ b) * 1099511628211u;
  }
  void print(const char* name) const { std::printf("%-24s %016llx\n", name, static_cast<unsigned long long>(hash_)); }
  bool operator==(const Digest& other) const = default;

 private:
  std::uint64_t hash_ = 14695981039346656037u;
};

Digest of_results(const model::Results& results) {
  Digest d;
  for (const auto* values :
       {&results.quantiles.cells(), &results.aggregate_first.cells(), &results.aggregate_averted.cells(),
        &results.country_draws.cells(), &results.indicators.cells()})
    for (const float value : stored(*values)) d.add(value == value ? value : 0.0f);
  return d;
}

}  // namespace

int main() {
  Digest random;
  Digest samplers;
  Digest functions;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    const model::RandomKey key = model::random_key(7, i, 0);
    const auto u = model::uniform_pair(key, {76, i, 1, 0});
    random.add(u);
    samplers.add(model::standard_normal(key, {i, 1, 2, 3}));
    samplers.add(model::poisson(key, {i, 1, 2, 4}, 40.0 * u[0]));
    samplers.add(model::binomial(key, {i, 1, 2, 5}, 1000, u[1]));
    functions.add(model::exponential(1400.0 * u[0] - 700.0));
    functions.add(model::logarithm(1e6 * u[1]));
    functions.add(model::logistic(20.0 * u[1] - 10.0));
  }
  random.print("random numbers");
  samplers.print("samplers");
  functions.print("elementary functions");

  auto plan = tests::sample_plan(40);
  const Digest whole = of_results(tests::run_sample(plan, 1));
  whole.print("ensemble");
  int differing = 0;
  for (const unsigned threads : {1u, 2u, 3u, 8u})
    for (int isa = 0; isa <= static_cast<int>(model::best_isa()); ++isa) {
      plan.isa = static_cast<model::Isa>(isa);
      if (of_results(tests::run_sample(plan, threads)) == whole) continue;
      ++differing;
      std::printf("differs: %u threads, %s\n", threads, std::string(model::isa_names[plan.isa]).c_str());
    }
  return differing;
}
