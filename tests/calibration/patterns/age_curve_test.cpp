/// The age-crime curve of a city has no spike, no notch and no step: at every age offending is near that of the ages
/// beside it.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "calibration/patterns/person_patterns.hpp"
#include "tests/model/city/sample_city.hpp"
#include "tests/replicates.hpp"

namespace salus::calibration {
namespace {

constexpr std::uint32_t youngest = 14;  ///< below, the curve rises from nothing at 10
constexpr std::uint32_t oldest = 56;

/// Offending by age over a year, after a year of warm-up.
ByAge age_curve(std::uint64_t run) {
  model::CityPlan plan = tests::sample_plan(100000, 24);
  plan.run = run;
  // A homicide more or less is no matter of ages, and what leads to further events only makes counts noisier.
  for (const auto boost : {model::CityParameter::repeat_assault, model::CityParameter::repeat_property,
                           model::CityParameter::near_property, model::CityParameter::near_robbery})
    plan.parameters[boost] = 0.0;
  const auto executor = model::make_thread_executor(2);
  model::CityRun city(plan, *executor);
  CityLog log{model::Month(12)};
  for (int m = 0; m < 24; ++m) city.step(&log);
  return age_pattern(log).offending;
}

/// By how much an age stands out from the mean of those on either side, in logs: beyond what curves bend anyway, in
/// standard errors; the most over all ages. @param curves of replicates
double roughness(const std::vector<ByAge>& curves) {
  constexpr double bend = 0.08;
  double most = 0.0;
  for (std::uint32_t age = youngest; age <= oldest; ++age) {
    double sum = 0.0;
    double squares = 0.0;
    for (const ByAge& curve : curves) {
      const double out = std::log(curve[age]) - 0.5 * (std::log(curve[age - 1]) + std::log(curve[age + 1]));
      sum += out;
      squares += out * out;
    }
    const auto n = static_cast<double>(curves.size());
    const double mean = sum / n;
    const double error = std::sqrt((squares / n - mean * mean) / (n - 1.0));
    most = std::max(most, (std::abs(mean) - bend) / error);
  }
  return most;
}

TEST(AgeCurve, HasNoSpikeNotchOrStep) {
  std::vector<ByAge> curves;
  for (std::uint64_t run = 0; run < tests::replicates(20u, 3u); ++run) curves.push_back(age_curve(run));
  if (tests::watched) return;
  // 43 ages, t with 19 degrees of freedom: above 5.5 by chance once in 1,000 tests, were the curve to bend by all that
  // is allowed everywhere.
  constexpr double limit = 5.5;
  EXPECT_LT(roughness(curves), limit);
  // Planted: what was there once, a pile of people of 18 at the start (1.8 times as many offences at 19 as persons),
  // and a step of five-year classes (from one age on 2.25 times as many).
  auto spike = curves;
  auto step = curves;
  for (auto& curve : spike) curve[19] *= 1.8;
  for (auto& curve : step)
    for (std::uint32_t age = 18; age <= oldest + 1; ++age) curve[age] *= 2.25;
  EXPECT_GT(roughness(spike), limit);
  EXPECT_GT(roughness(step), limit);
}

}  // namespace
}  // namespace salus::calibration
