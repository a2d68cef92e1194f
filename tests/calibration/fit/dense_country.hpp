#pragma once
/// A country's law with a few readings, and the same by dense Gaussian algebra: slow and obvious.
#include <Eigen/Dense>
#include <cmath>

#include "calibration/fit/filter.hpp"

namespace salus::calibration {

inline constexpr std::uint32_t years = 6;

inline CountryLaw sample_law() {
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
inline std::vector<Reading> sample_readings() {
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
    const auto sources = Eigen::Index{2 + 3 * years};
    const auto n = static_cast<Eigen::Index>(readings.size());
    variance.setZero(sources);
    mean_of_readings.setZero(n);
    loads.setZero(n, sources);
    latent.setZero(2 + years, sources);
    const auto run = [&](const Eigen::VectorXd& source, bool constants) {
      const YearStep step(law.feedback);
      LevelMemory at{.level = source[0] + (constants ? law.level_mean : 0.0)};
      Eigen::VectorXd out = Eigen::VectorXd::Zero(2 + years);
      for (std::uint32_t t = law.first; t < years; ++t) {
        const double a = constants ? law.expected[t] : 0.0;
        const double eta = source[2 + 2 * t];
        const double rest = source[3 + 2 * t];
        out[2 + t] = step.advance(at, {.change = a + eta, .in_mean = 13.0 / 24.0 * (a + eta) + rest});
      }
      out[0] = at.level;
      out[1] = at.memory;
      return out;
    };
    variance[0] = law.level_variance;
    variance[1] = law.offset_variance;
    for (std::uint32_t t = law.first; t < years; ++t) {
      const double v = law.variance + (events.jump(t) ? law.jump_variance : 0.0);
      variance[2 + 2 * t] = v;
      variance[3 + 2 * t] = v * (650.0 / 1728.0 - 13.0 / 24.0 * 13.0 / 24.0);
    }
    for (std::uint32_t t = law.first; t < years; ++t) variance[2 + 2 * years + t] = law.offset_step;
    latent_mean = run(Eigen::VectorXd::Zero(sources), true);
    for (Eigen::Index s = 0; s < sources; ++s) latent.col(s) = run(Eigen::VectorXd::Unit(sources, s), false);
    Eigen::VectorXd noise(n);
    for (Eigen::Index i = 0; i < n; ++i) {
      const auto& r = readings[static_cast<std::size_t>(i)];
      loads.row(i) = latent.row(2 + r.year);
      mean_of_readings[i] = latent_mean[2 + r.year] + law.shift[r.year];
      if (r.modelled) loads(i, 1) += 1.0;
      for (std::uint32_t t = law.first; r.modelled && t <= r.year; ++t) loads(i, 2 + 2 * years + t) += 1.0;
      noise[i] = r.counting + (r.modelled ? law.modelled_variance : law.reading_variance) +
                 (events.outlier(r.year) ? law.jump_variance : 0.0);
    }
    covariance = loads * variance.asDiagonal() * loads.transpose();
    covariance.diagonal() += noise;
  }
};

inline Eigen::VectorXd values_of(const std::vector<Reading>& readings) {
  Eigen::VectorXd y(static_cast<Eigen::Index>(readings.size()));
  for (std::size_t i = 0; i < readings.size(); ++i) y[static_cast<Eigen::Index>(i)] = readings[i].log_rate;
  return y;
}

inline double dense_log_likelihood(const CountryLaw& law, const std::vector<Reading>& readings, const Events& events) {
  const Dense d(law, readings, events);
  const Eigen::LLT<Eigen::MatrixXd> llt(d.covariance);
  const Eigen::VectorXd e = values_of(readings) - d.mean_of_readings;
  double log_det = 0.0;
  for (Eigen::Index i = 0; i < e.size(); ++i) log_det += 2.0 * std::log(llt.matrixL()(i, i));
  return -0.5 * (e.dot(llt.solve(e)) + log_det + static_cast<double>(e.size()) * std::log(2.0 * M_PI));
}

}  // namespace salus::calibration
