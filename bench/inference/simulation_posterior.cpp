#include "bench/inference/simulation_posterior.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "bench/inference/abc_smc.hpp"
#include "bench/inference/domains.hpp"
#include "bench/inference/regression_likelihood.hpp"
#include "bench/inference/resampling.hpp"
#include "model/core/elementary.hpp"
#include "model/random/sampler.hpp"

namespace salus::inference {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;

namespace {

constexpr std::size_t refinements = 3;

/// Chance that a run gives finite outputs, by a logistic regression with a weak pull to zero (variance 100 of a
/// coefficient). Certain where no run failed.
class SuccessRate {
 public:
  /// @param region points on whose scale the settings are measured.
  SuccessRate(const Points& settings, const std::vector<Index>& finite, const Points& region)
      : middle_(region.colwise().mean().transpose()) {
    if (static_cast<Index>(finite.size()) == settings.rows()) return;
    scale_ = ((region.rowwise() - middle_.transpose()).colwise().squaredNorm() / static_cast<double>(region.rows()))
                 .cwiseSqrt()
                 .transpose()
                 .cwiseMax(1e-9);
    VectorXd outcome = VectorXd::Zero(settings.rows());
    for (const Index row : finite) outcome[row] = 1.0;
    MatrixXd x(settings.rows(), 0);
    for (Index i = 0; i < settings.rows(); ++i) {
      const VectorXd f = features(settings.row(i).data());
      if (i == 0) x.resize(settings.rows(), f.size());
      x.row(i) = f.transpose();
    }
    coefficients_ = VectorXd::Zero(x.cols());
    for (int i = 0; i < 25; ++i) {  // Newton
      const VectorXd p =
          (x * coefficients_).unaryExpr([](double v) { return model::logistic(std::clamp(v, -30.0, 30.0)); });
      const MatrixXd information = x.transpose() * (p.array() * (1.0 - p.array())).matrix().asDiagonal() * x +
                                   0.01 * MatrixXd::Identity(x.cols(), x.cols());
      coefficients_ += information.llt().solve(x.transpose() * (outcome - p) - 0.01 * coefficients_);
    }
  }
  double log_probability(const double* y) const {
    return coefficients_.size() == 0
               ? 0.0
               : model::logarithm(model::logistic(std::clamp(features(y).dot(coefficients_), -30.0, 30.0)));
  }

