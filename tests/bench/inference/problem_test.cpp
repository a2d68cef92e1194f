/// Priors and their coordinates.
#include "bench/inference/problem.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "bench/inference/domains.hpp"

namespace salus::inference {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<Parameter> all_kinds() {
  return {uniform("u", -2.0, 3.0),
          normal("n", 1.0, 2.0),
          lognormal("l", 0.4, 0.5),
          logit_normal("s", 0.2, 1.0),
          fixed("f", 7.0),
          bounded(normal("half", 0.0, 1.0), 0.5, infinity),
          bounded(lognormal("cut", 1.0, 1.0), 0.5, 2.0),
          bounded(normal("low", 0.0, 1.0), -infinity, 0.25)};
}

TEST(Coordinates, GoToTheLineAndBack) {
  const Coordinates c(all_kinds());
  ASSERT_EQ(c.size(), 7u);
  for (std::uint32_t i = 0; i < 100; ++i) {
    const auto y = c.draw({1, 2}, i);
    EXPECT_TRUE(std::isfinite(c.log_prior(y)));
    std::vector<double> line(7);
    std::vector<double> back(7);
    c.to_line(y, line);
    c.from_line(line, back);
    for (std::size_t k = 0; k < 7; ++k) EXPECT_NEAR(back[k], y[k], 1e-9 * (1.0 + std::abs(y[k])));
    const auto theta = c.theta(y);
    EXPECT_EQ(theta[4], 7.0);
    EXPECT_NEAR(theta[2], 0.4 * std::exp(0.5 * y[2]), 1e-12);
    EXPECT_GE(theta[6], 0.5 - 1e-12);
    EXPECT_LE(theta[6], 2.0 + 1e-12);
    std::vector<double> inferred(7);
    c.inferred(y, inferred);
    EXPECT_EQ(inferred[4], theta[5]);
  }
}

TEST(Coordinates, DensitiesIntegrateToOneOnTheLine) {  // so prior, bounds and Jacobian agree
  for (const auto& parameter : all_kinds()) {
    if (parameter.prior.family == model::Prior::Family::fixed) continue;
    const Coordinates c({parameter});
    double sum = 0.0;
    for (double t = -40.0; t < 40.0; t += 1e-3) {
      double y = 0.0;
      const double log_jacobian = c.from_line({&t, 1}, {&y, 1});
      sum += 1e-3 * std::exp(c.log_prior({&y, 1}) + log_jacobian);
    }
    EXPECT_NEAR(sum, 1.0, 1e-5) << parameter.name;
  }
}

TEST(Coordinates, DrawsHaveTheCutLaw) {  // Kolmogorov-Smirnov, false-alarm rate below 1e-6
  const Coordinates c({bounded(normal("x", 0.0, 1.0), -0.5, 1.5)});
  const auto probability = [](double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); };
  std::vector<double> draws;
  for (std::uint32_t i = 0; i < 10000; ++i) draws.push_back(c.draw({3, 4}, i)[0]);
  std::sort(draws.begin(), draws.end());
  double distance = 0.0;
  for (std::size_t i = 0; i < draws.size(); ++i)
    distance = std::max(distance,
                        std::abs((probability(draws[i]) - probability(-0.5)) / (probability(1.5) - probability(-0.5)) -
                                 (static_cast<double>(i) + 0.5) / 10000.0));
  EXPECT_LT(100.0 * distance, 2.7);
}

TEST(Coordinates, RefuseWhatIsNoPrior) {
  EXPECT_THROW(Coordinates({}), std::invalid_argument);
  EXPECT_THROW(Coordinates({fixed("a", 1.0)}), std::invalid_argument);
  EXPECT_THROW(Coordinates({uniform("", 0.0, 1.0)}), std::invalid_argument);
  EXPECT_THROW(Coordinates({uniform("a", 0.0, 1.0), normal("a", 0.0, 1.0)}), std::invalid_argument);
  EXPECT_THROW(Coordinates({uniform("a", 1.0, 1.0)}), std::invalid_argument);
  EXPECT_THROW(Coordinates({uniform("a", 0.0, infinity)}), std::invalid_argument);
  EXPECT_THROW(Coordinates({normal("a", 0.0, 0.0)}), std::invalid_argument);
  EXPECT_THROW(Coordinates({lognormal("a", -1.0, 0.5)}), std::invalid_argument);
  EXPECT_THROW(Coordinates({logit_normal("a", 1.0, 0.5)}), std::invalid_argument);
  EXPECT_THROW(Coordinates({bounded(normal("a", 0.0, 1.0), 2.0, 1.0)}), std::invalid_argument);
  EXPECT_THROW(Coordinates({bounded(normal("a", 0.0, 1.0), 40.0, 41.0)}), std::invalid_argument);
  EXPECT_THROW(Coordinates({{"a", {model::Prior::Family::spike_lognormal, 1.0, 1.0, 0.0, 9.0, 0.5}}}),
               std::invalid_argument);
}

TEST(Domains, Differ) {
  std::array all{domain::likelihood, domain::chain,   domain::simulation, domain::ensemble_kalman,
                 domain::abc_smc,    domain::mixture, domain::posterior,  domain::dequantising};
  std::sort(all.begin(), all.end());
  EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end());
}

}  // namespace
}  // namespace salus::inference
