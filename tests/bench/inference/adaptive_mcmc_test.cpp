/// Adaptive Metropolis, exact and pseudo-marginal, and ensemble Kalman inversion against known posteriors. Seeds are
/// fixed.
#include "bench/inference/adaptive_mcmc.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "bench/inference/ensemble_kalman.hpp"
#include "bench/inference/particle_filter.hpp"
#include "calibration/inference/diagnostics.hpp"
#include "tests/bench/inference/local_level.hpp"

namespace salus::inference {
namespace {

double mean_of(const std::vector<double>& x) {
  return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}
double sd_of(const std::vector<double>& x) {
  const double m = mean_of(x);
  double sum = 0.0;
  for (const double v : x) sum += (v - m) * (v - m);
  return std::sqrt(sum / static_cast<double>(x.size() - 1));
}
std::vector<double> squares(std::vector<double> x, double centre) {
  for (double& v : x) v = (v - centre) * (v - centre);
  return x;
}
/// (mean - exact) / (sd / sqrt(effective sample size)), chain by chain.
double standard_errors(const Draws& draws, const std::vector<double>& values, double exact) {
  std::vector<std::vector<double>> chains;
  for (std::size_t c = 0; c < draws.chains; ++c)
    chains.emplace_back(values.begin() + static_cast<std::ptrdiff_t>(c * draws.per_chain),
                        values.begin() + static_cast<std::ptrdiff_t>((c + 1) * draws.per_chain));
  return (mean_of(values) - exact) / (sd_of(values) / std::sqrt(calibration::effective_sample_size(chains)));
}

/// Three correlated coordinates: prior N(0, 1) each, data 1.0 of their sum with sd 0.1.
double of_the_sum(std::span<const double> theta, model::RandomKey) {
  const double z = (theta[0] + theta[1] + theta[2] - 1.0) / 0.1;
  return -0.5 * z * z;
}

TEST(AdaptiveMcmc,
     FindsACorrelatedNormalPosterior) {  // each mean and variance within 4 standard errors (false alarm 6e-5 each)
  const auto draws = adaptive_mcmc({normal("a", 0.0, 1.0), normal("b", 0.0, 1.0), normal("c", 0.0, 1.0)}, of_the_sum,
                                   {4, 4000, 20000, 1}, *model::make_thread_executor(2));
  const double mean = 1.0 / 3.01;
  const double variance = 1.0 - 1.0 / 3.01;
  for (std::size_t p = 0; p < 3; ++p) {
    EXPECT_LT(mixing(draws)[p].r_hat, 1.01);
    EXPECT_LT(std::abs(standard_errors(draws, draws.of(p), mean)), 4.0);
    EXPECT_LT(std::abs(standard_errors(draws, squares(draws.of(p), mean), variance)), 4.0);
    EXPECT_GT(std::abs(standard_errors(draws, draws.of(p), mean + 0.2)), 4.0)
        << "planted: shift of a quarter of the sd";
    EXPECT_GT(std::abs(standard_errors(draws, squares(draws.of(p), mean), variance * 0.8)), 4.0) << "planted: variance";
  }
  EXPECT_GE(draws.simulations, 4u * 24000u);
  EXPECT_EQ(draws.names, (std::vector<std::string>{"a", "b", "c"}));
}

TEST(AdaptiveMcmc, KeepsBoundsAndJacobians) {  // no data: the prior comes back
  const auto nothing = [](std::span<const double>, model::RandomKey) { return 0.0; };
  const auto draws = adaptive_mcmc(
      {uniform("u", 2.0, 4.0), bounded(normal("half", 0.0, 1.0), 0.0, std::numeric_limits<double>::infinity()),
       lognormal("l", 2.0, 0.5)},
      nothing, {4, 2000, 10000, 2}, *model::make_serial_executor());
  EXPECT_LT(std::abs(standard_errors(draws, draws.of(0), 3.0)), 4.0);
  EXPECT_LT(std::abs(standard_errors(draws, squares(draws.of(0), 3.0), 1.0 / 3.0)), 4.0);
  EXPECT_LT(std::abs(standard_errors(draws, draws.of(1), std::sqrt(2.0 / std::numbers::pi))), 4.0);
  EXPECT_LT(std::abs(standard_errors(draws, draws.of(2), 2.0 * std::exp(0.125))), 4.0);
  for (const double u : draws.of(0)) ASSERT_TRUE(u >= 2.0 && u <= 4.0);
}

TEST(AdaptiveMcmc, DoesNotDependOnThreads) {
  const std::vector<Parameter> parameters{normal("a", 0.0, 1.0), normal("b", 0.0, 1.0), normal("c", 0.0, 1.0)};
  const McmcPlan plan{5, 200, 200, 3};
  EXPECT_EQ(adaptive_mcmc(parameters, of_the_sum, plan, *model::make_serial_executor()).values,
            adaptive_mcmc(parameters, of_the_sum, plan, *model::make_thread_executor(3)).values);
}

TEST(AdaptiveMcmc, SaysWhatCannotBe) {
  const auto serial = model::make_serial_executor();
  const std::vector<Parameter> one{normal("a", 0.0, 1.0)};
  EXPECT_THROW(adaptive_mcmc(one, of_the_sum, {0, 1, 1, 1}, *serial), std::invalid_argument);
  EXPECT_THROW(adaptive_mcmc(
                   one, [](auto, auto) { return -std::numeric_limits<double>::infinity(); }, {1, 1, 1, 1}, *serial),
               std::runtime_error);
  EXPECT_THROW(adaptive_mcmc(
                   one, [](auto, auto) { return std::nan(""); }, {1, 1, 1, 1}, *serial),
               std::domain_error);
}

/// Posterior mean of the walk's sd, prior lognormal(0.5, 0.5), by quadrature over the exact likelihood.
double exact_walk_sd(LocalLevelModel model) {
  double mass = 0.0;
  double moment = 0.0;
  for (double z = -6.0; z < 6.0; z += 0.01) {
    model.walk_sd = 0.5 * std::exp(0.5 * z);
    const double density = std::exp(kalman(model.linear(), model.vectors()).log_likelihood - 0.5 * z * z);
    mass += density;
    moment += density * model.walk_sd;
  }
  return moment / mass;
}

Draws particle_marginal(LocalLevelModel model, double noise_factor) {
  model.noise_sd *= noise_factor;
  return adaptive_mcmc(
      {lognormal("walk_sd", 0.5, 0.5)},
      [&](std::span<const double> theta, model::RandomKey key) {
        auto own = model;
        own.walk_sd = theta[0];
        return particle_filter(own, 10, 30, key).log_likelihood;
      },
      {4, 500, 4000, 4}, *model::make_thread_executor(2));
}

TEST(ParticleMarginal, MeanIsWithinTwoStandardErrorsOfTheExactOne) {  // false-alarm rate 5 %, seed fixed
  const auto model = local_level_sample();
  const double exact = exact_walk_sd(model);
  const auto draws = particle_marginal(model, 1.0);
  EXPECT_LT(mixing(draws)[0].r_hat, 1.01);
  EXPECT_LT(std::abs(standard_errors(draws, draws.of(0), exact)), 2.0);
  const auto wrong = particle_marginal(model, 1.25);
  EXPECT_GT(std::abs(standard_errors(wrong, wrong.of(0), exact)), 4.0) << "planted: noise 25 % too wide";
}

/// Two parameters, three data, all linear and normal: the posterior in closed form.
struct Linear {
  Eigen::MatrixXd g = (Eigen::MatrixXd(3, 2) << 1.0, 0.5, -0.3, 1.0, 0.8, 0.8).finished();
  Eigen::MatrixXd noise = (Eigen::MatrixXd(3, 3) << 0.3, 0.1, 0.0, 0.1, 0.4, 0.05, 0.0, 0.05, 0.2).finished();
  Eigen::VectorXd data = (Eigen::VectorXd(3) << 1.0, -0.5, 0.7).finished();
  Eigen::MatrixXd covariance = (g.transpose() * noise.inverse() * g + Eigen::MatrixXd::Identity(2, 2)).inverse();
  Eigen::VectorXd mean = covariance * g.transpose() * noise.inverse() * data;
};

/// Largest deviation of means (in standard errors) and of variances (in theirs) from the exact ones.
double deviation(const Draws& draws, const Linear& exact) {
  double worst = 0.0;
  const double n = static_cast<double>(draws.per_chain);
  for (std::size_t p = 0; p < 2; ++p) {
    const auto i = static_cast<Eigen::Index>(p);
    const double variance = exact.covariance(i, i);
    worst = std::max(worst, std::abs(mean_of(draws.of(p)) - exact.mean[i]) / std::sqrt(variance / n));
    worst = std::max(worst, std::abs(std::pow(sd_of(draws.of(p)), 2) - variance) / (variance * std::sqrt(2.0 / n)));
  }
  return worst;
}

TEST(EnsembleKalman,
     IsExactWhereAllIsLinearAndNormal) {  // 4,000 members: errors below 4.5 standard ones of independent draws
  const Linear exact;
  const Simulator simulator = [&](std::span<const double> theta, model::RandomKey) {
    const Eigen::VectorXd x = exact.g * Eigen::Map<const Eigen::VectorXd>(theta.data(), 2);
    return std::vector<double>(x.begin(), x.end());
  };
  const std::vector<Parameter> parameters{normal("a", 0.0, 1.0), normal("b", 0.0, 1.0)};
  const std::vector<double> data(exact.data.begin(), exact.data.end());
  const auto look = [&](double factor, std::size_t steps, const model::Executor& executor) {
    const Eigen::MatrixXd noise = factor * exact.noise;
    return ensemble_kalman_inversion(parameters, simulator, data, {noise.data(), 9}, {4000, steps, 1}, executor);
  };
  const auto serial = model::make_serial_executor();
  const auto draws = look(1.0, 4, *serial);
  EXPECT_EQ(draws.simulations, 16000u);
  EXPECT_LT(deviation(draws, exact), 4.5);
  EXPECT_LT(deviation(look(1.0, 1, *serial), exact), 4.5);
  EXPECT_GT(deviation(look(1.5, 4, *serial), exact), 4.5) << "planted: noise half as much again";
  EXPECT_EQ(draws.values, look(1.0, 4, *model::make_thread_executor(3)).values);
  EXPECT_THROW(ensemble_kalman_inversion(parameters, simulator, data, std::vector<double>(4, 1.0), {}, *serial),
               std::invalid_argument);
  EXPECT_THROW(ensemble_kalman_inversion(parameters, simulator, data, std::vector<double>(9, 0.0), {}, *serial),
               std::invalid_argument);
}

}  // namespace
}  // namespace salus::inference
