/// The filter of rare events against every combination of them by dense algebra.
#include "calibration/fit/event_filter.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/calibration/fit/dense_country.hpp"

namespace salus::calibration {
namespace {

/// Every combination of nothing, jump and outlier in years 1 to 5.
std::vector<std::pair<Events, double>> all_events(const CountryLaw& law) {
  std::vector<std::pair<Events, double>> all{{Events{}, 1.0}};
  for (std::uint32_t t = law.first; t < years; ++t) {
    std::vector<std::pair<Events, double>> next;
    for (const auto& [e, p] : all) {
      Events jump = e;
      Events outlier = e;
      jump.add_jump(t);
      outlier.add_outlier(t);
      next.push_back({e, p * (1.0 - law.jump_probability - law.outlier_probability)});
      next.push_back({jump, p * law.jump_probability});
      next.push_back({outlier, p * law.outlier_probability});
    }
    all = std::move(next);
  }
  return all;
}

TEST(EventFilter, ParticlesWithoutRareEventsAreTheKalmanFilter) {
  auto law = sample_law();
  law.jump_probability = law.outlier_probability = 0.0;
  Stream random(model::random_key(6, 0, 0), 0, 0);
  EXPECT_NEAR(filter_events(law, sample_readings(), 5, nullptr, random).log_likelihood,
              log_likelihood(law, sample_readings(), {}), 1e-12);
}

TEST(EventFilter, ParticleLikelihoodIsUnbiased) {
  const auto law = sample_law();
  const auto readings = sample_readings();
  double exact = 0.0;
  for (const auto& [e, p] : all_events(law)) exact += p * std::exp(dense_log_likelihood(law, readings, e));
  // Four particles, so that the estimates scatter and resampling happens.
  constexpr int runs = 20000;
  double sum = 0.0;
  double squares = 0.0;
  for (int i = 0; i < runs; ++i) {
    Stream random(model::random_key(7, static_cast<std::uint64_t>(i), 0), 0, 0);
    const double l = std::exp(filter_events(law, readings, 4, nullptr, random).log_likelihood) / exact;
    sum += l;
    squares += l * l;
  }
  const double mean = sum / runs;
  const double error = std::sqrt((squares / runs - mean * mean) / runs);
  EXPECT_GT(error, 1e-4);               // there is something to average
  EXPECT_NEAR(mean, 1.0, 4.0 * error);  // false alarm one in 16,000
  EXPECT_LT(error, 0.01);               // a bias of four hundredths would be seen
}

TEST(EventFilter, ConditionalParticlesKeepTheLawOfEvents) {
  const auto law = sample_law();
  const auto readings = sample_readings();
  double total = 0.0;
  auto exact = all_events(law);
  for (auto& [e, p] : exact) total += p *= std::exp(dense_log_likelihood(law, readings, e));
  // Marginal chance of a jump and of an outlier in each year, from a chain of conditional filters with few particles.
  std::array<double, 2 * years> chance{};
  std::array<double, 2 * years> seen{};
  for (const auto& [e, p] : exact)
    for (std::uint32_t t = 0; t < years; ++t) {
      chance[t] += e.jump(t) ? p / total : 0.0;
      chance[years + t] += e.outlier(t) ? p / total : 0.0;
    }
  constexpr int batches = 50;
  constexpr int each = 1200;
  std::array<std::array<double, batches>, 2 * years> batch{};
  Events at;
  for (int i = 0; i < batches * each; ++i) {
    Stream random(model::random_key(8, 0, 0), static_cast<std::uint32_t>(i), 0);
    at = filter_events(law, readings, 4, &at, random).events;
    for (std::uint32_t t = 0; t < years; ++t) {
      batch[t][static_cast<std::size_t>(i / each)] += at.jump(t) / static_cast<double>(each);
      batch[years + t][static_cast<std::size_t>(i / each)] += at.outlier(t) / static_cast<double>(each);
    }
  }
  for (std::size_t k = 0; k < 2 * years; ++k) {
    double squares = 0.0;
    for (const double b : batch[k]) seen[k] += b / batches;
    for (const double b : batch[k]) squares += (b - seen[k]) * (b - seen[k]);
    const double error = std::sqrt(squares / (batches - 1) / batches);
    // Student's t with 49 degrees: ten figures, false alarm one in a thousand in all.
    EXPECT_NEAR(seen[k], chance[k], 4.2 * error + 1e-12) << k;
  }
  EXPECT_GT(chance[4], 0.05);
}

}  // namespace
}  // namespace salus::calibration
