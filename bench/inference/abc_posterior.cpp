#include "bench/inference/abc_posterior.hpp"

#include "bench/inference/abc_smc.hpp"
#include "bench/inference/resampling.hpp"

namespace salus::inference {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;

Draws abc_posterior(const std::vector<Parameter>& parameters, const Simulator& simulator,
                    const std::vector<double>& observed, const SimulationPlan& plan, const model::Executor& executor) {
  const Coordinates coordinates(parameters);
  check_plan(plan, observed);
  SimulationRuns runs(coordinates, simulator, observed, plan.seed, executor);
  const auto population = abc_smc(coordinates, runs, plan.simulations, plan.seed);
  const auto n = static_cast<Index>(population.accepted.size());
  const auto p = static_cast<Index>(coordinates.size());
  const auto d = runs.x.cols();
  // Rows scaled by the root of their weight; outputs as distances from the data, so the intercept is the parameter
  // there.
  Points line(n, p);
  MatrixXd design(n, d + 1);
  MatrixXd weighted(n, p);
  for (Index i = 0; i < n; ++i) {
    const Index row = population.accepted[static_cast<std::size_t>(i)];
    coordinates.to_line({runs.y.row(row).data(), coordinates.size()}, {line.row(i).data(), coordinates.size()});
    const double root = std::sqrt(population.weights[i]);
    design(i, 0) = root;
    design.row(i).tail(d) = root * (runs.x.row(row) - runs.observed.transpose());
    weighted.row(i) = root * line.row(i);
  }
  const MatrixXd slopes = design.completeOrthogonalDecomposition().solve(weighted).bottomRows(d);
  for (Index i = 0; i < n; ++i)
    line.row(i) -= (runs.x.row(population.accepted[static_cast<std::size_t>(i)]) - runs.observed.transpose()) * slopes;
  const auto ancestors = systematic_resample({population.weights.data(), static_cast<std::size_t>(n)}, plan.draws, 0.5);
  Draws result{coordinates.names(), 1, plan.draws, std::vector<double>(plan.draws * coordinates.size()),
               static_cast<std::uint64_t>(runs.size())};
  std::vector<double> y(coordinates.size());
  for (std::size_t i = 0; i < plan.draws; ++i) {
    coordinates.from_line({line.row(static_cast<Index>(ancestors[i])).data(), coordinates.size()}, y);
    coordinates.inferred(y, {&result(0, i, 0), coordinates.size()});
  }
  return result;
}

}  // namespace salus::inference
