#include "bench/inference/ensemble_kalman.hpp"

#include <Eigen/Dense>
#include <cmath>
#include <stdexcept>

#include "bench/inference/domains.hpp"
#include "model/random/sampler.hpp"

namespace salus::inference {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;

Draws ensemble_kalman_inversion(const std::vector<Parameter>& parameters, const Simulator& simulator,
                                std::span<const double> observed, std::span<const double> noise,
                                const EnsembleKalmanPlan& plan, const model::Executor& executor) {
  const Coordinates coordinates(parameters);
  const std::size_t size = coordinates.size();
  const auto p = static_cast<Index>(size);
  const auto d = static_cast<Index>(observed.size());
  const auto n = static_cast<Index>(plan.members);
  if (d == 0 || noise.size() != observed.size() * observed.size())
    throw std::invalid_argument("the noise covariance must have as many rows and columns as there are data");
  if (plan.members < 2 || plan.steps == 0) throw std::invalid_argument("an ensemble needs two members and a step");
  const double steps = static_cast<double>(plan.steps);
  const MatrixXd wide = steps * Eigen::Map<const MatrixXd>(noise.data(), d, d);
  const Eigen::LLT<MatrixXd> factor(wide);
  if (factor.info() != Eigen::Success || !wide.isApprox(wide.transpose()))
    throw std::invalid_argument("the noise covariance is not positive definite");
  const MatrixXd root = factor.matrixL();
  const Eigen::Map<const VectorXd> data(observed.data(), d);

  // a column a member
  MatrixXd line(p, n);
  MatrixXd output(d, n);
  for (Index i = 0; i < n; ++i)
    coordinates.to_line(
        coordinates.draw(model::random_key(plan.seed, 0, domain::ensemble_kalman), static_cast<std::uint32_t>(i)),
        {line.col(i).data(), size});
  const auto theta = [&](Index i) {
    std::vector<double> y(size);
    coordinates.from_line({line.col(i).data(), size}, y);
    return y;
  };
  for (std::size_t step = 0; step < plan.steps; ++step) {
    executor.for_blocks(plan.members, 1, [&](std::size_t member, std::size_t) {
      const auto i = static_cast<Index>(member);
      const auto x = simulator(coordinates.theta(theta(i)),
                               model::random_key(plan.seed, step * plan.members + member, domain::simulation));
      if (x.size() != observed.size())
        throw std::invalid_argument("the simulator's output and the data differ in length");
      output.col(i) = Eigen::Map<const VectorXd>(x.data(), d);
    });
    if (!output.allFinite()) throw std::runtime_error("an output of the simulator is not finite");
    const auto key = model::random_key(plan.seed, step + 1, domain::ensemble_kalman);
    MatrixXd gap(d, n);  // perturbed data less output
    for (Index i = 0; i < n; ++i) {
      VectorXd z(d);
      for (Index j = 0; j < d; ++j)
        z[j] = model::standard_normal(key, {static_cast<std::uint32_t>(i), 0, 0, static_cast<std::uint32_t>(j)});
      gap.col(i) = data + root * z - output.col(i);
    }
    const MatrixXd from_mean = output.colwise() - output.rowwise().mean();
    const MatrixXd members = line.colwise() - line.rowwise().mean();
    const MatrixXd cross = members * from_mean.transpose() / static_cast<double>(n - 1);
    const MatrixXd spread = from_mean * from_mean.transpose() / static_cast<double>(n - 1);
    line += cross * (spread + wide).llt().solve(gap);
  }
  Draws result{coordinates.names(), 1, plan.members, std::vector<double>(plan.members * size),
               plan.members * plan.steps};
  for (Index i = 0; i < n; ++i) coordinates.inferred(theta(i), {&result(0, static_cast<std::size_t>(i), 0), size});
  return result;
}

}  // namespace salus::inference
