#pragma once
/// Mixtures of normal laws: density, draws, and their fit to weighted points.
#include <Eigen/Dense>
#include <cstdint>
#include <vector>

#include "model/random/philox.hpp"

namespace salus::inference {

/// A point a row, contiguous.
using Points = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// log of the sum of exponentials; -infinity for none.
double log_sum_exp(const double* values, std::size_t n);

class GaussianMixture {
 public:
  GaussianMixture() = default;
  /// @throws std::domain_error where a covariance is not positive definite.
  GaussianMixture(const Eigen::VectorXd& shares, std::vector<Eigen::VectorXd> means,
                  std::vector<Eigen::MatrixXd> covariances);

  std::size_t size() const noexcept { return means_.size(); }
  const Eigen::MatrixXd& covariance(std::size_t k) const { return covariances_[k]; }
  /// log(share) + log density of each component at `x`. @param out `size()` values.
  void log_components(const double* x, double* out) const;
  double log_density(const double* x) const;
  /// Component whose share of [0, 1) holds u.
  std::size_t component(double u) const;
  /// Normal(0, covariance of component k), plus its mean where `centred` is false. @param id n counts up from 0.
  void draw(std::size_t k, bool centred, model::RandomKey key, model::DrawId id, double* out) const;
  /// The same with every covariance times `factor`.
  GaussianMixture inflated(double factor) const;

 private:
  Eigen::VectorXd shares_;
  std::vector<Eigen::VectorXd> means_;
  std::vector<Eigen::MatrixXd> covariances_;
  std::vector<Eigen::MatrixXd> factors_;
  std::vector<double> inverse_factors_;  ///< lower triangles, row by row
  std::vector<double> constants_;        ///< log share - log determinant / 2 - size / 2 log 2 pi
};

struct MixtureFit {
  GaussianMixture mixture;
  double log_likelihood = 0.0;  ///< mean over the weights x effective number of points
};

/// Expectation-maximisation from one k-means++ start. Covariances get `floor` times that of all points added, so that
/// none collapses.
MixtureFit fit_mixture(const Points& points, const Eigen::VectorXd& weights, std::size_t components, double floor,
                       model::RandomKey key);

/// Number of components by BIC among 1, 2, 3, 4, 6, 8, 12, 16, 24 up to `most`; stops after two that are worse.
GaussianMixture choose_mixture(const Points& points, const Eigen::VectorXd& weights, std::size_t most, double floor,
                               model::RandomKey key);

/// (sum w)^2 / sum w^2.
double effective_number(const Eigen::VectorXd& weights);

}  // namespace salus::inference
