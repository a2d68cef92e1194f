#pragma once
/// Kalman filter and smoother of a linear Gaussian state-space model: the exact answer where it exists. Needs Eigen.
/// Source: Durbin, Koopman 2012, Time Series Analysis by State Space Methods, sections 4.3, 4.4, 4.10.
#include <Eigen/Dense>
#include <vector>

namespace salus::inference {

/// state_0 ~ Normal(start_mean, start_covariance); state_t = transition state_t-1 + Normal(0, transition_noise);
/// y_t = observation state_t + Normal(0, observation_noise).
struct LinearGaussianModel {
  Eigen::VectorXd start_mean;
  Eigen::MatrixXd start_covariance;
  Eigen::MatrixXd transition;
  Eigen::MatrixXd transition_noise;
  Eigen::MatrixXd observation;
  Eigen::MatrixXd observation_noise;
};

struct KalmanResult {
  double log_likelihood = 0.0;
  std::vector<Eigen::VectorXd> filtered_mean;  ///< given y_0..y_t
  std::vector<Eigen::VectorXd> smoothed_mean;  ///< given all
  std::vector<Eigen::MatrixXd> filtered_covariance;
  std::vector<Eigen::MatrixXd> smoothed_covariance;
};

/// @param observations y_0, y_1 ...; a component that is not a number is missing. @throws std::invalid_argument where
/// sizes do not fit, std::domain_error where a predicted covariance is not positive definite.
KalmanResult kalman(const LinearGaussianModel& model, const std::vector<Eigen::VectorXd>& observations);

}  // namespace salus::inference
