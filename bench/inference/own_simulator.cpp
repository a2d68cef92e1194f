/// A researcher's own simulator, calibrated through one header. A town of 20,000 counts its burglaries each month for
/// three years. A burglary raises the risk of the next ones (near repeats) for a while. How many come by themselves,
/// how many does each bring about, how long does that last?
///   own_simulator [runs]
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "bench/inference/inference.hpp"
#include "model/random/sampler.hpp"

namespace {

using namespace salus;

/// What the data are compared by: mean and variance of the monthly counts, and how alike neighbouring months are.
std::vector<double> summary(const std::vector<double>& counts) {
  const double n = static_cast<double>(counts.size());
  double mean = 0.0;
  double variance = 0.0;
  double neighbours = 0.0;
  for (const double c : counts) mean += c / n;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    variance += (counts[i] - mean) * (counts[i] - mean) / n;
    if (i > 0) neighbours += (counts[i] - mean) * (counts[i - 1] - mean) / n;
  }
  return {mean, variance, neighbours};
}

/// Monthly counts: Poisson with `base` + what earlier burglaries bring about; each brings `repeats` in all, fading by
/// `memory` a month.
std::vector<double> simulate(std::span<const double> theta, model::RandomKey key) {
  const double base = theta[0];
  const double repeats = theta[1];
  const double memory = theta[2];
  std::vector<double> counts;
  double excited = base * repeats / (1.0 - repeats);  // at its mean
  for (std::uint32_t month = 0; month < 36; ++month) {
    const double count = static_cast<double>(model::poisson(key, {0, month, 1, 0}, base + excited));
    excited = memory * excited + (1.0 - memory) * repeats * count;
    counts.push_back(count);
  }
  return summary(counts);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<double> truth{8.0, 0.6, 0.5};
  const auto observed = simulate(truth, {2026, 7});  // in earnest: summary(the town's counts)
  const std::vector<inference::Parameter> parameters{inference::lognormal("base", 10.0, 1.0),
                                                     inference::uniform("repeats", 0.0, 0.95),
                                                     inference::uniform("memory", 0.0, 0.95)};
  inference::SimulationPlan plan;
  if (argc > 1) plan.simulations = plan.draws = std::strtoul(argv[1], nullptr, 10);

  const auto draws =
      inference::simulation_posterior(parameters, simulate, observed, plan, *model::make_thread_executor(2));

  std::printf("%-8s %8s %8s %8s %8s\n", "", "truth", "mean", "5 %", "95 %");
  for (std::size_t p = 0; p < draws.names.size(); ++p) {
    auto sample = draws.of(p);
    std::sort(sample.begin(), sample.end());
    double mean = 0.0;
    for (const double x : sample) mean += x / static_cast<double>(sample.size());
    std::printf("%-8s %8.3f %8.3f %8.3f %8.3f\n", draws.names[p].c_str(), truth[p], mean, sample[sample.size() / 20],
                sample[sample.size() * 19 / 20]);
  }
  std::printf("%llu runs of the simulator\n", static_cast<unsigned long long>(draws.simulations));
}