 private:
  VectorXd features(const double* y) const {
    const Index p = middle_.size();
    VectorXd f(1 + p + p * (p + 1) / 2);
    // Settings far outside of the region count as at its edge, so that squares stay small.
    const VectorXd z =
        ((Eigen::Map<const VectorXd>(y, p) - middle_).cwiseQuotient(scale_)).cwiseMax(-6.0).cwiseMin(6.0);
    f[0] = 1.0;
    f.segment(1, p) = z;
    for (Index i = 0, at = 1 + p; i < p; ++i)
      for (Index j = i; j < p; ++j) f[at++] = z[i] * z[j];
    return f;
  }
  VectorXd middle_;
  VectorXd scale_;
  VectorXd coefficients_;
};

/// Draws of prior x likelihood^power by `n` chains of `steps` Metropolis steps that start at `start`, row after row.
/// Every third step proposes from a mixture fitted to `start` (so chains change modes), the others walk by its
/// covariances; the walk's scale follows the acceptance of all chains.
Points sample(const Coordinates& coordinates, const RegressionLikelihood& likelihood, const SuccessRate& success,
              const VectorXd& x, const Points& start, Index n, double power, std::uint32_t steps, model::RandomKey key,
              const model::Executor& executor) {
  const Index p = start.cols();
  const std::size_t size = coordinates.size();
  const auto local = choose_mixture(start, VectorXd::Ones(start.rows()), 8, 1e-3, key);
  const auto wide = local.inflated(1.5);
  const auto log_posterior = [&](const double* y) {
    const double prior = coordinates.log_prior({y, size});
    return prior == -std::numeric_limits<double>::infinity()
               ? prior
               : prior + power * (likelihood.log_likelihood(y, x.data()) + success.log_probability(y));
  };
  Points at(n, p);
  VectorXd log_at(n);
  VectorXd acceptance(n);
  constexpr std::size_t grain = 64;
  executor.for_blocks(static_cast<std::size_t>(n), grain, [&](std::size_t begin, std::size_t end) {
    for (auto i = static_cast<Index>(begin); i < static_cast<Index>(end); ++i) {
      at.row(i) = start.row(i % start.rows());
      log_at[i] = log_posterior(at.row(i).data());
    }
  });
  double log_scale = model::logarithm(2.38 / std::sqrt(static_cast<double>(p)));
  for (std::uint32_t step = 0; step < steps; ++step) {
    const bool independent = step % 3 == 0;
    const double scale = model::exponential(log_scale);
    executor.for_blocks(static_cast<std::size_t>(n), grain, [&](std::size_t begin, std::size_t end) {
      std::vector<double> y(size);
      for (auto i = static_cast<Index>(begin); i < static_cast<Index>(end); ++i) {
        const model::DrawId id{static_cast<std::uint32_t>(i), step, 0, 0};
        const auto [u, v] = model::uniform_pair(key, id);
        const auto k = local.component(u);
        (independent ? wide : local).draw(k, !independent, key, {id.entity, step, 1, 0}, y.data());
        if (!independent)
          for (std::size_t c = 0; c < size; ++c) y[c] = at(i, static_cast<Index>(c)) + scale * y[c];
        const double proposed = log_posterior(y.data());
        double log_ratio = proposed - log_at[i];
        if (independent && proposed > -std::numeric_limits<double>::infinity())
          log_ratio += wide.log_density(at.row(i).data()) - wide.log_density(y.data());
        acceptance[i] = log_ratio >= 0.0 ? 1.0 : model::exponential(log_ratio);
        if (v < acceptance[i]) {
          std::copy(y.begin(), y.end(), at.row(i).data());
          log_at[i] = proposed;
        }
      }
    });
    if (!independent)
      log_scale +=
          (acceptance.mean() - 0.3) * std::min(1.0, 5.0 * model::exponential(-0.6 * model::logarithm(step + 1.0)));
  }
  return at;
}

}  // namespace

void check_plan(const SimulationPlan& plan, const std::vector<double>& observed) {
  if (plan.simulations < 1000 || plan.draws == 0)
    throw std::invalid_argument("at least 1,000 simulations and one draw are needed");
  if (observed.empty() || !std::all_of(observed.begin(), observed.end(), [](double v) { return std::isfinite(v); }))
    throw std::invalid_argument("the data must be finite numbers, at least one");
}

Draws simulation_posterior(const std::vector<Parameter>& parameters, const Simulator& simulator,
                           const std::vector<double>& observed, const SimulationPlan& plan,
                           const model::Executor& executor) {
  const Coordinates coordinates(parameters);
  check_plan(plan, observed);
  SimulationRuns runs(coordinates, simulator, observed, plan.seed, executor);
  const std::size_t per_round = plan.simulations / 2 / refinements;
  const auto population = abc_smc(coordinates, runs, plan.simulations - refinements * per_round, plan.seed);
  const auto key = [&](std::uint64_t domain, std::uint64_t round) {
    return model::random_key(plan.seed, round, domain);
  };

  // A sample of the posterior as it is known so far.
  constexpr std::size_t known = 1000;
  Points posterior(static_cast<Index>(known), static_cast<Index>(coordinates.size()));
  const auto ancestors =
      systematic_resample({population.weights.data(), static_cast<std::size_t>(population.weights.size())}, known, 0.5);
  for (std::size_t i = 0; i < known; ++i)
    posterior.row(static_cast<Index>(i)) = runs.y.row(population.accepted[ancestors[i]]);

  runs.sum_up(runs.size() / 2);
  for (std::size_t round = 0;; ++round) {
    const auto rows = runs.finite();
    const RegressionLikelihood likelihood(runs.y(rows, Eigen::all), runs.x(rows, Eigen::all), posterior,
                                          key(domain::mixture, round));
    const SuccessRate success(runs.y, rows, posterior);
    if (round == refinements) {
      const Points draws =
          sample(coordinates, likelihood, success, runs.observed, posterior, static_cast<Index>(plan.draws), 1.0, 150,
                 key(domain::posterior, 2 * round), executor);
      Draws result{coordinates.names(), 1, plan.draws, std::vector<double>(plan.draws * coordinates.size()),
                   static_cast<std::uint64_t>(runs.size())};
      for (std::size_t i = 0; i < plan.draws; ++i)
        coordinates.inferred({draws.row(static_cast<Index>(i)).data(), coordinates.size()},
                             {&result(0, i, 0), coordinates.size()});
      return result;
    }
    runs.add(sample(coordinates, likelihood, success, runs.observed, posterior, static_cast<Index>(per_round), 0.5, 100,
                    key(domain::posterior, 2 * round), executor));
    posterior = sample(coordinates, likelihood, success, runs.observed, posterior, static_cast<Index>(known), 1.0, 100,
                       key(domain::posterior, 2 * round + 1), executor);
  }
}

}  // namespace salus::inference
