/// The country filter against slow, obvious versions: dense Gaussian algebra, every combination of rare events, months
/// added one by one.
#include "calibration/fit/filter.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <cmath>

#include "calibration/fit/feedback.hpp"

namespace salus::calibration {
namespace {

constexpr std::size_t years = 6;

CountryLaw sample_law() {
  CountryLaw law;
  law.feedback = {0.3, 4.0};
  law.variance = 0.02;
  law.jump_variance = 0.3;
  law.jump_probability = 0.08;
  law.outlier_probability = 0.05;
  law.reading_variance = 0.006;
  law.modelled_variance = 0.02;
  law.offset_variance = 0.15;
  law.offset_step = 0.04;
  law.level_mean = 1.5;
  law.level_variance = 0.8;
  law.first = 1;
  law.expected = {0.5, -0.02, 0.01, 0.03, -0.05, 0.02};
  law.shift = {0.0, 0.0, 0.1, 0.05, 0.0, 0.0};
  return law;
}

/// Years 1 to 5; year 3 is missing, year 2 has both sources, year 4 only the second.
std::vector<Reading> sample_readings() {
  return {{1, 1.7, 0.01, false}, {2, 1.9, 0.0, false}, {2, 2.2, 0.0, true}, {4, 2.9, 0.0, true}, {5, 2.4, 0.02, false}};
}

/// Everything random in order: level, offset, then (innovation, rest of the mean) of each year, then the offset's
/// steps. Means and loads of readings and of what is latent follow by pushing unit vectors through the step, one at a
/// time.
struct Dense {
  // of the sources; of the readings
  Eigen::VectorXd mean;
  Eigen::VectorXd variance;
  Eigen::VectorXd mean_of_readings;

  Eigen::MatrixXd loads;   // [readings][sources]
  Eigen::MatrixXd latent;  // [level, memory, yearly means ...][sources]
  Eigen::VectorXd latent_mean;
  Eigen::MatrixXd covariance;  // of the readings

