/// The particle filter against a slow copy and against the exact likelihood; the Kalman filter against the joint normal
/// density.
#include "bench/inference/particle_filter.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

#include "tests/bench/inference/local_level.hpp"
#include "tests/bench/inference/slow_particle_filter.hpp"

namespace salus::inference {
namespace {

using Eigen::MatrixXd, Eigen::VectorXd;

TEST(
    Kalman,
    AgreesWithTheJointNormalLaw) {  // states and observations of a two-dimensional model stacked into one normal vector
  LinearGaussianModel m;
  m.start_mean = (VectorXd(2) << 0.3, -0.2).finished();
  m.start_covariance = (MatrixXd(2, 2) << 1.0, 0.3, 0.3, 0.8).finished();
  m.transition = (MatrixXd(2, 2) << 0.9, 0.2, -0.1, 0.7).finished();
  m.transition_noise = (MatrixXd(2, 2) << 0.2, 0.05, 0.05, 0.1).finished();
  m.observation = (MatrixXd(2, 2) << 1.0, 0.0, 0.5, 1.0).finished();
  m.observation_noise = (MatrixXd(2, 2) << 0.3, 0.1, 0.1, 0.4).finished();
  const double nan = std::nan("");
  std::vector<VectorXd> y;
  for (const auto& [a, b] : {std::pair{0.4, 0.1}, {nan, 0.9}, {nan, nan}, {-0.3, nan}, {1.1, 0.2}})
    y.push_back((VectorXd(2) << a, b).finished());

  const Eigen::Index times = 5;
  VectorXd mean(2 * times);
  MatrixXd covariance = MatrixXd::Zero(2 * times, 2 * times);
  for (Eigen::Index t = 0; t < times; ++t) {
    mean.segment(2 * t, 2) = t == 0 ? m.start_mean : VectorXd(m.transition * mean.segment(2 * t - 2, 2));
    if (t == 0) covariance.block(0, 0, 2, 2) = m.start_covariance;
    else {
      covariance.block(2 * t, 0, 2, 2 * t) = m.transition * covariance.block(2 * t - 2, 0, 2, 2 * t);
      covariance.block(0, 2 * t, 2 * t, 2) = covariance.block(2 * t, 0, 2, 2 * t).transpose();
      covariance.block(2 * t, 2 * t, 2, 2) =
          m.transition * covariance.block(2 * t - 2, 2 * t - 2, 2, 2) * m.transition.transpose() + m.transition_noise;
    }
  }
  const auto result = kalman(m, y);
  for (Eigen::Index last = 0; last < times; ++last) {  // condition on the observations up to `last`
    std::vector<double> seen;
    MatrixXd z = MatrixXd::Zero(0, 2 * times);
    MatrixXd noise = MatrixXd::Zero(2 * times, 2 * times);
    std::vector<Eigen::Index> rows;
    for (Eigen::Index t = 0; t <= last; ++t) {
      noise.block(2 * t, 2 * t, 2, 2) = m.observation_noise;
      for (Eigen::Index i = 0; i < 2; ++i)
        if (!std::isnan(y[static_cast<std::size_t>(t)][i])) {
          z.conservativeResize(z.rows() + 1, Eigen::NoChange);
          z.bottomRows(1).setZero();
          z.block(z.rows() - 1, 2 * t, 1, 2) = m.observation.row(i);
          seen.push_back(y[static_cast<std::size_t>(t)][i]);
          rows.push_back(2 * t + i);
        }
    }
    const MatrixXd f = z * covariance * z.transpose() + noise(rows, rows);
    const VectorXd error = Eigen::Map<VectorXd>(seen.data(), z.rows()) - z * mean;
    const VectorXd given = mean + covariance * z.transpose() * f.inverse() * error;
    const MatrixXd spread = covariance - covariance * z.transpose() * f.inverse() * z * covariance;
    const auto at = static_cast<std::size_t>(last);
    EXPECT_LT((result.filtered_mean[at] - given.segment(2 * last, 2)).norm(), 1e-12);
    EXPECT_LT((result.filtered_covariance[at] - spread.block(2 * last, 2 * last, 2, 2)).norm(), 1e-12);
    if (last + 1 < times) continue;
    EXPECT_NEAR(result.log_likelihood,
                -0.5 * (error.dot(f.inverse() * error) + std::log((2.0 * std::numbers::pi * f).determinant())), 1e-11);
    for (Eigen::Index t = 0; t < times; ++t) {
      EXPECT_LT((result.smoothed_mean[static_cast<std::size_t>(t)] - given.segment(2 * t, 2)).norm(), 1e-12);
      EXPECT_LT((result.smoothed_covariance[static_cast<std::size_t>(t)] - spread.block(2 * t, 2 * t, 2, 2)).norm(),
                1e-12);
    }
  }
  m.observation = MatrixXd::Zero(2, 3);
  EXPECT_THROW(kalman(m, y), std::invalid_argument);
}

TEST(ParticleFilter, AgreesWithTheSlowCopy) {
  const auto model = local_level_sample();
  for (std::uint32_t i = 0; i < 20; ++i)
    for (const std::size_t particles : {1u, 7u, 100u}) {
      const double slow = slow_particle_filter(model, 10, particles, {i, 1});
      EXPECT_NEAR(particle_filter(model, 10, particles, {i, 1}).log_likelihood, slow, 1e-12 * (1.0 + std::abs(slow)));
    }
}

/// (mean of estimate / exact - 1) in standard errors of the mean.
template <class Model>
double bias(const Model& model, double exact, std::uint32_t runs) {
  double sum = 0.0;
  double square = 0.0;
  for (std::uint32_t i = 0; i < runs; ++i) {
    const double ratio = std::exp(particle_filter(model, 10, 50, {i, 7}).log_likelihood - exact);
    sum += ratio;
    square += ratio * ratio;
  }
  const double n = runs;
  const double mean = sum / n;
  return (mean - 1.0) / std::sqrt((square / n - mean * mean) / n);
}

TEST(ParticleFilter, IsUnbiased) {  // |z| > 4.5 with probability 7e-6
  const auto model = local_level_sample();
  const double exact = kalman(model.linear(), model.vectors()).log_likelihood;
  EXPECT_LT(std::abs(bias(model, exact, 4000)), 4.5);
  auto narrow = model;
  auto loud = model;
  narrow.walk_sd *= 0.7;
  loud.noise_sd *= 1.1;
  EXPECT_GT(std::abs(bias(narrow, exact, 4000)), 4.5) << "planted: steps too short";
  EXPECT_GT(std::abs(bias(loud, exact, 4000)), 4.5) << "planted: noise 10 % too wide";
}

TEST(ParticleFilter, ItsParticlesHaveTheFilteredLaw) {  // mean of 200 runs within 4.5 standard errors
  const auto model = local_level_sample();
  const auto exact = kalman(model.linear(), model.vectors());
  double sum = 0.0;
  double square = 0.0;
  for (std::uint32_t i = 0; i < 200; ++i) {
    double mean = 0.0;
    for (const double x : particle_filter(model, 10, 1000, {i, 8}).particles) mean += x / 1000.0;
    sum += mean / 200.0;
    square += mean * mean / 200.0;
  }
  EXPECT_LT(std::abs(sum - exact.filtered_mean[9][0]), 4.5 * std::sqrt((square - sum * sum) / 200.0));
}

TEST(ParticleFilter, SaysWhatCannotBe) {
  auto model = local_level_sample();
  EXPECT_THROW(particle_filter(model, 10, 0, {1, 1}), std::invalid_argument);
  model.observations[5] = std::numeric_limits<double>::infinity();
  const auto none = particle_filter(model, 10, 10, {1, 1});
  EXPECT_EQ(none.log_likelihood, -std::numeric_limits<double>::infinity());
  EXPECT_TRUE(none.particles.empty());
  // log of a negative number
  model.observations[5] = 0.0;
  model.noise_sd = -1.0;
  EXPECT_THROW(particle_filter(model, 10, 10, {1, 1}), std::domain_error);
}

TEST(SystematicResampling, GivesOffspringInProportion) {
  const std::vector<double> weights{0.0, 2.0, 1.0, 0.0, 1.0};
  EXPECT_EQ(systematic_resample(weights, 4, 0.5), (std::vector<std::size_t>{1, 1, 2, 4}));
  EXPECT_EQ(systematic_resample(weights, 2, 0.9), (std::vector<std::size_t>{1, 4}));
  EXPECT_THROW(systematic_resample(std::vector<double>{0.0, 0.0}, 2, 0.5), std::invalid_argument);
}

}  // namespace
}  // namespace salus::inference
