#include "bench/inference/abc_smc.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "bench/inference/domains.hpp"
#include "bench/inference/resampling.hpp"
#include "model/core/elementary.hpp"
#include "model/random/sampler.hpp"

namespace salus::inference {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;

namespace {

constexpr std::size_t rounds = 4;
constexpr double wanted_effective = 300.0;
constexpr std::size_t least_finite = 20;

double middle(std::vector<double>& values) {
  const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), half, values.end());
  return *half;
}

/// Scale of each output over `rows`: median absolute deviation, where that is below a twentieth of the standard
/// deviation the latter, else 1.
VectorXd scales(const Points& x, const std::vector<Index>& rows) {
  VectorXd scale(x.cols());
  for (Index j = 0; j < x.cols(); ++j) {
    std::vector<double> values;
    for (const Index i : rows) values.push_back(x(i, j));
    double mean = 0.0;
    double square = 0.0;
    for (const double v : values) mean += v / static_cast<double>(values.size());
    for (const double v : values) square += (v - mean) * (v - mean) / static_cast<double>(values.size());
    const double centre = middle(values);
    for (double& v : values) v = std::abs(v - centre);
    const double deviation = 1.4826 * middle(values);
    const double sd = std::sqrt(square);
    scale[j] = deviation > 0.05 * sd ? deviation : sd > 0.0 ? sd : 1.0;
  }
  return scale;
}

/// What a round drew from: the prior cut to what a mixture of kernels, and its share within the bounds.
struct Proposal {
  double runs = 0.0;
  GaussianMixture kernels;  ///< none: the prior
  double log_inside = 0.0;
};

/// prior / mixture of proposals at every run.
VectorXd weights(const Coordinates& coordinates, const Points& y, const std::vector<Proposal>& proposals) {
  VectorXd w(y.rows());
  std::vector<double> logs(proposals.size());
  for (Index i = 0; i < y.rows(); ++i) {
    const double prior = coordinates.log_prior({y.row(i).data(), coordinates.size()});
    for (std::size_t r = 0; r < proposals.size(); ++r)
      logs[r] = model::logarithm(proposals[r].runs / static_cast<double>(y.rows())) +
                (proposals[r].kernels.size() == 0
                     ? prior
                     : proposals[r].kernels.log_density(y.row(i).data()) - proposals[r].log_inside);
    w[i] = model::exponential(prior - log_sum_exp(logs.data(), logs.size()));
  }
  return w;
}

AbcPopulation accept(const SimulationRuns& runs, const VectorXd& scale, VectorXd all_weights, double wanted) {
  std::vector<std::pair<double, Index>> distances;
  for (const Index i : runs.finite())
    distances.emplace_back((runs.x.row(i).transpose() - runs.observed).cwiseQuotient(scale).norm(), i);
  std::sort(distances.begin(), distances.end());
  AbcPopulation population;
  double sum = 0.0;
  double square = 0.0;
  for (const auto& [distance, i] : distances) {
    population.accepted.push_back(i);
    population.tolerance = distance;
    sum += all_weights[i];
    square += all_weights[i] * all_weights[i];
    if (sum * sum >= wanted * square) break;
  }
  population.weights.resize(static_cast<Index>(population.accepted.size()));
  for (std::size_t k = 0; k < population.accepted.size(); ++k)
    population.weights[static_cast<Index>(k)] = all_weights[population.accepted[k]] / sum;
  population.all_weights = std::move(all_weights);
  return population;
}

/// A kernel a particle: normal, twice the covariance of its nearest ones about it.
GaussianMixture local_kernels(const Points& y, const AbcPopulation& population) {
  const Index p = y.cols();
  const Index n = population.weights.size();
  Points at(n, p);
  for (Index k = 0; k < n; ++k) at.row(k) = y.row(population.accepted[static_cast<std::size_t>(k)]);
  const VectorXd centre = at.transpose() * population.weights;
  const VectorXd variance = (at.rowwise() - centre.transpose()).cwiseAbs2().transpose() * population.weights;
  const auto near = static_cast<std::size_t>(std::min(n, std::max<Index>(5 * p, n / 10)));
  std::vector<VectorXd> means;
  std::vector<MatrixXd> covariances;
  std::vector<std::pair<double, Index>> order(static_cast<std::size_t>(n));
  for (Index k = 0; k < n; ++k) {
    for (Index l = 0; l < n; ++l)
      order[static_cast<std::size_t>(l)] = {
          ((at.row(l) - at.row(k)).cwiseAbs2().transpose().cwiseQuotient(variance)).sum(), l};
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(near), order.end());
    MatrixXd spread = 1e-6 * MatrixXd(variance.asDiagonal());
    double sum = 0.0;
    for (std::size_t l = 0; l < near; ++l) sum += population.weights[order[l].second];
    for (std::size_t l = 0; l < near; ++l) {
      const VectorXd gap = (at.row(order[l].second) - at.row(k)).transpose();
      spread += 2.0 * population.weights[order[l].second] / sum * gap * gap.transpose();
    }
    means.push_back(at.row(k).transpose());
    covariances.push_back(std::move(spread));
  }
  return {population.weights, std::move(means), std::move(covariances)};
}

}  // namespace

AbcPopulation abc_smc(const Coordinates& coordinates, SimulationRuns& runs, std::size_t simulations,
                      std::uint64_t seed) {
  const std::size_t first = simulations - rounds * (simulations * 3 / 4 / rounds);
  const auto p = static_cast<Index>(coordinates.size());
  const double wanted = std::min(wanted_effective, 0.25 * static_cast<double>(first));
  Points y(static_cast<Index>(first), p);
  for (Index i = 0; i < y.rows(); ++i) {
    const auto draw = coordinates.draw(model::random_key(seed, 0, domain::abc_smc), static_cast<std::uint32_t>(i));
    y.row(i) = Eigen::Map<const VectorXd>(draw.data(), p).transpose();
  }
  std::vector<Proposal> proposals;
  for (std::size_t round = 0;; ++round) {
    const Index before = runs.size();
    runs.add(y);
    if (round == 0) proposals.push_back({static_cast<double>(y.rows()), {}, 0.0});
    auto latest = runs.finite(before);
    if (latest.size() < least_finite) latest = runs.finite();
    if (latest.size() < least_finite)
      throw std::runtime_error("fewer than 20 runs of the simulator have finite outputs");
    auto population = accept(runs, scales(runs.x, latest), weights(coordinates, runs.y, proposals), wanted);
    if (round == rounds) return population;

    Proposal proposal{0.0, local_kernels(runs.y, population), 0.0};
    const auto key = model::random_key(seed, round + 1, domain::abc_smc);
    y.resize(static_cast<Index>((simulations - first) / rounds), p);
    double tried = 0.0;
    for (Index i = 0; i < y.rows(); ++i)
      for (std::uint32_t attempt = 0;;
           ++attempt, ++tried) {  // a kernel's centre lies within the bounds, so some attempt succeeds
        const auto k = proposal.kernels.component(model::uniform(key, {static_cast<std::uint32_t>(i), attempt, 0, 0}));
        proposal.kernels.draw(k, false, key, {static_cast<std::uint32_t>(i), attempt, 1, 0}, y.row(i).data());
        if (coordinates.log_prior({y.row(i).data(), coordinates.size()}) > -std::numeric_limits<double>::infinity()) {
          ++tried;
          break;
        }
      }
    proposal.runs = static_cast<double>(y.rows());
    proposal.log_inside = model::logarithm(proposal.runs / tried);
    proposals.push_back(std::move(proposal));
  }
}

}  // namespace salus::inference
