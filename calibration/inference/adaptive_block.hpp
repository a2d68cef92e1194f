#pragma once
/// Adaptive Metropolis on a few coordinates at a time, for steps inside a larger chain.
#include <cmath>
#include <functional>
#include <vector>

#include "calibration/inference/stream.hpp"
#include "model/core/grid.hpp"

namespace salus::calibration {

/// Proposes x + scale L z, L the Cholesky factor of the running covariance; scale goes towards an acceptance of 0.3
/// (Robbins-Monro). It learns for a given number of steps and never after, so that what is kept comes from one fixed
/// kernel. Source: Andrieu, Thoms 2008, doi:10.1007/s11222-008-9110-y, algorithm 4.
class AdaptiveBlock {
 public:
  explicit AdaptiveBlock(std::vector<double> typical_steps);
  std::vector<double> propose(const std::vector<double>& at, Stream& random) const;
  /// Tells what became of a proposal; `at` is where the chain stands now. @param accept probability of acceptance,
  /// 0..1.
  void learn(const std::vector<double>& at, double accept);

  /// All it has learnt, as numbers, for a checkpoint.
  void save(std::vector<double>& out) const;
  void load(const double*& in);

 private:
  using Coordinate = model::Position<struct CoordinateAxis>;
  using Other = model::Position<struct OtherCoordinateAxis>;
  using Matrix = model::Grid<double, Coordinate, Other>;

  model::Positions<Coordinate> every_;
  double log_scale_ = 0.0;
  double steps_ = 0.0;
  std::vector<double> mean_;
  Matrix cov_;
  Matrix factor_;  ///< its Cholesky factor, lower triangle
  void refactor();
};

/// One Metropolis step. @param current log density at `x`, kept up to date. @return whether it moved.
bool metropolis(AdaptiveBlock& block, std::vector<double>& x, double& current,
                const std::function<double(const std::vector<double>&)>& log_density, bool learning, Stream& random);

}  // namespace salus::calibration