  Dense(const CountryLaw& law, const std::vector<Reading>& readings, const Events& events) {
    const auto sources = static_cast<Eigen::Index>(2 + 3 * years);
    const auto n = static_cast<Eigen::Index>(readings.size());
    variance.setZero(sources);
    mean_of_readings.setZero(n);
    loads.setZero(n, sources);
    latent.setZero(2 + static_cast<Eigen::Index>(years), sources);
    const auto run = [&](const Eigen::VectorXd& source, bool constants) {
      const YearStep step(law.feedback);
      double level = source[0] + (constants ? law.level_mean : 0.0);
      double memory = 0.0;
      Eigen::VectorXd out = Eigen::VectorXd::Zero(2 + static_cast<Eigen::Index>(years));
      for (std::size_t t = law.first; t < years; ++t) {
        const double a = constants ? law.expected[t] : 0.0;
        const double eta = source[2 + 2 * static_cast<Eigen::Index>(t)];
        const double rest = source[3 + 2 * static_cast<Eigen::Index>(t)];
        out[2 + static_cast<Eigen::Index>(t)] = step.advance(level, memory, a + eta, 13.0 / 24.0 * (a + eta) + rest);
      }
      out[0] = level;
      out[1] = memory;
      return out;
    };
    variance[0] = law.level_variance;
    variance[1] = law.offset_variance;
    for (std::size_t t = law.first; t < years; ++t) {
      const double v = law.variance + (events.jump(t) ? law.jump_variance : 0.0);
      variance[2 + 2 * static_cast<Eigen::Index>(t)] = v;
      variance[3 + 2 * static_cast<Eigen::Index>(t)] = v * (650.0 / 1728.0 - 13.0 / 24.0 * 13.0 / 24.0);
    }
    for (std::size_t t = law.first; t < years; ++t)
      variance[static_cast<Eigen::Index>(2 + 2 * years + t)] = law.offset_step;
    latent_mean = run(Eigen::VectorXd::Zero(sources), true);
    for (Eigen::Index s = 0; s < sources; ++s) latent.col(s) = run(Eigen::VectorXd::Unit(sources, s), false);
    Eigen::VectorXd noise(n);
    for (Eigen::Index i = 0; i < n; ++i) {
      const auto& r = readings[static_cast<std::size_t>(i)];
      loads.row(i) = latent.row(2 + static_cast<Eigen::Index>(r.year));
      mean_of_readings[i] = latent_mean[2 + static_cast<Eigen::Index>(r.year)] + law.shift[r.year];
      if (r.modelled) loads(i, 1) += 1.0;
      for (std::size_t t = law.first; r.modelled && t <= r.year; ++t)
        loads(i, static_cast<Eigen::Index>(2 + 2 * years + t)) += 1.0;
      noise[i] = r.counting + (r.modelled ? law.modelled_variance : law.reading_variance) +
                 (events.outlier(r.year) ? law.jump_variance : 0.0);
    }
    covariance = loads * variance.asDiagonal() * loads.transpose();
    covariance.diagonal() += noise;
  }
};

Eigen::VectorXd values_of(const std::vector<Reading>& readings) {
  Eigen::VectorXd y(static_cast<Eigen::Index>(readings.size()));
  for (std::size_t i = 0; i < readings.size(); ++i) y[static_cast<Eigen::Index>(i)] = readings[i].log_rate;
  return y;
}

double dense_log_likelihood(const CountryLaw& law, const std::vector<Reading>& readings, const Events& events) {
  const Dense d(law, readings, events);
  const Eigen::LLT<Eigen::MatrixXd> llt(d.covariance);
  const Eigen::VectorXd e = values_of(readings) - d.mean_of_readings;
  double log_det = 0.0;
  for (Eigen::Index i = 0; i < e.size(); ++i) log_det += 2.0 * std::log(llt.matrixL()(i, i));
  return -0.5 * (e.dot(llt.solve(e)) + log_det + static_cast<double>(e.size()) * std::log(2.0 * M_PI));
}

/// Every combination of nothing, jump and outlier in years 1 to 5.
std::vector<std::pair<Events, double>> all_events(const CountryLaw& law) {
  std::vector<std::pair<Events, double>> all{{Events{}, 1.0}};
  for (std::size_t t = law.first; t < years; ++t) {
    std::vector<std::pair<Events, double>> next;
    for (const auto& [e, p] : all) {
      Events jump = e;
      Events outlier = e;
      jump.jumps |= std::uint64_t{1} << t, outlier.outliers |= std::uint64_t{1} << t;
      next.push_back({e, p * (1.0 - law.jump_probability - law.outlier_probability)});
      next.push_back({jump, p * law.jump_probability});
      next.push_back({outlier, p * law.outlier_probability});
    }
    all = std::move(next);
  }
  return all;
}

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
  offset.tail(static_cast<Eigen::Index>(years)).setOnes();
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

TEST(CountryFilter, ParticlesWithoutRareEventsAreTheKalmanFilter) {
  auto law = sample_law();
  law.jump_probability = law.outlier_probability = 0.0;
  Stream random(model::random_key(6, 0, 0), 0, 0);
  EXPECT_NEAR(filter_events(law, sample_readings(), 5, nullptr, random).log_likelihood,
              log_likelihood(law, sample_readings(), {}), 1e-12);
}

TEST(CountryFilter, ParticleLikelihoodIsUnbiased) {
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

TEST(CountryFilter, ConditionalParticlesKeepTheLawOfEvents) {
  const auto law = sample_law();
  const auto readings = sample_readings();
  double total = 0.0;
  auto exact = all_events(law);
  for (auto& [e, p] : exact) total += p *= std::exp(dense_log_likelihood(law, readings, e));
  // Marginal chance of a jump and of an outlier in each year, from a chain of conditional filters with few particles.
  std::array<double, 2 * years> chance{};
  std::array<double, 2 * years> seen{};
  for (const auto& [e, p] : exact)
    for (std::size_t t = 0; t < years; ++t) {
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
    for (std::size_t t = 0; t < years; ++t) {
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

TEST(Feedback, StepAnswersAsTheEngineDoes) {
  // A lasting rise from the start: level 1, and its feedback still to come. All loops, each off, all off. One equation
  // for eight stocks: off by up to a hundredth of the rise.
  std::vector<std::array<bool, model::loop_count>> cases(2 + model::loop_count);
  for (std::size_t l = 0; l < model::loop_count; ++l) cases[l][l] = true;
  cases.back().fill(true);
  for (const auto& without : cases) {
    const Feedback f = measured_feedback(without);
    const YearStep step(f);
    double level = 1.0;
    double memory = f.gain;
    const auto engine = engine_answer(without);
    for (std::size_t y = 0; y < engine.size(); ++y)
      EXPECT_NEAR(step.advance(level, memory, 0.0, 0.0), engine[y], 1e-2)
          << y << " gain " << f.gain << " memory " << f.memory;
  }
  // With every loop off nothing comes back.
  EXPECT_NEAR(measured_feedback(cases.back()).gain, 0.0, 1e-6);
  EXPECT_GT(measured_feedback({}).gain, 0.05);
}

}  // namespace
}  // namespace salus::calibration
