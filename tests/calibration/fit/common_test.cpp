/// Drift and shocks that countries share, against dense Gaussian algebra.
#include "calibration/fit/common.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <cmath>

namespace salus::calibration {
namespace {

constexpr std::uint32_t seen_years = 4;
constexpr std::uint32_t regions = 2;
const CommonLaw law{0.01, 0.02, 0.003, 0.5, 0.8};

std::vector<std::vector<CommonReading>> common_sample() {
  return {{{0, 0.1, 0.2, 0.04}, {1, -0.2, 0.3, 0.09}, {1, 0.05, 0.1, 0.02}},
          {{0, -0.3, 0.2, 0.04}},
          {},
          {{1, 0.2, 0.3, 0.5}, {0, 0.15, 0.2, 0.04}}};
}

/// Sources: drift of each year (a walk), then (world, regions) of each year.
struct DenseCommon {
  Eigen::MatrixXd prior;
  Eigen::MatrixXd loads;
  Eigen::VectorXd mean;
  Eigen::VectorXd y;
  Eigen::VectorXd noise;
  DenseCommon() {
    const auto n = Eigen::Index{seen_years * (2 + regions)};
    prior.setZero(n, n);
    mean.setZero(n);
    for (std::uint32_t s = 0; s < seen_years; ++s) {
      mean[s] = law.drift_mean;
      for (std::uint32_t t = 0; t < seen_years; ++t)
        prior(s, t) = law.drift_variance + law.drift_step * (1 + std::min(s, t));
      const Eigen::Index at = seen_years + s * (1 + regions);
      prior(at, at) = law.world;
      for (std::uint32_t r = 0; r < regions; ++r) prior(at + 1 + r, at + 1 + r) = law.region;
    }
    const auto all = common_sample();
    Eigen::Index k = 0;
    Eigen::Index rows = 0;
    for (const auto& year : all) rows += static_cast<Eigen::Index>(year.size());
    loads.setZero(rows, n);
    y.setZero(rows);
    noise.setZero(rows);
    for (std::uint32_t t = 0; t < seen_years; ++t)
      for (const auto& r : all[t]) {
        const Eigen::Index at = seen_years + t * (1 + regions);
        loads(k, t) = 1.0;
        loads(k, at) = r.sd;
        loads(k, at + 1 + r.region) = r.sd;
        y[k] = r.change;
        noise[k++] = r.variance;
      }
  }
  Eigen::MatrixXd covariance() const { return loads * prior * loads.transpose() + Eigen::MatrixXd(noise.asDiagonal()); }
};

TEST(Common, LikelihoodIsThatOfTheJointNormal) {
  const DenseCommon d;
  const Eigen::VectorXd e = d.y - d.loads * d.mean;
  const Eigen::MatrixXd c = d.covariance();
  const double exact = -0.5 * (e.dot(c.inverse() * e) + std::log(c.determinant()));
  EXPECT_NEAR(log_likelihood(law, common_sample(), regions), exact, 1e-10);
}

TEST(Common, PathsAreDrawnFromTheConditionalLaw) {
  const DenseCommon d;
  const Eigen::MatrixXd gain = d.prior * d.loads.transpose() * d.covariance().inverse();
  const Eigen::VectorXd exact_mean = d.mean + gain * (d.y - d.loads * d.mean);
  const Eigen::MatrixXd exact = d.prior - gain * d.loads * d.prior;
  constexpr int draws = 20000;
  const auto n = exact_mean.size();
  Eigen::VectorXd sum = Eigen::VectorXd::Zero(n);
  Eigen::MatrixXd squares = Eigen::MatrixXd::Zero(n, n);
  Stream random(model::random_key(3, 0, 0), 0, 0);
  for (int i = 0; i < draws; ++i) {
    const auto p = draw_common(law, common_sample(), regions, random);
    Eigen::VectorXd v(n);
    for (std::uint32_t t = 0; t < seen_years; ++t) {
      const Eigen::Index at = seen_years + t * (1 + regions);
      v[t] = p.drift[t];
      v[at] = p.world[t];
      for (std::uint32_t r = 0; r < regions; ++r) v[at + 1 + r] = p.region[t][r];
    }
    sum += v;
    squares += (v - exact_mean) * (v - exact_mean).transpose();
  }
  // 16 means and 136 covariances within 4.7 standard errors: false alarm below one in two thousand.
  for (Eigen::Index i = 0; i < n; ++i) {
    EXPECT_NEAR(sum[i] / draws, exact_mean[i], 4.7 * std::sqrt(exact(i, i) / draws)) << i;
    for (Eigen::Index j = 0; j <= i; ++j)
      EXPECT_NEAR(squares(i, j) / draws, exact(i, j),
                  4.7 * std::sqrt((exact(i, i) * exact(j, j) + exact(i, j) * exact(i, j)) / draws))
          << i << ' ' << j;
  }
}

}  // namespace
}  // namespace salus::calibration
