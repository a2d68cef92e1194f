#include "calibration/inference/diagnostics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "calibration/statistics.hpp"
#include "model/core/elementary.hpp"
#include "model/random/sampler.hpp"

namespace salus::calibration {
namespace {

using Chains = std::vector<std::vector<double>>;

using model::mean;

/// Biased autocovariance (divided by n) at one lag.
double autocovariance(const std::vector<double>& x, double centre, std::size_t lag) {
  double sum = 0.0;
  for (std::size_t i = lag; i < x.size(); ++i) sum += (x[i] - centre) * (x[i - lag] - centre);
  return sum / static_cast<double>(x.size());
}

/// Mean variance within chains, and the variance of one draw that within and between make together.
struct Variances {
  double chains = 0.0;
  double draws = 0.0;  ///< of a chain
  std::vector<double> means;
  double within = 0.0;
  double total = 0.0;
};

Variances variances(const Chains& chains) {
  const auto n = static_cast<double>(chains[0].size());
  const auto m = static_cast<double>(chains.size());
  Variances v;
  v.chains = m;
  v.draws = n;
  for (const auto& chain : chains) {
    v.means.push_back(mean(chain));
    v.within += autocovariance(chain, v.means.back(), 0) * n / (n - 1.0) / m;
  }
  v.total = v.within * (n - 1.0) / n;
  const double centre = mean(v.means);
  for (const double x : v.means)
    if (m > 1.0) v.total += (x - centre) * (x - centre) / (m - 1.0);
  return v;
}

double r_hat(const Chains& chains) {
  const auto v = variances(chains);
  return std::sqrt(v.total / v.within);
}

Chains split(const Chains& chains) {
  Chains halves;
  for (const auto& chain : chains) {
    const auto half = (chain.end() - chain.begin()) / 2;
    halves.emplace_back(chain.begin(), chain.begin() + half);
    halves.emplace_back(chain.end() - half, chain.end());
  }
  return halves;
}

/// Normal scores of the ranks over all chains; ties share their mean rank.
Chains rank_normalised(Chains chains) {
  std::vector<double*> order;
  for (auto& chain : chains)
    for (double& x : chain) order.push_back(&x);
  std::sort(order.begin(), order.end(), [](const double* a, const double* b) { return *a < *b; });
  const auto s = static_cast<double>(order.size());
  std::uint32_t last = 0;
  for (std::uint32_t first = 0; first < order.size(); first = last) {
    const double value = *order[first];
    while (last < order.size() && *order[last] == value) ++last;
    const double score = model::normal_quantile((0.5 * (first + 1 + last) - 0.375) / (s + 0.25));
    for (std::size_t i = first; i < last; ++i) *order[i] = score;
  }
  return chains;
}

template <class F>
Chains mapped(Chains chains, F f) {
  for (auto& chain : chains)
    for (double& x : chain) x = f(x);
  return chains;
}

bool constant_or_not_finite(const std::vector<double>& x) {
  return !std::all_of(x.begin(), x.end(), [](double value) { return std::isfinite(value); }) ||
         std::all_of(x.begin(), x.end(), [&](double value) { return value == x[0]; });
}

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// Probability of k among n at p in (0, 1).
double binomial_mass(std::uint32_t k, std::uint32_t n, double p) {
  return model::exponential(model::log_factorial(n) - model::log_factorial(k) - model::log_factorial(n - k) +
                            k * model::logarithm(p) + (n - k) * model::logarithm(1.0 - p));
}

/// Two-sided tail probabilities of all counts 0..n at p.
std::vector<double> two_sided(std::uint32_t n, double p) {
  std::vector<double> below;
  for (std::uint32_t k = 0; k <= n; ++k) below.push_back(binomial_mass(k, n, p));
  std::vector<double> above = below;
  std::partial_sum(below.begin(), below.end(), below.begin());
  std::partial_sum(above.rbegin(), above.rend(), above.rbegin());
  for (std::size_t k = 0; k < below.size(); ++k) below[k] = std::min(1.0, 2.0 * std::min(below[k], above[k]));
  return below;
}

}  // namespace

double effective_sample_size(const Chains& chains) {
  if (chains.empty() || chains[0].size() < 4) return not_a_number;
  for (const auto& chain : chains) {
    if (chain.size() != chains[0].size()) throw std::invalid_argument("chains differ in length");
    if (!std::all_of(chain.begin(), chain.end(), [](double x) { return std::isfinite(x); })) return not_a_number;
  }
  const auto v = variances(chains);
  if (!(v.total > 0.0)) return not_a_number;  // one constant chain of several is a chain, all alike are none
  const std::size_t n = chains[0].size();
  const double m = v.chains;
  const double draws = m * v.draws;
  const auto correlation = [&](std::size_t lag) {
    double covariance = 0.0;
    for (std::size_t c = 0; c < chains.size(); ++c) covariance += autocovariance(chains[c], v.means[c], lag) / m;
    return 1.0 - (v.within - covariance) / v.total;
  };
  // integrated autocorrelation time from monotone sums of pairs
  double time = -1.0;
  double last = std::numeric_limits<double>::infinity();
  for (std::size_t lag = 0; lag + 1 < n; lag += 2) {
    const double even = lag == 0 ? 1.0 : correlation(lag);
    const double pair = even + correlation(lag + 1);
    if (pair <= 0.0) {
      time += std::max(even, 0.0);  // Vehtari et al.: less variable for antithetic chains
      break;
    }
    last = std::min(last, pair);
    time += 2.0 * last;
  }
  return draws / std::max(time, model::logarithm(10.0) / model::logarithm(draws));
}

Mixing mixing(const Chains& chains) {
  constexpr Mixing none{not_a_number, not_a_number, not_a_number};
  if (chains.empty() || chains[0].size() < 4) return none;
  std::vector<double> all;
  for (const auto& chain : chains) {
    if (chain.size() != chains[0].size()) throw std::invalid_argument("chains differ in length");
    if (constant_or_not_finite(chain)) return none;
    all.insert(all.end(), chain.begin(), chain.end());
  }
  std::sort(all.begin(), all.end());
  const auto halves = split(chains);
  const double middle = quantile(all, 0.5);
  const auto scores = rank_normalised(halves);
  const auto folded = rank_normalised(mapped(halves, [&](double x) { return std::abs(x - middle); }));
  const auto indicator_ess = [&](double p) {
    return effective_sample_size(
        mapped(halves, [limit = quantile(all, p)](double x) { return x <= limit ? 1.0 : 0.0; }));
  };
  return {std::max(r_hat(scores), r_hat(folded)), effective_sample_size(scores),
          std::min(indicator_ess(0.05), indicator_ess(0.95))};
}

std::uint32_t sbc_rank(double truth, std::span<const double> draws) {
  std::uint32_t below = 0;
  for (const double x : draws) below += x < truth;
  return below;
}

double uniformity_p_value(std::span<const std::uint32_t> ranks, std::uint32_t levels) {
  if (ranks.empty() || levels < 2) throw std::invalid_argument("ranks of at least two levels are needed");
  const std::uint32_t steps = std::min(levels, 50u);
  const auto n = static_cast<std::uint32_t>(ranks.size());
  std::vector<double> at;                  // share of levels below each cut
  std::vector<std::vector<double>> tails;  // two-sided probabilities of the counts below it
  double least = 1.0;                      // of the counts seen
  for (std::uint32_t s = 1; s < steps; ++s) {
    const std::uint32_t cut = s * levels / steps;
    std::uint32_t count = 0;
    for (const std::uint32_t r : ranks) {
      if (r >= levels) throw std::invalid_argument("a rank exceeds the number of levels");
      count += r < cut;
    }
    const double below = cut;
    at.push_back(below / levels);
    tails.push_back(two_sided(n, at.back()));
    least = std::min(least, tails.back()[count]);
  }
  // Probability that a uniform sample is nowhere as far out: counts below successive cuts are a Markov chain of
  // binomials.
  std::vector<double> stays(n + 1, 0.0);
  stays[0] = 1.0;
  for (std::size_t s = 0; s < at.size(); ++s) {
    const double before = s == 0 ? 0.0 : at[s - 1];
    const double p = (at[s] - before) / (1.0 - before);
    std::vector<double> next(stays.size(), 0.0);
    for (std::uint32_t to = 0; to <= n; ++to) {
      if (tails[s][to] <= least * (1.0 + 1e-9)) continue;  // equal tails by symmetry differ in their last bits
      for (std::uint32_t from = 0; from <= to; ++from)
        if (stays[from] > 0.0) next[to] += stays[from] * binomial_mass(to - from, n - from, p);
    }
    stays = std::move(next);
  }
  return std::clamp(1.0 - std::accumulate(stays.begin(), stays.end(), 0.0), 0.0, 1.0);
}

}  // namespace salus::calibration
