#include "bench/inference/kalman.hpp"

#include <cmath>
#include <numbers>
#include <stdexcept>

#include "model/core/elementary.hpp"

namespace salus::inference {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;

namespace {

void check(const LinearGaussianModel& m) {
  const Index n = m.start_mean.size();
  const Index k = m.observation.rows();
  const auto is = [](const MatrixXd& a, Index rows, Index columns) { return a.rows() == rows && a.cols() == columns; };
  if (n == 0 || !is(m.start_covariance, n, n) || !is(m.transition, n, n) || !is(m.transition_noise, n, n) ||
      !is(m.observation, k, n) || !is(m.observation_noise, k, k))
    throw std::invalid_argument("the matrices of a state-space model do not fit together");
}

}  // namespace

KalmanResult kalman(const LinearGaussianModel& model, const std::vector<VectorXd>& observations) {
  check(model);
  KalmanResult result;
  std::vector<MatrixXd> predicted;  // covariances
  std::vector<VectorXd> forecast;   // means
  VectorXd mean = model.start_mean;
  MatrixXd covariance = model.start_covariance;
  for (const VectorXd& all : observations) {
    if (all.size() != model.observation.rows()) throw std::invalid_argument("an observation has the wrong size");
    if (!predicted.empty()) {
      mean = (model.transition * mean).eval();
      covariance = (model.transition * covariance * model.transition.transpose() + model.transition_noise).eval();
    }
    forecast.push_back(mean);
    predicted.push_back(covariance);
    std::vector<Index> seen;
    for (Index i = 0; i < all.size(); ++i)
      if (!std::isnan(all[i])) seen.push_back(i);
    if (!seen.empty()) {
      const MatrixXd z = model.observation(seen, Eigen::all);
      const MatrixXd f = z * covariance * z.transpose() + model.observation_noise(seen, seen);
      const Eigen::LLT<MatrixXd> llt(f);
      if (llt.info() != Eigen::Success) throw std::domain_error("a predicted covariance is not positive definite");
      const VectorXd error = all(seen) - z * mean;
      const MatrixXd gain = llt.solve(z * covariance).transpose();
      for (Index i = 0; i < f.rows(); ++i) result.log_likelihood -= model::logarithm(llt.matrixLLT()(i, i));
      result.log_likelihood -= 0.5 * (static_cast<double>(f.rows()) * model::logarithm(2.0 * std::numbers::pi) +
                                      error.dot(llt.solve(error)));
      mean += gain * error;
      covariance -= gain * z * covariance;
      covariance = (0.5 * (covariance + covariance.transpose())).eval();
    }
    result.filtered_mean.push_back(mean);
    result.filtered_covariance.push_back(covariance);
  }
  result.smoothed_mean = result.filtered_mean;
  result.smoothed_covariance = result.filtered_covariance;
  for (std::size_t t = observations.size();
       t-- > 1;) {  // fixed interval, Rauch-Tung-Striebel; a pseudo-inverse bears states without noise
    const MatrixXd back = predicted[t]
                              .completeOrthogonalDecomposition()
                              .solve(model.transition * result.filtered_covariance[t - 1])
                              .transpose();
    result.smoothed_mean[t - 1] += back * (result.smoothed_mean[t] - forecast[t]);
    result.smoothed_covariance[t - 1] += back * (result.smoothed_covariance[t] - predicted[t]) * back.transpose();
  }
  return result;
}

}  // namespace salus::inference
