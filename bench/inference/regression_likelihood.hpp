#pragma once
/// A likelihood fitted to runs of a simulator in the region of a posterior: a mixture of regressions of the output on
/// the parameters.
#include <vector>

#include "bench/inference/gaussian_mixture.hpp"

namespace salus::inference {

/// Regression of outputs on parameters near one centre. Output j given the parameters and the outputs before it is
///   x_j = f_j(y) + sum_l<j phi_jl(y) (x_l - f_l(y)) + sd_j(y) z_j,
/// f of first or second degree, phi none, constant or of first degree, log sd constant or of first or second degree,
/// each by BIC; z has a normal law or, where BIC says so, a mixture of them: residuals keep their shape. Source:
/// Pourahmadi 1999, doi:10.1093/biomet/86.3.677 (covariance by regressions); Aitkin 1987 (log-variance); Blum, Francois
/// 2010, doi:10.1007/s11222-009-9116-0 (heteroscedastic regression in ABC).
class OutputRegression {
 public:
  /// @param weights of the rows, in [0, 1].
  OutputRegression(const Points& y, const Points& x, const Eigen::VectorXd& weights);

  /// Log density of `x` at `y`, z taken as normal. @param z out: standardised residuals.
  double log_density_normal(const double* y, const double* x, double* z) const;
  double log_density(const double* y, const double* x) const;
  /// Fits the law of z to the rows that the regression was fitted to.
  void fit_shape(model::RandomKey key);
  std::size_t numbers() const { return numbers_; }  ///< fitted

 private:
  struct Output {
    /// coefficients of features; of (residual l x features of degree link_degree), l by l
    std::vector<double> mean;
    std::vector<double> link;
    std::vector<double> log_variance;

    Eigen::Index link_features = 0;

    /// bounds of the log-variance
    double least = 0.0;
    double most = 0.0;
  };
  void features(const double* y, double* out) const;

  Eigen::Index p_ = 0;
  Eigen::Index d_ = 0;
  Eigen::VectorXd centre_;
  Eigen::VectorXd scale_;
  std::vector<Output> outputs_;
  std::size_t numbers_ = 0;
  Points z_;
  Eigen::VectorXd weights_;
  GaussianMixture shape_;  ///< none: standard normal
};

/// Regressions in up to six parts of the region, between which a mixture of normal laws in the parameters chooses;
/// their number by BIC. Source: Jacobs, Jordan, Nowlan, Hinton 1991 (mixture of experts); Xu, Jordan, Hinton 1995
/// (normal gates); Wood 2010, doi:10.1038/nature09319 and Papamakarios, Sterratt, Murray 2019, arXiv:1805.07226
/// (likelihoods fitted to simulations).
class RegressionLikelihood {
 public:
  /// @param y, x runs. @param posterior a sample of the posterior as it is known so far, equally weighted: says which
  /// region matters.
  RegressionLikelihood(const Points& y, const Points& x, const Points& posterior, model::RandomKey key);

  double log_likelihood(const double* y, const double* x) const;
  std::size_t parts() const noexcept { return parts_.size(); }

 private:
  GaussianMixture gate_;
  std::vector<OutputRegression> parts_;
};

}  // namespace salus::inference
