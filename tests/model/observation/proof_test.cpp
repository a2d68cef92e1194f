#include "model/observation/proof.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace salus::model {
namespace {

double p_of(double z) { return 0.5 * std::erfc(z / std::sqrt(2.0)); }

/// The definition, written plainly: the largest i with p(i) <= rate i / m.
std::vector<bool> plainly(const std::vector<double>& z, double rate) {
  std::vector<double> p;
  for (const double x : z)
    if (!std::isnan(x)) p.push_back(p_of(x));
  std::sort(p.begin(), p.end());
  double bound = -1.0;
  for (std::size_t i = 0; i < p.size(); ++i)
    if (p[i] <= rate * static_cast<double>(i + 1) / static_cast<double>(p.size())) bound = p[i];
  std::vector<bool> proven;
  for (const double x : z) proven.push_back(!std::isnan(x) && p_of(x) <= bound);
  return proven;
}

TEST(Proof, IsTheStepUpProcedure) {
  std::mt19937_64 random(3);
  std::normal_distribution<double> normal;
  for (int world = 0; world < 2000; ++world) {
    std::vector<double> z(random() % 60);
    for (double& x : z) x = random() % 9 == 0 ? std::nan("") : normal(random) + (random() % 4 == 0 ? 3.0 : 0.0);
    EXPECT_EQ(proven_falls(z, 0.1), plainly(z, 0.1));
  }
}

TEST(Proof, HoldsTheFalseDiscoveryRateAndAPlainThresholdDoesNot) {
  // 2,000 worlds of 100 cities, 90 without change: the mean share of false ones is 0.09 (rate x 90/100); its standard
  // error is below 0.004, so 0.105 is exceeded with probability below 1e-4. Testing each at 10 % alone gives about a
  // half.
  std::mt19937_64 random(4);
  std::normal_distribution<double> normal;
  double share = 0.0;
  double plain = 0.0;
  const int worlds = 2000;
  for (int world = 0; world < worlds; ++world) {
    std::vector<double> z(100);
    for (std::size_t i = 0; i < 100; ++i) z[i] = normal(random) + (i < 10 ? 3.0 : 0.0);
    const auto proven = proven_falls(z, 0.1);
    double all = 0;
    double wrong = 0;
    double each = 0;
    double each_wrong = 0;
    for (std::size_t i = 0; i < 100; ++i) {
      all += proven[i];
      wrong += proven[i] && i >= 10;
      each += z[i] > 1.2816;
      each_wrong += z[i] > 1.2816 && i >= 10;
    }
    share += all > 0 ? wrong / all / worlds : 0.0;
    plain += each > 0 ? each_wrong / each / worlds : 0.0;
  }
  EXPECT_LT(share, 0.105);
  EXPECT_GT(share, 0.06);
  EXPECT_GT(plain, 0.3);
}

TEST(Proof, PlannersFigures) {
  // A city of a million at 10 per 100,000: 100 a year, 300 in three years.
  EXPECT_NEAR(detectable_fall({Incidents(100.0), Incidents(100.0)}, 0.0).value(), 0.30, 0.02);
  EXPECT_NEAR(detectable_fall({Incidents(300.0), Incidents(300.0)}, 0.0).value(), 0.18, 0.02);
  // A prevalence of 6 % and a design effect of 1.5: about 10,000 interviews a wave for a fall of 17 %.
  EXPECT_NEAR(interviews_needed(Probability(0.06), 1.5, RelativeFall(0.17)).value(), 10000.0, 1500.0);
}

}  // namespace
}  // namespace salus::model
