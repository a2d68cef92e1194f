/// Posterior of simulators whose exact posterior is known, and the parts it is made of. Seeds are fixed.
#include "bench/inference/simulation_posterior.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>

#include "bench/inference/abc_posterior.hpp"
#include "bench/inference/abc_smc.hpp"
#include "bench/inference/regression_likelihood.hpp"
#include "calibration/inference/diagnostics.hpp"
#include "model/core/elementary.hpp"
#include "model/random/sampler.hpp"
#include "tests/replicates.hpp"

namespace salus::inference {
namespace {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;

double probability(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

/// Kolmogorov-Smirnov distance of draws from a law.
template <class Law>
double distance(std::vector<double> draws, Law law) {
  std::sort(draws.begin(), draws.end());
  double most = 0.0;
  for (std::size_t i = 0; i < draws.size(); ++i)
    most = std::max(most, std::abs(law(draws[i]) - (static_cast<double>(i) + 0.5) / static_cast<double>(draws.size())));
  return most;
}

// Draws are nearly independent, so 2,000 of an exact sampler lie within 0.044 of the law with probability 0.999; the
// fit from as many runs adds its own error, for which 0.06 is allowed. A shift of 0.2 sd is 0.08.
constexpr double allowed = 0.06;
const SimulationPlan small{tests::replicates(std::size_t{2000}, std::size_t{1000}),
                           tests::replicates(std::size_t{2000}, std::size_t{100}), 1};

TEST(SimulationPosterior, KnowsTheNormalOne) {
  const auto serial = model::make_serial_executor();
  std::atomic<std::uint64_t> calls = 0;
  const Simulator simulator = [&](std::span<const double> theta, model::RandomKey key) {
    ++calls;
    return std::vector<double>{theta[0] + theta[2] + 0.5 * model::standard_normal(key, {0, 0, 1, 0}),
                               theta[2] + 0.5 * model::standard_normal(key, {1, 0, 1, 0})};
  };
  const std::vector<Parameter> parameters{normal("a", 1.0, 1.0), fixed("constant", 3.0), normal("b", 0.0, 1.0)};
  const auto draws = simulation_posterior(parameters, simulator, {2.0, 0.5}, small, *serial);
  EXPECT_EQ(draws.simulations, calls);
  EXPECT_EQ(calls, small.simulations);
  if (tests::watched) return;
  const MatrixXd g = (MatrixXd(2, 2) << 1.0, 1.0, 0.0, 1.0).finished();
  const MatrixXd covariance = (g.transpose() * g / 0.25 + MatrixXd::Identity(2, 2)).inverse();
  const VectorXd mean =
      covariance * (g.transpose() * (VectorXd(2) << 2.0, 0.5).finished() / 0.25 + (VectorXd(2) << 1.0, 0.0).finished());
  for (Index p = 0; p < 2; ++p) {
    const double sd = std::sqrt(covariance(p, p));
    const auto sample = draws.of(static_cast<std::size_t>(p));
    EXPECT_LT(distance(sample, [&](double x) { return probability((x - mean[p]) / sd); }), allowed);
    EXPECT_GT(distance(sample, [&](double x) { return probability((x - mean[p]) / sd - 0.3); }), allowed)
        << "planted: shift of 0.3 sd";
    EXPECT_GT(distance(sample, [&](double x) { return probability((x - mean[p]) / (0.7 * sd)); }), allowed)
        << "planted: sd 0.7 of the true one";
  }
}

TEST(SimulationPosterior, DependsOnTheSeedAndNotOnThreads) {
  const Simulator simulator = [](std::span<const double> theta, model::RandomKey key) {
    return std::vector<double>{theta[0] + model::standard_normal(key, {})};
  };
  const auto draws = [&](std::uint64_t seed, const model::Executor& executor) {
    return simulation_posterior({normal("a", 0.0, 1.0)}, simulator, {0.5}, {1000, 100, seed}, executor).values;
  };
  const auto once = draws(1, *model::make_serial_executor());
  EXPECT_EQ(once, draws(1, *model::make_thread_executor(3)));
  EXPECT_NE(once, draws(2, *model::make_thread_executor(2)));
}

/// Runs that succeed with a chance that depends on the parameter say so: uniform prior times chance times likelihood.
TEST(SimulationPosterior, CountsWhatFails) {
  const Simulator simulator = [](std::span<const double> theta, model::RandomKey key) {
    const bool fails = model::uniform(key, {0, 0, 2, 0}) > model::logistic(4.0 * theta[0]);
    return std::vector<double>{fails ? std::nan("") : 0.3 * theta[0] + model::standard_normal(key, {0, 0, 1, 0})};
  };
  const auto draws = simulation_posterior({uniform("a", -1.0, 1.0)}, simulator, {0.0},
                                          {tests::replicates(2 * small.simulations, small.simulations), small.draws, 1},
                                          *model::make_serial_executor());
  if (tests::watched) return;
  const auto cumulated = [](double to, double steep) {
    double sum = 0.0;
    constexpr int steps = 2000;
    for (int i = 0; i < steps; ++i) {
      const double a = -1.0 + (to + 1.0) * (i + 0.5) / steps;
      sum += (to + 1.0) / steps * std::exp(-0.5 * 0.09 * a * a) / (1.0 + std::exp(-steep * a));
    }
    return sum;
  };
  EXPECT_LT(distance(draws.of(0), [&](double x) { return cumulated(x, 4.0) / cumulated(1.0, 4.0); }), allowed);
  EXPECT_GT(distance(draws.of(0), [&](double x) { return cumulated(x, 0.0) / cumulated(1.0, 0.0); }), allowed)
      << "planted: failures do not count";
}

/// Linear and normal: the adjusted posterior is the exact one but for the tolerance, which widens it a little.
TEST(AbcPosterior, KnowsTheNormalOne) {
  const Simulator simulator = [](std::span<const double> theta, model::RandomKey key) {
    return std::vector<double>{theta[0] + theta[1] + 0.5 * model::standard_normal(key, {0, 0, 1, 0}),
                               theta[1] + 0.5 * model::standard_normal(key, {1, 0, 1, 0})};
  };
  const auto draws = abc_posterior({normal("a", 1.0, 1.0), normal("b", 0.0, 1.0)}, simulator, {2.0, 0.5},
                                   {10000, 2000, 1}, *model::make_thread_executor(2));
  EXPECT_EQ(draws.simulations, 10000u);
  const MatrixXd g = (MatrixXd(2, 2) << 1.0, 1.0, 0.0, 1.0).finished();
  const MatrixXd covariance = (g.transpose() * g / 0.25 + MatrixXd::Identity(2, 2)).inverse();
  const VectorXd mean =
      covariance * (g.transpose() * (VectorXd(2) << 2.0, 0.5).finished() / 0.25 + (VectorXd(2) << 1.0, 0.0).finished());
  for (Index p = 0; p < 2; ++p) {
    const auto sample = draws.of(static_cast<std::size_t>(p));
    const double sd = std::sqrt(covariance(p, p));
    // Some 300 effective runs: 0.11 with probability 0.999.
    EXPECT_LT(distance(sample, [&](double x) { return probability((x - mean[p]) / sd); }), 0.11);
    EXPECT_GT(distance(sample, [&](double x) { return probability((x - mean[p]) / sd - 0.4); }), 0.11)
        << "planted: shift of 0.4 sd";
  }
}

TEST(AbcPosterior, StaysWithinBoundsAndDependsOnTheSeedAlone) {
  const Simulator simulator = [](std::span<const double> theta, model::RandomKey key) {
    return std::vector<double>{theta[0] + 0.3 * model::standard_normal(key, {})};
  };
  const auto draws = [&](std::uint64_t seed, unsigned threads) {
    return abc_posterior({uniform("a", -1.0, 1.0)}, simulator, {1.2}, {1000, 300, seed},
                         *model::make_thread_executor(threads))
        .of(0);
  };
  const auto once = draws(1, 1);
  EXPECT_EQ(once, draws(1, 3));
  EXPECT_NE(once, draws(2, 1));
  EXPECT_LE(*std::max_element(once.begin(), once.end()), 1.0);
  EXPECT_GT(*std::max_element(once.begin(), once.end()), 0.9);
}

TEST(SimulationPosterior, PilesUpAtABound) {  // uniform prior, normal data beyond its end
  if (tests::watched) GTEST_SKIP() << "the code of the tests above, with another answer";
  const Simulator simulator = [](std::span<const double> theta, model::RandomKey key) {
    return std::vector<double>{theta[0] + 0.3 * model::standard_normal(key, {})};
  };
  const auto draws =
      simulation_posterior({uniform("a", -1.0, 1.0)}, simulator, {1.2}, small, *model::make_serial_executor());
  const auto law = [](double x) {
    return (probability((x - 1.2) / 0.3) - probability(-2.2 / 0.3)) /
           (probability(-0.2 / 0.3) - probability(-2.2 / 0.3));
  };
  EXPECT_LT(distance(draws.of(0), law), allowed);
  EXPECT_GT(distance(draws.of(0), [&](double x) { return law(x - 0.05); }), allowed) << "planted: shift";
}

TEST(SimulationPosterior, FindsBothModes) {  // x = theta^2 + noise: symmetric about 0
  if (tests::watched) GTEST_SKIP() << "the code of the tests above, with another answer";
  const Simulator simulator = [](std::span<const double> theta, model::RandomKey key) {
    return std::vector<double>{theta[0] * theta[0] + 0.2 * model::standard_normal(key, {})};
  };
  const auto draws =
      simulation_posterior({uniform("a", -3.0, 3.0)}, simulator, {2.0}, small, *model::make_serial_executor());
  std::vector<double> sizes;
  int negative = 0;
  for (const double a : draws.of(0)) {
    sizes.push_back(std::abs(a));
    negative += a < 0.0;
  }
  EXPECT_NEAR(negative / 2000.0, 0.5, 0.07);
  std::vector<double> cumulative{0.0};  // of |a| on [0, 3], by quadrature
  for (int i = 0; i < 3000; ++i) {
    const double a = 1e-3 * (i + 0.5);
    const double z = (a * a - 2.0) / 0.2;
    cumulative.push_back(cumulative.back() + std::exp(-0.5 * z * z));
  }
  EXPECT_LT(
      distance(sizes, [&](double a) { return cumulative[static_cast<std::size_t>(a * 1000.0)] / cumulative.back(); }),
      allowed);
}

TEST(SimulationPosterior, BearsCountsAndFailedRuns) {  // binomial count of 20 under a uniform prior: Beta(x + 1, 21 -
                                                       // x); a tenth of the runs fails
  const Simulator simulator = [](std::span<const double> theta, model::RandomKey key) {
    if (model::uniform(key, {0, 0, 2, 0}) < 0.1) return std::vector<double>{std::nan("")};
    return std::vector<double>{static_cast<double>(model::binomial(key, {}, 20, theta[0]))};
  };
  const auto draws =
      simulation_posterior({uniform("p", 0.0, 1.0)}, simulator, {14.0}, small, *model::make_serial_executor());
  if (tests::watched) return;
  std::vector<double> cumulative{0.0};
  for (int i = 0; i < 1000; ++i) {
    const double p = 1e-3 * (i + 0.5);
    cumulative.push_back(cumulative.back() + std::pow(p, 14.0) * std::pow(1.0 - p, 6.0));
  }
  EXPECT_LT(distance(draws.of(0),
                     [&](double p) { return cumulative[static_cast<std::size_t>(p * 1000.0)] / cumulative.back(); }),
            allowed);
}

TEST(SimulationPosterior, SumsUpLongData) {  // 50 readings of one normal mean
  const Simulator simulator = [](std::span<const double> theta, model::RandomKey key) {
    std::vector<double> x;
    for (std::uint32_t i = 0; i < 50; ++i) x.push_back(theta[0] + 2.0 * model::standard_normal(key, {i, 0, 0, 0}));
    return x;
  };
  std::vector<double> observed;
  for (std::uint32_t i = 0; i < 50; ++i) observed.push_back(0.4 + 2.0 * model::standard_normal({9, 9}, {i, 0, 0, 0}));
  double sum = 0.0;
  for (const double x : observed) sum += x;
  const double variance = 1.0 / (1.0 + 50.0 / 4.0);
  const double mean = variance * sum / 4.0;
  const auto draws =
      simulation_posterior({normal("a", 0.0, 1.0)}, simulator, observed, small, *model::make_serial_executor());
  if (tests::watched) return;
  EXPECT_LT(distance(draws.of(0), [&](double x) { return probability((x - mean) / std::sqrt(variance)); }), 0.15)
      << "summaries from few runs lose some information";
}

TEST(SimulationPosterior, SaysWhatCannotBe) {
  const auto serial = model::make_serial_executor();
  const std::vector<Parameter> one{normal("a", 0.0, 1.0)};
  const Simulator same = [](std::span<const double> theta, model::RandomKey) { return std::vector<double>{theta[0]}; };
  const Simulator never = [](std::span<const double>, model::RandomKey) { return std::vector<double>{std::nan("")}; };
  EXPECT_THROW(simulation_posterior(one, same, {0.0}, {999, 1, 1}, *serial), std::invalid_argument);
  EXPECT_THROW(simulation_posterior(one, same, {}, small, *serial), std::invalid_argument);
  EXPECT_THROW(simulation_posterior(one, same, {std::nan("")}, small, *serial), std::invalid_argument);
  EXPECT_THROW(simulation_posterior(one, same, {0.0, 1.0}, small, *serial), std::invalid_argument);
  EXPECT_THROW(simulation_posterior(one, never, {0.0}, small, *serial), std::runtime_error);
}

TEST(AbcSmc, WeightsBringThePriorBack) {  // deterministic mixture: weighted moments of all runs are those of the prior
  const Coordinates coordinates({uniform("a", 0.0, 1.0), normal("b", 0.0, 1.0)});
  const Simulator simulator = [](std::span<const double> theta, model::RandomKey key) {
    return std::vector<double>{theta[0] + 0.1 * model::standard_normal(key, {}), theta[1]};
  };
  const auto serial = model::make_serial_executor();
  SimulationRuns runs(coordinates, simulator, {0.9, 1.0}, 1, *serial);
  const auto population = abc_smc(coordinates, runs, 4000, 1);
  ASSERT_EQ(runs.size(), 4000);
  const VectorXd& w = population.all_weights;
  EXPECT_LE(w.maxCoeff(), 4.0 + 1e-9) << "a quarter of the runs is from the prior";
  const double errors = 4.5 / std::sqrt(effective_number(w));  // false-alarm rate 7e-6 each
  EXPECT_NEAR(w.mean(), 1.0, errors);
  EXPECT_NEAR(w.dot(runs.y.col(0)) / w.sum(), 0.5, errors * std::sqrt(1.0 / 12.0));
  EXPECT_NEAR(w.dot(runs.y.col(1)) / w.sum(), 0.0, errors);
  EXPECT_GT(std::abs(runs.y.col(1).mean()), errors) << "planted: equal weights";
  EXPECT_NEAR(population.weights.sum(), 1.0, 1e-12);
  EXPECT_LT(population.tolerance, 1.0);
}

TEST(GaussianMixture, IsFittedAndChosen) {
  Points points(3000, 2);
  for (Index i = 0; i < 3000; ++i) {
    const auto e = static_cast<std::uint32_t>(i);
    const double z = model::standard_normal({1, 1}, {e, 0, 0, 0});
    const double v = model::standard_normal({1, 1}, {e, 0, 0, 1});
    points.row(i) << (i % 3 == 0 ? 4.0 + 0.5 * z : z), (i % 3 == 0 ? 1.0 + 0.5 * v : 0.6 * z + 0.8 * v);
  }
  const auto chosen = choose_mixture(points, VectorXd::Ones(3000), 24, 1e-3, {2, 2});
  ASSERT_EQ(chosen.size(), 2u);
  const double at[] = {4.0, 1.0};
  const double normal_there = std::exp(-0.5 * (16.0 - 2.0 * 0.6 * 4.0 + 1.0) / 0.64) / (2.0 * std::numbers::pi * 0.8);
  EXPECT_NEAR(chosen.log_density(at), std::log(2.0 / 3.0 * normal_there + 1.0 / 3.0 / (2.0 * std::numbers::pi * 0.25)),
              0.15);
  std::vector<double> logs(2);
  chosen.log_components(at, logs.data());
  EXPECT_NEAR(log_sum_exp(logs.data(), 2), chosen.log_density(at), 1e-12);
  Points one = points;
  for (Index i = 0; i < 3000; i += 3) one.row(i) = one.row(i + 1);
  EXPECT_EQ(choose_mixture(one, VectorXd::Ones(3000), 24, 1e-3, {2, 2}).size(), 1u);
}

TEST(RegressionLikelihood, KnowsALawOfItsClass) {  // curved mean, widening noise, a link that depends on the parameter
  const auto log_density = [](double y, double a, double b) {
    const double sd = std::exp(0.5 * y);
    const double z = (a - y * y) / sd;
    const double v = (b - y - (0.5 + 0.3 * y) * (a - y * y)) / 0.3;
    return -0.5 * (z * z + v * v) - std::log(sd * 0.3 * 2.0 * std::numbers::pi);
  };
  Points y(4000, 1);
  Points x(4000, 2);
  Points posterior(1000, 1);
  for (Index i = 0; i < 4000; ++i) {
    const model::DrawId id{static_cast<std::uint32_t>(i), 0, 0, 0};
    const double at = 4.0 * model::uniform({1, 2}, id) - 2.0;
    const double a = at * at + std::exp(0.5 * at) * model::standard_normal({1, 3}, id);
    y(i, 0) = at;
    x(i, 0) = a;
    x(i, 1) = at + (0.5 + 0.3 * at) * (a - at * at) + 0.3 * model::standard_normal({1, 4}, id);
    if (i < 1000) posterior(i, 0) = 0.5 * model::standard_normal({1, 5}, id);
  }
  const RegressionLikelihood fitted(y, x, posterior, {3, 3});
  EXPECT_EQ(fitted.parts(), 1u);
  double square = 0.0;
  double wrong = 0.0;
  for (Index i = 0; i < 1000; ++i) {
    const double gap = fitted.log_likelihood(posterior.row(i).data(), x.row(i).data()) -
                       log_density(posterior(i, 0), x(i, 0), x(i, 1));
    if (std::abs(x(i, 0)) < 3.0) square += gap * gap;
    wrong += std::pow(fitted.log_likelihood(posterior.row(i).data(), x.row(i).data()) -
                          log_density(posterior(i, 0) + 0.2, x(i, 0), x(i, 1)),
                      2);
  }
  EXPECT_LT(std::sqrt(square / 1000.0), 0.5);
  EXPECT_GT(std::sqrt(wrong / 1000.0), 0.5) << "planted: parameter off by 0.2";
}

}  // namespace
}  // namespace salus::inference
