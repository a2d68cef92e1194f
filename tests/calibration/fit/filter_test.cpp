/// The country filter against slow, obvious versions: dense Gaussian algebra, months added one by one.
#include "calibration/fit/filter.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <cmath>

#include "tests/calibration/fit/dense_country.hpp"

namespace salus::calibration {
namespace {

TEST(CountryFilter, LikelihoodIsThatOfTheJointNormal) {
  const auto law = sample_law();
  const auto readings = sample_readings();
  for (const Events& e : {Events{}, Events{0b100, 0}, Events{0b101000, 0b10}, Events{0b10, 0b10000}})
    EXPECT_NEAR(log_likelihood(law, readings, e), dense_log_likelihood(law, readings, e), 1e-10);
  // A planted fault of a hundredth in one variance is seen.
  auto wrong = law;
  wrong.variance *= 1.01;
  EXPECT_GT(std::abs(log_likelihood(wrong, readings, {}) - dense_log_likelihood(law, readings, {})), 1e-4);
}

TEST(CountryFilter, YearlyMeansAreThoseOfTwelveMonthlySteps) {
  // Without loops: the level moves at the start of each month by a twelfth of the variance.
  CountryLaw law;
  law.feedback = {0.0, 5.0};
  law.variance = 0.3;
  law.level_variance = 0.0;
  law.expected.assign(2, 0.0);
  law.shift.assign(2, 0.0);
  Eigen::Matrix2d covariance = Eigen::Matrix2d::Zero();
  for (int shock = 0; shock < 24; ++shock) {
    Eigen::Vector2d mean = Eigen::Vector2d::Zero();
    for (int month = shock; month < 24; ++month) mean[month / 12] += 1.0 / 12.0;
    covariance += 0.3 / 12.0 * mean * mean.transpose();
  }
  covariance.diagonal().array() += 1e-3;
  const std::vector<Reading> readings{{0, 0.2, 1e-3, false}, {1, -0.4, 1e-3, false}};
  const Eigen::Vector2d y(0.2, -0.4);
  const double exact =
      -0.5 * (y.dot(covariance.inverse() * y) + std::log(covariance.determinant()) + 2.0 * std::log(2.0 * M_PI));
  EXPECT_NEAR(log_likelihood(law, readings, {}), exact, 1e-10);
}

TEST(CountryFilter, PathsAreDrawnFromTheConditionalLaw) {
  const auto law = sample_law();
  const auto readings = sample_readings();
  const Events events{0b1000, 0b10};
  const Dense d(law, readings, events);
  // What is drawn: level, memory, offset, means of years 1..5.
  Eigen::MatrixXd pick(3 + 5, d.latent.cols());
  Eigen::RowVectorXd offset = Eigen::RowVectorXd::Unit(d.latent.cols(), 1);
  offset.tail(years).setOnes();
  pick << d.latent.topRows(2), offset, d.latent.bottomRows(5);
  Eigen::VectorXd mean(8);
  mean << d.latent_mean.head(2), 0.0, d.latent_mean.tail(5);
  const Eigen::MatrixXd cross = pick * d.variance.asDiagonal() * d.loads.transpose();
  const Eigen::LLT<Eigen::MatrixXd> llt(d.covariance);
  const Eigen::VectorXd exact_mean = mean + cross * llt.solve(values_of(readings) - d.mean_of_readings);
  const Eigen::MatrixXd exact =
      pick * d.variance.asDiagonal() * pick.transpose() - cross * llt.solve(cross.transpose());
  constexpr int draws = 40000;
  Eigen::VectorXd sum = Eigen::VectorXd::Zero(8);
  Eigen::MatrixXd squares = Eigen::MatrixXd::Zero(8, 8);
  Stream random(model::random_key(5, 0, 0), 0, 0);
  for (int i = 0; i < draws; ++i) {
    const auto p = draw_path(law, readings, events, random);
    Eigen::VectorXd v(8);
    v << p.level, p.memory, p.offset, p.mean[1], p.mean[2], p.mean[3], p.mean[4], p.mean[5];
    sum += v;
    squares += (v - exact_mean) * (v - exact_mean).transpose();
  }
  // 8 means and 36 covariances, each within 4.5 standard errors: false alarm below one in three thousand.
  for (Eigen::Index i = 0; i < 8; ++i) {
    EXPECT_NEAR(sum[i] / draws, exact_mean[i], 4.5 * std::sqrt(exact(i, i) / draws)) << i;
    for (Eigen::Index j = 0; j <= i; ++j)
      EXPECT_NEAR(squares(i, j) / draws, exact(i, j),
                  4.5 * std::sqrt((exact(i, i) * exact(j, j) + exact(i, j) * exact(i, j)) / draws))
          << i << ' ' << j;
  }
}

}  // namespace
}  // namespace salus::calibration
